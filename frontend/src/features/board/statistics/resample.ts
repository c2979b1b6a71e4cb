import { fitStrengths } from './bradley-terry.ts';
import { seeded } from './random.ts';
import { inPoints } from './scale.ts';
import { gamesOf, type Tally } from './tally.ts';

/** Enough that the ends of an interval move by a point or two only with another seed. */
export const REPETITIONS = 1000;

/**
 * Strengths in points as they would have come out with other prompts of the same kind: prompts, not votes, are drawn again,
 * because the votes on one prompt depend on the same few pictures.
 * @param start the strengths of all votes, from which each fit begins
 */
export function resample(
  tally: Tally,
  start: Float64Array,
  { repetitions = REPETITIONS, seed = 1 }: { repetitions?: number; seed?: number } = {},
): Float64Array[] {
  const random = seeded(seed);
  const count = tally.prompts.length;
  return Array.from({ length: repetitions }, () => {
    const drawn = Array.from({ length: count }, () => Math.floor(random() * count));
    return inPoints(fitStrengths(tally, gamesOf(tally, drawn), { start }));
  });
}
