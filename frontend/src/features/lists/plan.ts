import { ASPECT_RATIOS, MOST_PICTURES } from '../../../../src/contract/constants.ts';
import { estimateCost, sumUsd } from '../../../../src/contract/estimate.ts';
import type { CostRange, ModelEntry } from '../../../../src/contract/index.ts';
import { AT_ONCE } from './work.ts';

export { ASPECT_RATIOS, MOST_PICTURES };

/** Of a model that nobody has measured, and what starting and showing a run takes beside its slowest model. */
const USUAL_MS = 15_000;
const BESIDE_MS = 2000;
const MINUTE_MS = 60_000;

export interface Plan {
  pictures: number;
  cost: CostRange;
  /** Whole minutes, at least one. */
  minutes: number;
}

/** What a list will come to, before it is made. */
export function planOf(
  models: readonly Pick<ModelEntry, 'priceUsd' | 'usualMs'>[],
  prompts: number,
  count: number,
): Plan {
  const one = estimateCost(
    Array.from({ length: count }, () => models.map(({ priceUsd }) => priceUsd)).flat(),
  );
  const all = (usd: number) => sumUsd(Array.from({ length: prompts }, () => usd));
  const slowest = Math.max(0, ...models.map(({ usualMs }) => usualMs?.median ?? USUAL_MS));
  const minutes = Math.ceil((Math.ceil(prompts / AT_ONCE) * (slowest + BESIDE_MS)) / MINUTE_MS);
  return {
    pictures: prompts * models.length * count,
    cost: { low: all(one.low), high: all(one.high) },
    minutes: Math.max(1, minutes),
  };
}

/** A budget as somebody writes it: `2.50` or `2,50`; `undefined` if it is none, null if there is nothing. */
export function budgetOf(text: string): number | null | undefined {
  const written = text.trim().replace(',', '.');
  if (written === '') return null;
  const budget = Number(written);
  return Number.isFinite(budget) && budget > 0 && budget <= 1_000_000 ? budget : undefined;
}

const LARGEST_SEED = 2_147_483_647;

/** A seed as somebody writes it; `undefined` if it is none, null if there is nothing. */
export function seedOf(text: string): number | null | undefined {
  const written = text.trim();
  if (written === '') return null;
  return /^\d{1,10}$/.test(written) && Number(written) <= LARGEST_SEED ? Number(written) : undefined;
}
