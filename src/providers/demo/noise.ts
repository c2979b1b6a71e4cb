import { createRandom } from './random.ts';

/** A smooth hilly field: about -1 to 1, the same for the same point. */
export type Noise = (x: number, y: number) => number;

const LATTICE = 256;

/** Gradient noise (Perlin's, with the quintic fade) on a shuffled lattice. */
export function createNoise(seed: string): Noise {
  const random = createRandom(`noise ${seed}`);
  const order = Array.from({ length: LATTICE }, (_, index) => index);
  for (let index = LATTICE - 1; index > 0; index -= 1) {
    const other = random.whole(0, index);
    [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
  }
  const table = Uint8Array.from([...order, ...order]);
  const cosines = Float64Array.from({ length: LATTICE }, (_, index) =>
    Math.cos((index / LATTICE) * 2 * Math.PI),
  );
  const sines = Float64Array.from({ length: LATTICE }, (_, index) =>
    Math.sin((index / LATTICE) * 2 * Math.PI),
  );
  const slope = (column: number, row: number, dx: number, dy: number) => {
    const at = table[(table[column & 255] ?? 0) + (row & 255)] ?? 0;
    return (cosines[at] ?? 0) * dx + (sines[at] ?? 0) * dy;
  };
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const dx = x - column;
    const dy = y - row;
    const u = fade(dx);
    const top = mix(slope(column, row, dx, dy), slope(column + 1, row, dx - 1, dy), u);
    const bottom = mix(slope(column, row + 1, dx, dy - 1), slope(column + 1, row + 1, dx - 1, dy - 1), u);
    return mix(top, bottom, fade(dy)) * 1.5;
  };
}

/** Several octaves of noise, each half as strong and twice as fine as the one before. */
export function layered(noise: Noise, octaves: number): Noise {
  return (x, y) => {
    let sum = 0;
    let strength = 0.5;
    let scale = 1;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += strength * noise(x * scale + octave * 17.3, y * scale - octave * 9.1);
      strength /= 2;
      scale *= 2;
    }
    return sum;
  };
}

function fade(value: number): number {
  return value * value * value * (value * (value * 6 - 15) + 10);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
