import sharp from 'sharp';
import type { AspectRatio } from '../contract/index.ts';
import { blindSize } from './blind-size.ts';

const QUALITY = 82;
const MOST_PIXELS = 20_000_000;
/** Beside a picture of another shape, and behind one that is not opaque. */
const GREY = '#808080';

/**
 * A picture as it is shown of a run drawn blind: a WebP, of one size for all pictures that were asked for in a shape, without a word of
 * metadata, so that neither size, kind nor length of the file leads to its model.
 * @param shape a square without one
 * @throws if it cannot be decoded
 */
export async function blindPicture(image: Uint8Array, shape: AspectRatio | undefined): Promise<Uint8Array> {
  return sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .flatten({ background: GREY })
    .resize({ ...blindSize(shape), fit: 'contain', background: GREY })
    .webp({ quality: QUALITY, effort: 2 })
    .timeout({ seconds: 10 })
    .toBuffer();
}
