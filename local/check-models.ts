import { checkConfiguration } from '../src/config/check.ts';
import type { ParameterSource } from './template/parameters.ts';
import type { ValueMap } from './template/value.ts';

const SLOTS = 20;

/**
 * Asks the product whether it can work with these parameters, so that a wrong model name stops the start and not the
 * first run: every fault with its place, and what works but is worth knowing. Parameters that `values` lacks have
 * been reported already.
 */
export function checkModels(
  values: ValueMap,
  source: ParameterSource,
): { faults: string[]; notices: string[] } {
  // A template without models, such as one of a test.
  if (!('Model1Name' in values) && !('Model1Name' in source.values)) return { faults: [], notices: [] };
  const { faults, notices } = checkConfiguration(
    {
      ...values,
      // Keys as the owner wrote them: the resolved ones are escaped for the JSON of the secret.
      ...rawKeys(source),
      ModelCount: values.ModelCount ?? lastNamed(source),
      PromptModelIndex: values.PromptModelIndex ?? 0,
    },
    Date.now(),
  );
  const reported = (fault: string) => {
    const name = parameterOf(fault);
    return name !== undefined && name in source.values && !(name in values);
  };
  return {
    faults: faults.filter((fault) => !reported(fault)).map((fault) => `${placeOf(fault, source)}: ${fault}`),
    notices,
  };
}

const rawKeys = ({ values }: ParameterSource) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => /^(?:Model\d+Key|VendorKeys)$/.test(name)));

/** Replaces an invalid ModelCount: all slots that the owner has named are checked. */
function lastNamed({ values }: ParameterSource): number {
  for (let number = SLOTS; number > 1; number -= 1) if (`Model${number}Name` in values) return number;
  return 1;
}

/** The parameter that a sentence is about. */
function parameterOf(fault: string): string | undefined {
  const named =
    /\b(?:Model\d+(?:Name|Key)|VendorKeys|ModelCount|ModelOverrides|PromptModelIndex|IPWhitelist|AllowedOrigins|(?:Daily|Monthly|UserMonthly)BudgetUsd|SiteDomain|SignIn|Access)\b/.exec(
      fault,
    )?.[0];
  const slot = /^Model (\d+)\b/.exec(fault)?.[1];
  return named ?? (slot === undefined ? undefined : `Model${slot}Name`);
}

/** Its line; a key that is missing has none, so the line of the model that needs it. */
function placeOf(fault: string, source: ParameterSource): string {
  const name = parameterOf(fault);
  if (name === undefined) return source.name;
  return source.place(name in source.values ? name : name.replace(/Key$/, 'Name'));
}
