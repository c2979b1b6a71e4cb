import { blendHex } from '../color.ts';
import { type Drawing, round, type Scene } from '../scene.ts';

type Draw = (cell: Cell) => string;

interface Cell {
  x: number;
  y: number;
  size: number;
  /** Quarter turns. */
  turn: number;
  front: string;
  back: string;
  third: string;
}

/** A poster of circles, arcs and bars on a grid. */
export function bauhaus(scene: Scene): Drawing {
  const { width, height, random, palette, order } = scene;
  const across = Math.max(4, Math.round((width / Math.min(width, height)) * random.whole(4, 6)));
  const margin = Math.round(Math.min(width, height) * 0.045);
  const size = (width - 2 * margin) / across;
  const down = Math.max(3, Math.floor((height - 2 * margin) / size + 0.001));
  const top = (height - down * size) / 2;
  const paper = blendHex(palette.light, '#fffaf0', 0.5);
  const inks = [palette.deep, palette.mid, palette.bright, palette.accent, palette.dark, paper] as const;
  // Strict posters keep to few shapes; loose ones use them all.
  const shapes = SHAPES.slice(0, Math.max(3, Math.round(SHAPES.length * (1.15 - order * 0.7)))) as [
    Draw,
    ...Draw[],
  ];
  const taken = new Set<string>();
  const parts: string[] = [];
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      if (taken.has(`${column} ${row}`)) continue;
      const isLarge =
        column + 1 < across && row + 1 < down && !taken.has(`${column + 1} ${row}`) && random.chance(0.2);
      const span = isLarge ? 2 : 1;
      for (let right = 0; right < span; right += 1)
        for (let below = 0; below < span; below += 1) taken.add(`${column + right} ${row + below}`);
      const back = random.chance(0.4) ? paper : random.pick(inks);
      const front = random.pick(inks.filter((ink) => ink !== back) as [string, ...string[]]);
      const third = random.pick(inks.filter((ink) => ink !== back && ink !== front) as [string, ...string[]]);
      const cell = { x: margin + column * size, y: top + row * size, size: size * span };
      parts.push(random.pick(shapes)({ ...cell, turn: random.whole(0, 3), front, back, third }));
    }
  }
  const frame = `<rect width="${width}" height="${height}" fill="${paper}"/>`;
  return {
    svg: `${frame}<g shape-rendering="geometricPrecision">${parts.join('')}</g>`,
    grain: 0.5,
    format: 'png',
  };
}

/** Wraps shapes drawn in a square of 100 by 100. */
function inCell({ x, y, size, turn, back }: Cell, shapes: string): string {
  // A hair larger than its cell, so that no seam of paper shows between two.
  const scale = (size + 0.6) / 100;
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${scale.toFixed(4)}) rotate(${turn * 90} 50 50)"><rect width="100" height="100" fill="${back}"/>${shapes}</g>`;
}

const quarter: Draw = (cell) =>
  inCell(cell, `<path d="M0 0H100A100 100 0 0 1 0 100Z" fill="${cell.front}"/>`);

const disc: Draw = (cell) =>
  inCell(
    cell,
    `<circle cx="50" cy="50" r="50" fill="${cell.front}"/><circle cx="50" cy="50" r="20" fill="${cell.third}"/>`,
  );

const half: Draw = (cell) =>
  inCell(
    cell,
    `<path d="M0 50A50 50 0 0 1 100 50Z" fill="${cell.front}"/><path d="M0 100A50 50 0 0 1 100 100Z" fill="${cell.third}"/>`,
  );

const arcs: Draw = (cell) =>
  inCell(
    cell,
    [100, 76, 52, 28]
      .map(
        (radius, index) =>
          `<path d="M0 0H${radius}A${radius} ${radius} 0 0 1 0 ${radius}Z" fill="${[cell.front, cell.back, cell.third, cell.back][index]}"/>`,
      )
      .join(''),
  );

const bars: Draw = (cell) =>
  inCell(
    cell,
    [0, 40, 80].map((x) => `<rect x="${x}" width="20" height="100" fill="${cell.front}"/>`).join(''),
  );

const leaf: Draw = (cell) =>
  inCell(
    cell,
    `<path d="M0 0H50A50 50 0 0 1 100 50V100H50A50 50 0 0 1 0 50Z" fill="${cell.front}"/><circle cx="50" cy="50" r="18" fill="${cell.back}"/>`,
  );

const dots: Draw = (cell) =>
  inCell(
    cell,
    [20, 50, 80]
      .flatMap((x) => [20, 50, 80].map((y) => `<circle cx="${x}" cy="${y}" r="9" fill="${cell.front}"/>`))
      .join(''),
  );

const triangle: Draw = (cell) =>
  inCell(
    cell,
    `<path d="M0 100L100 0V100Z" fill="${cell.front}"/><circle cx="30" cy="30" r="16" fill="${cell.third}"/>`,
  );

const petals: Draw = (cell) =>
  inCell(
    cell,
    `<path d="M0 0A50 50 0 0 1 50 50A50 50 0 0 1 0 0ZM100 0A50 50 0 0 0 50 50A50 50 0 0 0 100 0ZM0 100A50 50 0 0 0 50 50A50 50 0 0 0 0 100ZM100 100A50 50 0 0 1 50 50A50 50 0 0 1 100 100Z" fill="${cell.front}"/><circle cx="50" cy="50" r="10" fill="${cell.third}"/>`,
  );

const steps: Draw = (cell) =>
  inCell(
    cell,
    `<path d="M0 100V75H25V50H50V25H75V0H100V100Z" fill="${cell.front}"/><circle cx="22" cy="22" r="14" fill="${cell.third}"/>`,
  );

/** The plainest first: a strict poster takes only those. */
const SHAPES: readonly Draw[] = [quarter, disc, half, arcs, leaf, bars, petals, triangle, steps, dots];
