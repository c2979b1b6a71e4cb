/** The ends of an interval of 95 %. */
export interface Interval {
  low: number;
  high: number;
}

/** Two-sided 95 % of the normal distribution. */
export const Z = 1.959964;

/**
 * The interval between the percentiles of resampled values, a little wider than the middle 95 %: resampling a few prompts varies less than
 * drawing new ones does, and one has to allow for not knowing their spread (Hesterberg's expanded percentiles).
 * @param prompts how many were drawn from, at least 2
 */
export function intervalOf(values: readonly number[], prompts: number): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const tail = normalBelow(-Math.sqrt(prompts / (prompts - 1)) * studentT(prompts - 1));
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** @param sorted at least one value */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place));
}

/** Two-sided 95 % of Student's t; the expansion is right to 0.001 from 8 degrees of freedom on. */
export function studentT(freedom: number): number {
  const [z3, z5, z7] = [Z ** 3, Z ** 5, Z ** 7];
  return (
    Z +
    (z3 + Z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom ** 3)
  );
}

/** The share of the normal distribution below a value (Abramowitz and Stegun 26.2.17). */
export function normalBelow(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const density = Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return value < 0 ? density * series : 1 - density * series;
}
