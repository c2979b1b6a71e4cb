import { Z } from './interval.ts';
import { POINTS, winChance } from './scale.ts';

/** Of a true difference, 80 % of attempts should find it. */
const POWER = 0.841621;

/** How many votes between two models tell them apart if one of them wins this share: two-sided 5 %, power 80 %. Infinite at one half. */
export function votesToTell(share: number): number {
  const root = Z / 2 + POWER * Math.sqrt(share * (1 - share));
  return Math.ceil((root / (share - 0.5)) ** 2);
}

/**
 * How many more votes, on prompts of their own, would tell two models apart if they differ by as much as it looks now.
 * What is known already, of whatever votes, counts as so many votes between the two as would be as exact.
 * @param lead of one model over the other in points
 * @param deviation of the lead over resampled prompts, in points
 */
export function votesMissing(lead: number, deviation: number): number {
  const share = winChance(Math.abs(lead), 0);
  const known = 1 / ((deviation / POINTS) ** 2 * share * (1 - share));
  return Math.max(1, votesToTell(share) - Math.round(known));
}

/** @param values at least two */
export function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
