import { catalogRows, modelFacts, normaliseName, vendorOf } from '../../src/catalog/lookup.ts';
import { vendorNamesOf } from '../../src/config/key-sources.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import type { CostRange } from '../../src/contract/index.ts';

export interface ModelChoice {
  /** As in the catalog. */
  name: string;
  /** The vendor's label and the price, for the list. */
  about: string;
  /** Retired, soon switched off, and so on; '' where there is nothing to say. */
  notice: string;
  needsKey: 'required' | 'optional' | 'none';
  /** As `VendorKeys` may call the vendor. */
  vendorNames: readonly string[];
  /** The vendor has switched it off; its successor draws in its place. */
  isRetired: boolean;
}

/** Every model that can be named, those that are still sold first. */
export function modelChoices(now: number): ModelChoice[] {
  const order = ['active', 'legacy', 'retired'];
  return catalogRows()
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .flatMap(({ name }) => {
      const choice = describeModel(name, now);
      return choice === undefined ? [] : [choice];
    });
}

/** What is known about a name; `undefined` for one that the catalog does not have. */
export function describeModel(name: string, now: number): ModelChoice | undefined {
  const { slots } = resolveSlots({ count: 1, names: [name], overrides: undefined, now });
  const slot = slots[0];
  if (slot === undefined) return undefined;
  const { priceUsd, status, lastDay } = slot;
  const vendor = vendorOf(slot.provider);
  const label = vendor === undefined ? slot.providerLabel : modelFacts(vendor).label;
  const ends = lastDay !== null && status !== 'retired' ? `ends ${lastDay}` : '';
  return {
    name,
    about: `${label}, ${priceText(priceUsd)}${ends ? `, ${ends}` : ''}${status === 'active' ? '' : `, ${status}`}`,
    notice: slot.notice ?? '',
    needsKey: slot.needsKey,
    vendorNames: vendorNamesOf(slot),
    isRetired: status === 'retired',
  };
}

/** Per picture. */
export function priceText(priceUsd: CostRange | null): string {
  if (priceUsd === null) return 'price unknown';
  const { low, high } = priceUsd;
  return low === high ? `$${low}` : `$${low}–${high}`;
}

/** The choices whose name or vendor holds all typed letters in their order, closest together first, retired ones last. */
export function matchChoices(typed: string, choices: readonly ModelChoice[]): ModelChoice[] {
  const wanted = normaliseName(typed);
  if (wanted === '') return [...choices];
  return choices
    .map((choice) => ({ choice, spread: spreadOf(wanted, normaliseName(`${choice.name} ${choice.about}`)) }))
    .filter(({ spread }) => spread !== undefined)
    .toSorted(
      (a, b) => Number(a.choice.isRetired) - Number(b.choice.isRetired) || (a.spread ?? 0) - (b.spread ?? 0),
    )
    .map(({ choice }) => choice);
}

/** How many letters lie between the first and the last that match; `undefined` where they do not all occur. */
function spreadOf(wanted: string, text: string): number | undefined {
  let best: number | undefined;
  for (
    let start = text.indexOf(wanted.charAt(0));
    start >= 0;
    start = text.indexOf(wanted.charAt(0), start + 1)
  ) {
    const end = endOfMatch(wanted, text, start);
    if (end === undefined) break;
    // A match at the start of the name counts as closer.
    const spread = end - start + (start === 0 ? 0 : 0.5);
    if (best === undefined || spread < best) best = spread;
  }
  return best;
}

function endOfMatch(wanted: string, text: string, start: number): number | undefined {
  let position = start;
  for (const letter of wanted) {
    position = text.indexOf(letter, position);
    if (position < 0) return undefined;
    position += 1;
  }
  return position;
}
