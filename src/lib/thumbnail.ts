import sharp from 'sharp';
import { UnreadablePictureError } from './image-type.ts';

/** Pixels on the longer side: sharp enough for a grid tile. The large picture is a tap away. */
const LONGEST_SIDE = 480;
/** Some 20 KB for a photograph: a run of nine is on the screen after 200 KB. */
const QUALITY = 60;
/** What a worker of 256 MB can unpack: a progressive JPEG takes 6 bytes a pixel. Larger ones have no small version. */
const MOST_PIXELS = 20_000_000;

// A worker draws one picture at a time on less than one processor: threads and caches would only take memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * The small picture for grids: a WebP of at most 480 px on its longer side, never enlarged.
 * @throws UnreadablePictureError when the bytes are broken; another error where the picture is too large or takes more
 * than ten seconds
 */
export async function thumbnail(image: Uint8Array): Promise<Uint8Array> {
  try {
    return await small(image);
  } catch (cause) {
    const isOurLimit = cause instanceof Error && /pixel limit|timeout/i.test(cause.message);
    throw isOurLimit ? cause : new UnreadablePictureError('The picture cannot be unpacked.', { cause });
  }
}

async function small(image: Uint8Array): Promise<Uint8Array> {
  return sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY, effort: 2 })
    .timeout({ seconds: 10 })
    .toBuffer();
}
