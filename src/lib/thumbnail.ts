import sharp from 'sharp';

/** Pixels on the longer side: sharp enough for a grid tile on a dense screen. */
const LONGEST_SIDE = 512;
/** Refuses pictures that would fill the worker's memory when unpacked. */
const MOST_PIXELS = 64_000_000;

// A worker draws one picture at a time on less than one processor: threads and caches would only take memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * The small picture for grids: a WebP of at most 512 px on its longer side, never enlarged.
 * @throws when the bytes are no picture that sharp can read within ten seconds.
 */
export async function thumbnail(image: Uint8Array): Promise<Uint8Array> {
  return sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .timeout({ seconds: 10 })
    .toBuffer();
}
