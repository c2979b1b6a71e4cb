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

interface Curtain {
  height: number;
  reach: number;
  color: Color;
  tip: Color;
  phase: number;
  strength: number;
}

function skyField(scene: Scene): Field {
  const { random, palette } = scene;
  const columns = 420;
  const rows = Math.round((columns * scene.height) / scene.width / 2);
  const noise = createNoise(scene.seedText);
  const cloud = layered(noise, 4);
  const sky = [palette.deep, palette.deep, palette.dark, palette.mid].map(fromHex);
  const hues = [palette.bright, palette.mid, palette.bright, palette.accent].map(fromHex);
  const tips = [palette.mid, palette.dark, palette.accent, palette.mid].map(fromHex);
  const curtains: Curtain[] = Array.from({ length: 4 }, (_, index) => ({
    height: [0.58, 0.47, 0.36, 0.62][index] ?? 0.5,
    reach: random.between(0.1, 0.22),
    color: hues[index] ?? [255, 255, 255],
    tip: tips[index] ?? [255, 255, 255],
    phase: random.between(0, 40),
    strength: index === 3 ? 0.55 : random.between(0.8, 1.25),
  }));
  const pixels = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    const depth = (row + 0.5) / rows;
    const isWater = depth > HORIZON;
    // Water shows the sky upside down, squeezed and darker.
    const up = isWater ? HORIZON - (depth - HORIZON) * 1.9 : depth;
    for (let column = 0; column < columns; column += 1) {
      const ripple = isWater ? noise(column / 30, depth * 60) * 0.006 : 0;
      const color = lightAt(column / columns + ripple, up, { curtains, sky, cloud, noise });
      pixels.set(isWater ? blend(color, sky[0] ?? color, 0.42) : color, (row * columns + column) * 3);
    }
  }
  return { width: columns, height: rows, pixels };
}

interface Sky {
  curtains: readonly Curtain[];
  sky: readonly Color[];
  cloud: Noise;
  noise: Noise;
}

function lightAt(x: number, y: number, { curtains, sky, cloud, noise }: Sky): Color {
  const glow = Math.max(0, y / HORIZON) ** 3;
  const sum = [...along(sky, glow * 0.85)];
  for (const curtain of curtains) {
    // Slow bends along the curtain, and a fold that runs back on itself.
    const sway = noise(x * 1.5 + curtain.phase, curtain.phase) * 0.2 + noise(x * 4.2, curtain.phase) * 0.045;
    const above = curtain.height + sway - y;
    const rays = 0.5 + 0.5 * noise(x * 34 + curtain.phase + sway * 45, y * 0.7 + curtain.phase);
    const veil = Math.max(0, 0.5 + 1.1 * cloud(x * 2.2 - curtain.phase, curtain.phase)) ** 1.7;
    const tall = curtain.reach * (0.55 + rays * 0.9);
    // Sharp below, fading upwards: so do the real ones.
    const body = above < 0 ? Math.exp(above / 0.012) : Math.exp(-above / tall);
    const light = body * (0.35 + 0.65 * rays) * veil * curtain.strength * 2.9;
    const tint = blend(curtain.color, curtain.tip, Math.min(1, Math.max(0, above / (curtain.reach * 1.6))));
    for (let part = 0; part < 3; part += 1) sum[part] = (sum[part] ?? 0) + (tint[part] ?? 0) * light;
  }
  const [red = 0, green = 0, blue = 0] = sum;
  return [rolledOff(red), rolledOff(green), rolledOff(blue)];
}

/** Bends bright sums towards white instead of cutting them. */
function rolledOff(value: number): number {
  return 255 * (1 - Math.exp(-value / 200));
}
