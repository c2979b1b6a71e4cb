/** Where a value stands between two ends, 0 to 1. */
export type Axis = { at(value: number): number; ticks: readonly number[] };

/** Round numbers between two ends, which lie on some of them. @param low less than `high`, or equal to it */
export function linearAxis(low: number, high: number, wanted = 4): Axis {
  const step = roundStep((high - low || 1) / wanted);
  const first = Math.floor(low / step) * step;
  const last = Math.max(Math.ceil(high / step) * step, first + step);
  const count = Math.round((last - first) / step);
  return {
    at: (value) => (value - first) / (last - first),
    ticks: Array.from({ length: count + 1 }, (_, place) => first + place * step),
  };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
}

const STEPS = [1, 2, 5];

/**
 * A logarithmic axis from 1, 2 or 5 times a power of ten to another one. What costs nothing has no logarithm: it stands at the very left, on a
 * place of its own.
 * @param values at least one
 */
export function priceAxis(values: readonly number[]): Axis & { hasFree: boolean } {
  const priced = values.filter((value) => value > 0);
  const hasFree = priced.length < values.length;
  if (priced.length === 0) return { at: () => 0.5, ticks: [], hasFree };
  const steps = around(Math.min(...priced), Math.max(...priced));
  const [first, last] = [Math.log(steps[0] ?? 1), Math.log(steps.at(-1) ?? 10)];
  const start = hasFree ? FREE_WIDTH : 0;
  return {
    at: (value) => (value > 0 ? start + ((Math.log(value) - first) / (last - first)) * (1 - start) : 0),
    ticks: steps,
    hasFree,
  };
}

const FREE_WIDTH = 0.12;

/** The round numbers from the last one below the least value to the first one above the greatest. */
function around(least: number, greatest: number): number[] {
  const all: number[] = [];
  const start = Math.floor(Math.log10(least));
  for (let power = start; power <= Math.ceil(Math.log10(greatest)) + 1; power += 1) {
    for (const step of STEPS) all.push(Number(`${step}e${power}`));
  }
  const first = all.findLastIndex((value) => value <= least);
  const last = all.findIndex((value) => value >= greatest && value > (all[first] ?? 0));
  return all.slice(first, last + 1);
}
