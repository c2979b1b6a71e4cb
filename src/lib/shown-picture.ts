import sharp from 'sharp';
import { isOtherPicture, UnreadablePictureError } from './image-type.ts';

/** A vector picture is drawn with at least this many pixels on its longer side. */
const VECTOR_SIDE = 1024;
/** No picture is drawn larger than this, so that it can be decoded in a worker of 256 MB. */
const LONGEST_SIDE = 4096;
const MOST_PIXELS = 20_000_000;
/** Dots per inch at which a vector picture has its nominal size in pixels, and the most that is requested. */
const DENSITY = 72;
const MOST_DENSITY = 7200;

/**
 * A PNG of an SVG, AVIF or GIF picture, for pages that must not run the one and browsers that do not know the other; of
 * several frames the first.
 * @throws UnreadablePictureError if the bytes cannot be decoded, or only into more pixels than there is memory for
 */
export async function shownPicture(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      ...(isOtherPicture(bytes) === 'svg' ? { density: await densityOf(bytes) } : {}),
    })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .png()
      .timeout({ seconds: 20 })
      .toBuffer();
  } catch (cause) {
    throw new UnreadablePictureError('The picture cannot be decoded.', { cause });
  }
}

async function densityOf(bytes: Uint8Array): Promise<number> {
  const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
  const side = Math.max(width, height, 1);
  return side >= VECTOR_SIDE ? DENSITY : Math.min((DENSITY * VECTOR_SIDE) / side, MOST_DENSITY);
}
