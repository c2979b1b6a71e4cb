/** Points per unit of log-odds, as Elo has it: 400 points are odds of 10 to 1. */
export const POINTS = 400 / Math.LN10;

/** The average strength of the models of a board. */
const CENTRE = 1000;

/** Finer than any strength is known, and coarser than what the order of a sum changes: what is equal stays equal. */
const GRAIN = 1e6;

/** Strengths in points around the average of all models. */
export function inPoints(strengths: Float64Array): Float64Array {
  let sum = 0;
  for (const strength of strengths) sum += strength;
  const average = sum / strengths.length;
  return strengths.map((strength) => Math.round((CENTRE + (strength - average) * POINTS) * GRAIN) / GRAIN);
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** How often a model of this strength is picked against one of that, both in points; a tie is half a pick. */
export const winChance = (points: number, against: number): number => logistic((points - against) / POINTS);

/** How often each model would be picked if it met all the others equally often, 0 to 1. */
export function winShares(points: Float64Array): Float64Array {
  return points.map((own, place) => {
    let sum = 0;
    for (let other = 0; other < points.length; other += 1)
      if (other !== place) sum += winChance(own, points[other] ?? 0);
    return sum / Math.max(1, points.length - 1);
  });
}
