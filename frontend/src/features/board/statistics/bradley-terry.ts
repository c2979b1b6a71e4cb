import { add, maximum } from './newton.ts';
import { logistic } from './scale.ts';
import type { Games, Pair } from './tally.ts';

/** Games that each model has virtually played against an average one, half won and half lost: an unbeaten model stays finite. */
const PRIOR_GAMES = 1;

export interface Field {
  models: { readonly length: number };
  pairs: readonly Pair[];
}

/**
 * Strengths by maximum likelihood, as log-odds; a tie is half a win for each.
 * @param start where to begin, for fits of games that are nearly the same
 */
export function fitStrengths(
  { models, pairs }: Field,
  games: Games,
  { prior = PRIOR_GAMES, start }: { prior?: number; start?: Float64Array } = {},
): Float64Array {
  const size = models.length;
  return maximum(start ?? new Float64Array(size), (strengths, gradient, curvature) => {
    addPrior(prior, size, { strengths, gradient, curvature });
    for (let place = 0; place < pairs.length; place += 1) {
      const ties = games.ties[place] ?? 0;
      const played = (games.first[place] ?? 0) + (games.second[place] ?? 0) + ties;
      const pair = pairs[place];
      if (played === 0 || pair === undefined) continue;
      const { first, second } = pair;
      const chance = logistic((strengths[first] ?? 0) - (strengths[second] ?? 0));
      const slope = (games.first[place] ?? 0) + ties / 2 - played * chance;
      const weight = played * chance * (1 - chance);
      add(gradient, first, slope);
      add(gradient, second, -slope);
      add(curvature, first * size + first, weight);
      add(curvature, second * size + second, weight);
      add(curvature, second * size + first, -weight);
    }
  });
}

interface Sums {
  strengths: Float64Array;
  gradient: Float64Array;
  curvature: Float64Array;
}

/** @param models the first so many entries of `strengths` are models */
export function addPrior(games: number, models: number, { strengths, gradient, curvature }: Sums): void {
  for (let place = 0; place < models; place += 1) {
    const chance = logistic(strengths[place] ?? 0);
    add(gradient, place, games * (0.5 - chance));
    add(curvature, place * strengths.length + place, games * chance * (1 - chance));
  }
}
