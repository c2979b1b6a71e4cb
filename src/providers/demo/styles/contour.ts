import { along, fromHex, toHex } from '../color.ts';
import { createNoise, layered } from '../noise.ts';
import { type Drawing, round, type Scene } from '../scene.ts';
import { outlines } from './isolines.ts';

/** Sheets of paper, each with a hole, stacked into hills and valleys. */
export function contour(scene: Scene): Drawing {
  const { width, height, palette } = scene;
  const levels = 7 + Math.round(scene.detail * 9);
  const cell = 12;
  const columns = Math.ceil(width / cell) + 3;
  const rows = Math.ceil(height / cell) + 3;
  const heights = terrain(scene, columns, rows, cell);
  const sorted = Float64Array.from(heights).sort();
  const colors = [palette.deep, palette.dark, palette.mid, palette.bright, palette.light].map(fromHex);
  const sheets: string[] = [];
  for (let level = 0; level < levels; level += 1) {
    const share = level / (levels - 1);
    const fill = toHex(along(colors, share));
    if (level === 0) {
      sheets.push(`<rect width="${width}" height="${height}" fill="${fill}"/>`);
      continue;
    }
    // By share of the area, so that every sheet is seen.
    const limit = sorted[Math.floor((level / levels) ** 0.9 * (sorted.length - 1))] ?? 0;
    const path = outlines({ heights, columns, rows, limit })
      .map(
        (loop) => `M${loop.map(([x, y]) => `${round((x - 1) * cell)} ${round((y - 1) * cell)}`).join('L')}Z`,
      )
      .join('');
    const edge = toHex(along(colors, Math.min(1, share + 0.1)));
    const shadow = [2, 5, 9, 14]
      .map(
        (offset) =>
          `<path d="${path}" transform="translate(${round(offset * 0.55)} ${offset})" fill="#000" fill-opacity="0.075"/>`,
      )
      .join('');
    sheets.push(`${shadow}<path d="${path}" fill="${fill}" stroke="${edge}" stroke-width="1.2"/>`);
  }
  return {
    svg: `<g fill-rule="evenodd">${sheets.join('')}${sun(scene, heights, columns, cell)}</g>`,
    grain: 0.45,
    format: 'jpeg',
  };
}

/** Bent noise: hills that lean into each other. */
function terrain(scene: Scene, columns: number, rows: number, cell: number): Float64Array {
  const noise = layered(createNoise(scene.seedText), 3);
  const scale = scene.random.between(1.5, 2.4) / Math.min(scene.width, scene.height);
  const bend = 0.75 * scene.control;
  const heights = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = column * cell * scale;
      const y = row * cell * scale;
      const sideways = noise(x + 5.2, y + 1.3) * bend;
      const along = noise(x - 3.1, y + 8.7) * bend;
      heights[row * columns + column] = noise(x + sideways, y + along);
    }
  }
  return heights;
}

/** One spot of the other colour, at the highest place. */
function sun(scene: Scene, heights: Float64Array, columns: number, cell: number): string {
  let best = 0;
  const rows = heights.length / columns;
  heights.forEach((value, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const isInside =
      column > columns * 0.15 && column < columns * 0.85 && row > rows * 0.15 && row < rows * 0.85;
    if (isInside && value > (heights[best] ?? 0)) best = index;
  });
  const x = ((best % columns) - 1) * cell;
  const y = (Math.floor(best / columns) - 1) * cell;
  const radius = Math.min(scene.width, scene.height) * 0.028;
  const shadow = [2, 5, 9].map(
    (offset) =>
      `<circle cx="${x + offset * 0.55}" cy="${y + offset}" r="${round(radius)}" fill="#000" fill-opacity="0.08"/>`,
  );
  return `${shadow.join('')}<circle cx="${x}" cy="${y}" r="${round(radius)}" fill="${scene.palette.accent}"/>`;
}
