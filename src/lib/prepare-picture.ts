import sharp, { type Metadata, type Sharp } from 'sharp';
import {
  MOST_REFERENCE_BYTES,
  MOST_REFERENCE_PIXELS,
  SHORTEST_REFERENCE_SIDE,
} from '../contract/constants.ts';
import { imageType, isOtherPicture } from './image-type.ts';
import { MARKED, markedPart } from './marked-part.ts';
import { thumbnail } from './thumbnail.ts';
import { UnusablePictureError } from './unusable-picture.ts';

/** What a function of 1 GB can unpack: a camera's 50 megapixels. */
const MOST_PIXELS = 50_000_000;
const MOST_UNPACKED_BYTES = 6 * MOST_PIXELS;
/** No vendor takes a longer side. */
const LONGEST_SIDE = 4096;
/** Tried in this order until the picture is small enough; then it is scaled down. */
const QUALITIES = [92, 85, 75] as const;

export interface PreparedPicture {
  bytes: Uint8Array;
  contentType: 'image/png' | 'image/jpeg';
  extension: 'png' | 'jpg';
  width: number;
  height: number;
  /** Whether no pixel is light, so that the picture is of no use as a mask. */
  isDark: boolean;
  /** A small WebP. */
  thumbnail: Uint8Array;
}

/**
 * Makes of a picture what every vendor takes: its first frame, upright, in sRGB with 8 bits, transparent parts white,
 * without metadata, at most four megapixels and 2 MB, never enlarged. A PNG or GIF stays lossless if it is small enough.
 * @throws UnusablePictureError
 */
export async function preparePicture(bytes: Uint8Array): Promise<PreparedPicture> {
  const isLossless = requireKind(bytes) === 'lossless';
  const { data, width, height } = await decoded(bytes);
  const picture = await encoded({ data, width, height }, isLossless);
  const isDark = !(await markedPart(picture.bytes)).includes(MARKED);
  return { ...picture, isDark, thumbnail: await thumbnail(picture.bytes) };
}

/** Looks at the bytes themselves, whatever they were called. */
function requireKind(bytes: Uint8Array): 'lossless' | 'lossy' {
  const type = imageType(bytes);
  if (type !== undefined) return type.extension === 'png' ? 'lossless' : 'lossy';
  const other = isOtherPicture(bytes);
  if (other === 'gif') return 'lossless';
  if (other === 'avif') return 'lossy';
  if (other === 'svg')
    throw new UnusablePictureError('SVG drawings are not taken. Export the drawing as a PNG.');
  if (other === 'heic') {
    throw new UnusablePictureError('HEIC pictures cannot be read here. Save the picture as a JPEG.');
  }
  throw new UnusablePictureError('This is not a PNG, JPEG, WebP, GIF or AVIF picture.');
}

interface Pixels {
  /** Red, green and blue. */
  data: Buffer;
  width: number;
  height: number;
}

async function decoded(bytes: Uint8Array): Promise<Pixels> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    const metadata = await picture.metadata();
    if (unpackedBytes(metadata) > MOST_UNPACKED_BYTES) throw tooLarge();
    // Browsers show a WebP as it is, whatever its EXIF block says.
    const isTurned = metadata.format !== 'webp';
    const { width, height } = fitting(isTurned ? metadata.autoOrient : metadata);
    const { data } = await (isTurned ? picture.autoOrient() : picture)
      .resize({ width, height, fit: 'fill' })
      .toColourspace('srgb')
      .flatten({ background: '#fff' })
      .raw({ depth: 'uchar' })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true });
    return { data, width, height };
  } catch (cause) {
    if (cause instanceof UnusablePictureError) throw cause;
    if (cause instanceof Error && /pixel limit|timeout/i.test(cause.message)) throw tooLarge();
    throw new UnusablePictureError('This picture is broken or cut off.', { cause });
  }
}

/** The size within the limits, in whole pixels. @throws UnusablePictureError if too little is left of a side */
function fitting({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(
    1,
    Math.sqrt(MOST_REFERENCE_PIXELS / (width * height)),
    LONGEST_SIDE / Math.max(width, height),
  );
  const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
  if (Math.min(size.width, size.height) >= SHORTEST_REFERENCE_SIDE) return size;
  throw new UnusablePictureError(
    `This picture has ${width} × ${height} pixels; its shorter side must have at least ${SHORTEST_REFERENCE_SIDE}${
      scale < 1 ? `, also when it is scaled down to ${size.width} × ${size.height}` : ''
    }.`,
  );
}

/** The first encoding that is small enough. A picture of noise is scaled down for it. */
async function encoded(
  { data, width, height }: Pixels,
  isLossless: boolean,
): Promise<Omit<PreparedPicture, 'thumbnail' | 'isDark'>> {
  const raw = { width, height, channels: 3 as const };
  if (isLossless) {
    const bytes = await sharp(data, { raw }).png({ compressionLevel: 8 }).toBuffer();
    if (isSmall(bytes)) return { bytes, contentType: 'image/png', extension: 'png', width, height };
  }
  for (let scale = 1; ; scale *= 0.8) {
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const picture =
      scale === 1 ? sharp(data, { raw }) : sharp(data, { raw }).resize({ ...size, fit: 'fill' });
    for (const quality of QUALITIES) {
      const bytes = await jpeg(picture.clone(), quality);
      if (isSmall(bytes)) return { bytes, contentType: 'image/jpeg', extension: 'jpg', ...size };
    }
  }
}

const jpeg = (picture: Sharp, quality: number) =>
  picture.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();

const isSmall = (bytes: Uint8Array) => bytes.byteLength <= MOST_REFERENCE_BYTES;

/** What a progressive or interlaced picture takes at once: JPEG decoders keep 16 bits a sample. */
function unpackedBytes({ format, width, height, channels, depth }: Metadata): number {
  return width * height * channels * (format === 'jpeg' || depth === 'ushort' ? 2 : 1);
}

const tooLarge = () =>
  new UnusablePictureError(
    `This picture has more than ${MOST_PIXELS / 1_000_000} megapixels, which is too large.`,
  );
