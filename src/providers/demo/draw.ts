import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { demoBadge } from './badge.ts';
import { createRandom } from './random.ts';
import { readPrompt } from './reading.ts';
import type { Drawing, Scene, Style } from './scene.ts';

export interface DrawRequest {
  style: Style;
  styleName: string;
  prompt: string;
  negativePrompt: string | undefined;
  seed: number;
  width: number;
  height: number;
  detail: number;
  order: number;
  control: number;
}

const ENCODING = {
  png: { compressionLevel: 7 },
  jpeg: { quality: 90, chromaSubsampling: '4:4:4' },
  webp: { quality: 90 },
} as const;

/** Side of the square of grain that is repeated over the picture; less where the picture is smaller. */
const GRAIN_TILE = 256;

/** Draws a picture as PNG, JPEG or WebP bytes: the same bytes for the same request on the same release of sharp. */
export async function drawPicture(request: DrawRequest): Promise<Uint8Array> {
  const { width, height } = request;
  const seedText = `${request.styleName} ${request.seed} ${request.prompt}`;
  const random = createRandom(seedText);
  const reading = readPrompt(request.prompt, request.negativePrompt, random);
  const { detail, order, control } = request;
  const scene: Scene = { ...reading, width, height, random, seedText, detail, order, control };
  const drawing = request.style(scene);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawing.svg}</svg>`;
  const badge = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${demoBadge(width, height)}</svg>`;
  return canvas(drawing, width, height)
    .composite([
      { input: Buffer.from(svg) },
      {
        ...grainTile(seedText, drawing.grain, Math.min(GRAIN_TILE, width, height)),
        tile: true,
        blend: 'soft-light',
      },
      { input: Buffer.from(badge) },
    ])
    .removeAlpha()
    .toFormat(drawing.format, ENCODING[drawing.format])
    .toBuffer();
}

function canvas({ field }: Drawing, width: number, height: number): Sharp {
  if (field === undefined) return sharp({ create: { width, height, channels: 3, background: '#fff' } });
  const raw = { width: field.width, height: field.height, channels: 3 as const };
  return sharp(field.pixels, { raw }).resize(width, height, { fit: 'fill', kernel: 'cubic' });
}

/** Fine grey noise: it gives flat colours a paper feel and hides the bands of gradients. */
function grainTile(seedText: string, strength: number, side: number): OverlayOptions {
  const random = createRandom(`grain ${seedText}`);
  const pixels = Buffer.alloc(side * side * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const grey = 128 + (random.next() - 0.5) * 150 * strength;
    pixels[at] = grey;
    pixels[at + 1] = grey;
    pixels[at + 2] = grey;
    pixels[at + 3] = 255;
  }
  return { input: pixels, raw: { width: side, height: side, channels: 4 } };
}
