import { solve } from './solve.ts';

/** Adds the derivatives at a place: the gradient, and the negative second derivatives, of which the lower half is enough. */
type Derivatives = (at: Float64Array, gradient: Float64Array, curvature: Float64Array) => void;

const MAX_STEPS = 100;
const PRECISE = 1e-9;

/** The place of the maximum of a strictly concave function, by Newton's method. */
export function maximum(start: Float64Array, derivatives: Derivatives): Float64Array {
  const at = start.slice();
  // Once for all steps: a board fits a thousand times, and would spend a fifth of its time on memory.
  const gradient = new Float64Array(at.length);
  const curvature = new Float64Array(at.length ** 2);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    gradient.fill(0);
    curvature.fill(0);
    derivatives(at, gradient, curvature);
    const change = solve(curvature, gradient);
    let largest = 0;
    for (const value of change) largest = Math.max(largest, Math.abs(value));
    // A longer step could overshoot where the curve is flat.
    const share = Math.min(1, 1 / largest);
    for (const [place, value] of change.entries()) add(at, place, share * value);
    if (largest < PRECISE) break;
  }
  return at;
}

export function add(list: Float64Array, place: number, value: number): void {
  list[place] = (list[place] ?? 0) + value;
}
