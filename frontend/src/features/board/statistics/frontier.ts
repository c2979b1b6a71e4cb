import { chanceOf, leadsOf } from './leads.ts';
import type { Board } from './types.ts';

/** What a model costs for one picture, in US dollars: the median of what was really paid. */
export type Prices = ReadonlyMap<string, number>;

export interface OnPrice {
  model: string;
  strength: number;
  priceUsd: number;
  /** No other model is both at least as strong and at most as dear. */
  frontier: boolean;
  /** The model that beats it on both counts with the most certainty; the chance is absent without intervals. */
  beatenBy?: { model: string; chance?: number };
  /** What one picture that is picked over an average other one costs. */
  usdPerWin: number;
}

/**
 * Strength and price together, the cheapest first. Strengths have no zero, so they are never divided by a price.
 * Models without a strength or a price are left out.
 */
export function frontierOf({ standings, replicates }: Board, prices: Prices): OnPrice[] {
  const priced = standings.flatMap(({ model, strength, share }) => {
    const priceUsd = prices.get(model);
    return strength === undefined || share === undefined || priceUsd === undefined
      ? []
      : [{ model, strength, priceUsd, usdPerWin: priceUsd / share }];
  });
  return priced
    .map((own) => {
      const better = priced.filter(
        ({ model, strength, priceUsd }) =>
          model !== own.model &&
          strength >= own.strength &&
          priceUsd <= own.priceUsd &&
          (strength > own.strength || priceUsd < own.priceUsd),
      );
      const beatenBy = better
        .map(({ model }) => {
          const leads = leadsOf(replicates, model, own.model);
          return { model, ...(leads.length > 0 && { chance: chanceOf(leads) }) };
        })
        .toSorted((a, b) => (b.chance ?? 0) - (a.chance ?? 0) || (a.model < b.model ? -1 : 1))[0];
      return { ...own, frontier: better.length === 0, ...(beatenBy !== undefined && { beatenBy }) };
    })
    .toSorted((a, b) => a.priceUsd - b.priceUsd || b.strength - a.strength || (a.model < b.model ? -1 : 1));
}
