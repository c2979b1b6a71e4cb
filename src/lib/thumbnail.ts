import sharp, { type Metadata } from 'sharp';
import { imageType, UnreadablePictureError } from './image-type.ts';

/** Pixels of the longer side: sharp enough for a tile of a grid. */
const LONGEST_SIDE = 480;
/** Some 20 KB for a photograph: a run of nine is on the screen after 200 KB. */
const QUALITY = 60;
/** Larger pictures have no small version. */
const MOST_PIXELS = 20_000_000;
/** What a worker takes besides the file and what is unpacked of it. */
const OWN_BYTES = 135_000_000;

// A worker draws one picture at a time on less than one processor: threads and caches would only take memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Makes the thumbnail: a WebP of at most 480 px on its longer side, never enlarged.
 * @param memoryMb of the function
 * @throws UnreadablePictureError if the bytes cannot be decoded; another error if the picture is too large or takes more
 * than ten seconds
 */
export async function thumbnail(image: Uint8Array, memoryMb = 256): Promise<Uint8Array> {
  try {
    return await small(image, memoryMb * 1_000_000 - OWN_BYTES);
  } catch (cause) {
    const isOurLimit = cause instanceof Error && /pixel limit|timeout/i.test(cause.message);
    throw isOurLimit ? cause : new UnreadablePictureError('The picture cannot be decoded.', { cause });
  }
}

/** @param mostBytes of the file and of what is unpacked of it, which are there at the same time */
async function small(image: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  const picture = sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const bytes = image.byteLength + unpackedBytes(await picture.metadata());
  if (bytes > mostBytes)
    throw new Error(`With what is unpacked of it, ${bytes} bytes exceed the pixel limit.`);
  // Browsers show a WebP as it is, whatever its EXIF block says.
  return (imageType(image)?.extension === 'webp' ? picture : picture.autoOrient())
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY, effort: 2 })
    .timeout({ seconds: 10 })
    .toBuffer();
}

/**
 * What a progressive picture takes at once, as no picture of another kind does: JPEG decoders keep 16 bits a sample, WebP decoders
 * a lossless picture twice.
 */
function unpackedBytes({ format, width, height, channels, depth }: Metadata): number {
  const isWide = format === 'jpeg' || format === 'webp' || depth === 'ushort';
  return width * height * channels * (isWide ? 2 : 1);
}
