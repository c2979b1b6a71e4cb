import { type Interval, Z } from './interval.ts';
import { POINTS, winChance } from './scale.ts';
import type { Vote } from './vote.ts';

/** How much standing on the left helps, in points. */
export interface PositionBias extends Interval {
  points: number;
}

const STEPS = 50;
/** In log-odds: far finer than it is shown. */
const PRECISE = 1e-12;

/**
 * The lead of the left side, beside known strengths: sides are drawn by a coin, so that strengths hardly depend on it. Its interval counts
 * prompts, not votes.
 * @returns `undefined` if no vote decided between two pictures, or all decided for the same side
 */
export function positionBias(
  votes: readonly Vote[],
  pointsOf: ReadonlyMap<string, number>,
): PositionBias | undefined {
  const played = votes
    .filter(({ outcome }) => outcome !== 'both_bad')
    .map(({ prompt, left, right, outcome }) => ({
      prompt,
      lead: (pointsOf.get(left) ?? 0) - (pointsOf.get(right) ?? 0),
      won: outcome === 'tie' ? 0.5 : outcome === 'left' ? 1 : 0,
    }));
  const wins = played.reduce((sum, { won }) => sum + won, 0);
  if (wins === 0 || wins === played.length) return undefined;
  let bias = 0;
  let information = 0;
  for (let step = 0; step < STEPS; step += 1) {
    let expected = 0;
    information = 0;
    for (const { lead } of played) {
      const chance = winChance(lead + bias * POINTS, 0);
      expected += chance;
      information += chance * (1 - chance);
    }
    const change = Math.max(-1, Math.min(1, (wins - expected) / information));
    bias += change;
    if (Math.abs(change) < PRECISE) break;
  }
  const scores = new Map<string, number>();
  for (const { prompt, lead, won } of played) {
    scores.set(prompt, (scores.get(prompt) ?? 0) + won - winChance(lead + bias * POINTS, 0));
  }
  // In the order of size, so that the sum does not depend on the order of the votes.
  const squares = [...scores.values()].map((score) => score ** 2).toSorted((a, b) => a - b);
  const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) / information;
  return {
    points: bias * POINTS,
    low: (bias - Z * deviation) * POINTS,
    high: (bias + Z * deviation) * POINTS,
  };
}
