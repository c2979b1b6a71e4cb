import type { CostRange } from './common.ts';

/** Counted for a picture whose price is unknown, in US dollars, so that it cannot slip past the budgets. */
export const UNKNOWN_PRICE_USD = 0.1;

const MICRO = 1_000_000;

/** Adds US dollars in whole micro-dollars, as the budgets do. */
export function sumUsd(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + Math.round(amount * MICRO), 0) / MICRO;
}

/** The price of a picture that is made of others. */
export function priceWithReferences(price: CostRange | null, referenceUsd: number): CostRange | null {
  if (price === null || referenceUsd === 0) return price;
  return { low: sumUsd([price.low, referenceUsd]), high: sumUsd([price.high, referenceUsd]) };
}

/**
 * What a run may cost, in US dollars. The API and the page use this one function, so that the button, the run and the
 * budgets agree.
 * @param prices of the chosen models; null if unknown
 */
export function estimateCost(prices: readonly (CostRange | null)[]): CostRange {
  return {
    low: sumUsd(prices.map((price) => price?.low ?? 0)),
    high: sumUsd(prices.map((price) => price?.high ?? UNKNOWN_PRICE_USD)),
  };
}
