import sharp, { type Sharp } from 'sharp';
import type { ToolOperation } from '../shared/tools.ts';
import type { InputPicture, MarkedPart } from '../types.ts';
import type { Color } from './color.ts';
import { applyLook, type Hand, type Look } from './recolor.ts';

export interface ToolRequest {
  operation: ToolOperation;
  picture: InputPicture;
  mask: MarkedPart | undefined;
  /** Where the picture lies in the result. */
  place: { left: number; top: number };
  /** Of the result. */
  width: number;
  height: number;
  look: Look;
  hand: Hand;
}

/** Whole pixels, red, green and blue. */
interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/** The same bytes for the same request on the same release of sharp; what is kept is kept to the bit. */
export async function usedTool(request: ToolRequest): Promise<Uint8Array> {
  const { operation, picture, width, height } = request;
  switch (operation) {
    case 'repaint':
      return lossless(await repainted(request));
    case 'widen':
      return lossless(await widened(request));
    case 'enlarge':
      return sharp(picture.bytes)
        .resize({ width, height, fit: 'fill', kernel: 'lanczos3' })
        .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
        .toBuffer();
    case 'cut-out':
      return cutOut(await pixelsOf(sharp(picture.bytes)));
  }
}

async function repainted({ picture, mask, look, hand }: ToolRequest): Promise<Pixels> {
  const kept = await pixelsOf(sharp(picture.bytes));
  const changed = Buffer.from(kept.data);
  applyLook(changed, look, hand);
  for (const [at, marked] of (mask?.pixels ?? []).entries()) {
    if (marked !== 0) changed.copy(kept.data, at * 3, at * 3, at * 3 + 3);
  }
  return kept;
}

/** The margins mirror the picture, softly and in the colours of the words. */
async function widened({ picture, place, width, height, look, hand }: ToolRequest): Promise<Pixels> {
  const { left, top } = place;
  const [right, bottom] = [width - left - picture.width, height - top - picture.height];
  const around = await pixelsOf(
    sharp(
      await sharp(picture.bytes).extend({ left, right, top, bottom, extendWith: 'mirror' }).png().toBuffer(),
    ).blur(6),
  );
  applyLook(around.data, look, hand);
  const source = await pixelsOf(sharp(picture.bytes));
  for (let row = 0; row < source.height; row += 1) {
    const start = row * source.width * 3;
    source.data.copy(around.data, ((top + row) * width + left) * 3, start, start + source.width * 3);
  }
  return around;
}

/** How far a colour is from the background, until it counts as the subject in full. */
const SOFT_EDGE = 28;

/** What differs from the colour of the border is the subject; where nothing does, it is what lies in the middle. */
function cutOut({ data, width, height }: Pixels): Promise<Uint8Array> {
  const { colour, spread } = borderOf({ data, width, height });
  const matte = Buffer.alloc(width * height * 4);
  let seen = 0;
  for (let at = 0; at < width * height; at += 1) {
    const distance = distanceTo(data, at * 3, colour);
    const alpha = Math.round(255 * Math.min(1, Math.max(0, (distance - spread) / SOFT_EDGE)));
    seen += alpha;
    data.copy(matte, at * 4, at * 3, at * 3 + 3);
    matte[at * 4 + 3] = alpha;
  }
  if (seen === 0) keepMiddle(matte, width, height);
  return sharp(matte, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 5 })
    .toBuffer();
}

/** The mean colour along the four sides, and how far a pixel there usually is from it, with some room. */
function borderOf({ data, width, height }: Pixels) {
  const places: number[] = [];
  for (let x = 0; x < width; x += 1) places.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) places.push(y * width, y * width + width - 1);
  const meanOf = (channel: number) =>
    places.reduce((sum, at) => sum + (data[at * 3 + channel] ?? 0), 0) / places.length;
  const colour: Color = [meanOf(0), meanOf(1), meanOf(2)];
  const mean = places.reduce((sum, at) => sum + distanceTo(data, at * 3, colour), 0) / places.length;
  return { colour, spread: mean * 1.5 + 12 };
}

function distanceTo(data: Uint8Array, start: number, [red, green, blue]: Color): number {
  const [r, g, b] = [
    (data[start] ?? 0) - red,
    (data[start + 1] ?? 0) - green,
    (data[start + 2] ?? 0) - blue,
  ] as const;
  return Math.sqrt(r * r + g * g + b * b);
}

function keepMiddle(matte: Uint8Array, width: number, height: number) {
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [((at % width) + 0.5) / width - 0.5, (Math.floor(at / width) + 0.5) / height - 0.5];
    matte[at * 4 + 3] = Math.hypot(x, y) < 0.35 ? 255 : 0;
  }
}

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** However large: a pixel that is kept has to be the same in the file. */
const lossless = ({ data, width, height }: Pixels): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 5 })
    .toBuffer();
