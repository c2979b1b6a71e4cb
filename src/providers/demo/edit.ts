import sharp from 'sharp';
import type { EditOptions, InputPicture } from '../types.ts';
import { demoBadge } from './badge.ts';
import { applyLook, type Hand, lookOf } from './recolor.ts';

export interface EditRequest {
  edit: EditOptions;
  instruction: string;
  width: number;
  height: number;
  hand: Hand;
}

/** A PNG of more pixels than this takes seconds and megabytes. */
const MOST_PNG_PIXELS = 1_600_000;

/**
 * Does what the instruction says to the pictures: recolours one, or a composition of several. The same bytes for the same request on
 * the same release of sharp.
 */
export async function editPictures({
  edit,
  instruction,
  width,
  height,
  hand,
}: EditRequest): Promise<Uint8Array> {
  const pixels = await composed(edit.pictures, width, height);
  applyLook(pixels, lookOf(instruction), hand);
  const badge = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${demoBadge(width, height)}</svg>`;
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(badge) }])
    .removeAlpha();
  return width * height <= MOST_PNG_PIXELS
    ? picture.png({ compressionLevel: 7 }).toBuffer()
    : picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** Side by side, or in two rows from three on; each fills its part. */
async function composed(pictures: readonly InputPicture[], width: number, height: number): Promise<Buffer> {
  const columns = pictures.length === 1 ? 1 : 2;
  const rows = Math.ceil(pictures.length / columns);
  const parts = await Promise.all(
    pictures.map(async ({ bytes }, index) => {
      const row = Math.floor(index / columns);
      // The last one of an odd number fills its row.
      const isWide = index === pictures.length - 1 && index % columns === 0;
      const left = isWide ? 0 : Math.round(((index % columns) * width) / columns);
      const right = isWide ? width : Math.round((((index % columns) + 1) * width) / columns);
      const top = Math.round((row * height) / rows);
      const bottom = Math.round(((row + 1) * height) / rows);
      const size = { width: right - left, height: bottom - top };
      const input = await sharp(bytes)
        .resize({ ...size, fit: 'cover' })
        .removeAlpha()
        .raw()
        .toBuffer();
      return { input, raw: { ...size, channels: 3 as const }, left, top };
    }),
  );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.input;
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(parts)
    .removeAlpha()
    .raw()
    .toBuffer();
}
