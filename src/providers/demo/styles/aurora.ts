import { along, blend, type Color, fromHex } from '../color.ts';
import { createNoise, layered, type Noise } from '../noise.ts';
import type { Drawing, Field, Scene } from '../scene.ts';
import { pines, ridge, stars } from './landscape.ts';

/** Where the water begins, as a share of the height. */
const HORIZON = 0.74;

/** Curtains of light over a lake that mirrors them. */
export function aurora(scene: Scene): Drawing {
  const { width, height, random, palette } = scene;
  const horizon = Math.round(height * HORIZON);
  const shoreHeight = height * random.between(0.05, 0.1);
  const far = ridge(scene, { base: horizon, height: shoreHeight * 1.7, roughness: 3, salt: 'far' });
  const near = ridge(scene, { base: horizon, height: shoreHeight * 0.55, roughness: 7, salt: 'near' });
  const mirror = (shape: string, opacity: number) =>
    `<g transform="translate(0 ${2 * horizon}) scale(1 -1)" opacity="${opacity}">${shape}</g>`;
  const farShape = `<path d="${far.path}" fill="${palette.deep}" opacity="0.72"/>`;
  const nearShape = `<path d="${near.path}" fill="${palette.deep}"/>${pines(scene, near.heightAt, palette.deep, 1)}`;
  const shimmer = Array.from({ length: 26 }, () => {
    const y = horizon + (height - horizon) * random.next() ** 1.6;
    const length = width * random.between(0.05, 0.3);
    const x = random.between(-0.1, 1) * width;
    return `<rect x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(length)}" height="1.6" rx="0.8" fill="${palette.light}" opacity="${random.between(0.03, 0.13).toFixed(2)}"/>`;
  });
  return {
    field: skyField(scene),
    svg: [
      stars(scene, horizon * 0.92, 70 + Math.round(scene.detail * 160)),
      mirror(farShape + nearShape, 0.5),
      farShape,
      nearShape,
      ...shimmer,
    ].join(''),
    grain: 0.35,
    format: 'webp',
  };
}

/** Columns of the field; it is smooth enough to be drawn larger. */
const COLUMNS = 384;
/** Steps in the colours of a curtain from its hem upwards. */
const TINTS = 32;

/** A curtain of light, worked out once for each column, as all but its rays depend on that alone. */
interface Curtain {
  phase: number;
  reach: number;
  /** The lower edge, as a share of the height. */
  hem: Float64Array;
  strength: Float64Array;
  tints: readonly Color[];
}

function skyField(scene: Scene): Field {
  const { palette } = scene;
  const rows = Math.round((COLUMNS * scene.height) / scene.width / 2);
  const noise = createNoise(scene.seedText);
  const curtains = hang(scene, noise);
  const sky = [palette.deep, palette.deep, palette.dark, palette.mid].map(fromHex);
  const water = fromHex(palette.deep);
  const pixels = new Uint8Array(COLUMNS * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    const depth = (row + 0.5) / rows;
    const isWater = depth > HORIZON;
    // Water shows the sky upside down, squeezed and darker.
    const y = isWater ? HORIZON - (depth - HORIZON) * 1.9 : depth;
    const background = along(sky, (y > 0 ? y / HORIZON : 0) ** 3 * 0.85);
    for (let column = 0; column < COLUMNS; column += 1) {
      const ripple = isWater ? Math.round(noise(column / 30, depth * 60) * 2.3) : 0;
      const shown = Math.min(Math.max(column + ripple, 0), COLUMNS - 1);
      const color = lightAt(shown, y, background, curtains, noise);
      pixels.set(isWater ? blend(color, water, 0.42) : color, (row * COLUMNS + column) * 3);
    }
  }
  return { width: COLUMNS, height: rows, pixels };
}

function hang(scene: Scene, noise: Noise): Curtain[] {
  const { random, palette } = scene;
  const cloud = layered(noise, 4);
  const hues = [palette.bright, palette.mid, palette.bright, palette.accent];
  const tips = [palette.mid, palette.dark, palette.accent, palette.mid];
  return [0.58, 0.47, 0.36, 0.62].map((height, index) => {
    const reach = random.between(0.1, 0.22);
    const phase = random.between(0, 40);
    const power = index === 3 ? 0.55 : random.between(0.8, 1.25);
    const [hue, tip] = [fromHex(hues[index] ?? palette.bright), fromHex(tips[index] ?? palette.mid)];
    const curtain: Curtain = {
      phase,
      reach,
      hem: new Float64Array(COLUMNS),
      strength: new Float64Array(COLUMNS),
      tints: Array.from({ length: TINTS }, (_, step) => blend(hue, tip, step / (TINTS - 1))),
    };
    for (let column = 0; column < COLUMNS; column += 1) {
      const x = column / COLUMNS;
      // Slow bends along the curtain, and a fold that runs back on itself.
      curtain.hem[column] = height + noise(x * 1.5 + phase, phase) * 0.2 + noise(x * 4.2, phase) * 0.045;
      const veil = 0.5 + 1.1 * cloud(x * 2.2 - phase, phase);
      curtain.strength[column] = veil <= 0 ? 0 : veil ** 1.7 * power * 2.9;
    }
    return curtain;
  });
}

function lightAt(
  column: number,
  y: number,
  background: Color,
  curtains: readonly Curtain[],
  noise: Noise,
): Color {
  let [red, green, blue] = background;
  for (const { hem, phase, reach, strength, tints } of curtains) {
    const lower = hem[column] ?? 0;
    const above = lower - y;
    if (above < -0.06) continue;
    const rays = 0.5 + 0.5 * noise((column / COLUMNS) * 34 + phase + lower * 45, y * 0.7 + phase);
    // Sharp below, fading upwards: so do the real ones.
    const body = Math.exp(above < 0 ? above / 0.012 : -above / (reach * (0.55 + rays * 0.9)));
    const light = body * (0.35 + 0.65 * rays) * (strength[column] ?? 0);
    const step = Math.min(TINTS - 1, Math.floor((Math.max(above, 0) / (reach * 1.6)) * TINTS));
    const tint = tints[step] ?? background;
    red += tint[0] * light;
    green += tint[1] * light;
    blue += tint[2] * light;
  }
  return [rolledOff(red), rolledOff(green), rolledOff(blue)];
}

/** Bends bright sums towards white instead of cutting them. */
function rolledOff(value: number): number {
  return 255 * (1 - Math.exp(-value / 200));
}
