import { createNoise, layered } from '../noise.ts';
import { round, type Scene } from '../scene.ts';

export interface RidgeOptions {
  /** Pixels from the top where the hills stand. */
  base: number;
  /** Pixels of the tallest hill. */
  height: number;
  /** Hills across the picture. */
  roughness: number;
  /** Tells the ridges of one picture apart. */
  salt: string;
  /** Down to where it is filled; `base` when left out. */
  floor?: number;
}

export interface Ridge {
  path: string;
  /** The ridge's upper edge, in pixels from the top. */
  heightAt: (x: number) => number;
}

/** A chain of hills from the left edge to the right. */
export function ridge(scene: Scene, options: RidgeOptions): Ridge {
  const hills = layered(createNoise(`${scene.seedText} ${options.salt}`), 5);
  const bend = 0.6 + scene.control * 0.4;
  const heightAt = (x: number) => {
    const value = hills((x / scene.width) * options.roughness, 3.7);
    return options.base - options.height * Math.max(0.04, 0.5 + value * bend);
  };
  const step = Math.max(2, scene.width / 320);
  const points: string[] = [];
  for (let x = -step; x <= scene.width + step; x += step) points.push(`${round(x)} ${round(heightAt(x))}`);
  const floor = options.floor ?? options.base;
  return {
    path: `M${points.join('L')}L${round(scene.width + step)} ${floor}L${round(-step)} ${floor}Z`,
    heightAt,
  };
}

/** Fir trees along a ridge, each a stack of ragged boughs; `scale` 1 is a far shore. */
export function pines(scene: Scene, heightAt: (x: number) => number, color: string, scale: number): string {
  const { random, width, height } = scene;
  const trees: string[] = [];
  const unit = Math.min(width, height);
  for (let x = 0; x < width; x += unit * scale * random.between(0.008, 0.03)) {
    const tall = unit * scale * random.between(0.03, 0.085);
    const half = tall * random.between(0.17, 0.24);
    const foot = heightAt(x) + tall * 0.12;
    const boughs = 5;
    const left: string[] = [];
    const right: string[] = [];
    for (let bough = 1; bough <= boughs; bough += 1) {
      const y = foot - tall * (1 - bough / boughs);
      const reach = half * (bough / boughs) * random.between(0.85, 1.15);
      left.unshift(`${round(x - reach * 0.45)} ${round(y - tall * 0.03)}`, `${round(x - reach)} ${round(y)}`);
      right.push(`${round(x + reach)} ${round(y)}`, `${round(x + reach * 0.45)} ${round(y - tall * 0.03)}`);
    }
    trees.push(`M${round(x)} ${round(foot - tall)}L${right.join('L')}L${left.join('L')}Z`);
  }
  return `<path d="${trees.join('')}" fill="${color}"/>`;
}

/** A skyline of towers with some windows lit. */
export function towers(scene: Scene, base: number, color: string, lit: string): string {
  const { random, width, height } = scene;
  const unit = Math.min(width, height);
  const shapes: string[] = [];
  const windows: string[] = [];
  for (let x = -unit * 0.02; x < width; ) {
    const wide = Math.round(unit * random.between(0.03, 0.085));
    const middle = 1 - Math.abs((x + wide / 2) / width - 0.5) * 1.1;
    const tall = unit * random.between(0.06, 0.3) * middle;
    const top = Math.round(base - tall);
    shapes.push(`M${round(x)} ${height}V${top}h${wide}V${height}Z`);
    if (random.chance(0.3))
      shapes.push(`M${round(x + wide / 2 - 1)} ${top}v${-round(tall * 0.25)}h2v${round(tall * 0.25)}Z`);
    const cell = Math.max(5, unit * 0.0085);
    for (let row = top + cell; row < base - cell; row += cell * 1.7) {
      for (let column = x + cell * 0.8; column < x + wide - cell; column += cell * 1.5) {
        if (random.chance(0.22))
          windows.push(
            `M${round(column)} ${round(row)}h${round(cell * 0.6)}v${round(cell * 0.8)}h${-round(cell * 0.6)}Z`,
          );
      }
    }
    x += wide + unit * random.between(0, 0.012);
  }
  return `<path d="${shapes.join('')}" fill="${color}"/><path d="${windows.join('')}" fill="${lit}" opacity="0.85"/>`;
}

export function stars(scene: Scene, below: number, count: number): string {
  const { random, width, palette } = scene;
  const dots = Array.from({ length: count }, () => {
    const x = random.between(0, width);
    const y = below * random.next() ** 1.3;
    const size = random.chance(0.06) ? random.between(1.6, 2.6) : random.between(0.5, 1.4);
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${size.toFixed(1)}" opacity="${random.between(0.25, 0.95).toFixed(2)}"/>`;
  });
  return `<g fill="${palette.light}">${dots.join('')}</g>`;
}
