import type { Value } from '../../local/template/value.ts';
import { checkConfiguration } from '../../src/config/check.ts';

/** How CloudFormation shows a NoEcho parameter. */
const HIDDEN = '****';
/** Stands for a key that is there: whoever writes what CloudFormation shows has given no key. */
const KEPT = 'kept-by-the-stack';

/**
 * What a stack has, as far as checks can tell. CloudFormation does not show keys: a key counts as given if the model of
 * its slot needs one and stays the same.
 * @param now milliseconds since the epoch
 */
export function keptValues(
  stackHas: Readonly<Record<string, string>>,
  given: Readonly<Record<string, Value>>,
  now: number,
): Record<string, string> {
  const shown = Object.fromEntries(Object.entries(stackHas).filter(([, value]) => value !== HIDDEN));
  const { slots } = checkConfiguration({ ...shown, ...given }, now);
  const keys = slots
    .filter(({ number, needsKey }) => needsKey !== 'none' && isSameModel(number, stackHas, given))
    .map(({ number }) => [`Model${number}Key`, KEPT]);
  return { ...shown, ...Object.fromEntries(keys) };
}

function isSameModel(
  slot: number,
  stackHas: Readonly<Record<string, string>>,
  given: Readonly<Record<string, Value>>,
): boolean {
  const name = stackHas[`Model${slot}Name`];
  return slot <= Number(stackHas.ModelCount) && (given[`Model${slot}Name`] ?? name) === name;
}
