import { exifOrientation } from './exif-orientation.ts';

export interface ImageType {
  contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  extension: 'png' | 'jpg' | 'webp';
}

/** A picture that is not shown as it is: of an SVG, AVIF or GIF a PNG is made; nothing here can decode a HEIC. */
export interface OriginalType {
  contentType: 'image/svg+xml' | 'image/avif' | 'image/gif' | 'image/heic';
  extension: 'svg' | 'avif' | 'gif' | 'heic';
}

/** What is kept for download: also a picture that would be shown if it were whole. */
export type FileType = ImageType | OriginalType;

export interface ImageFacts extends ImageType {
  /** Pixels, as browsers show it: turned as its EXIF block says. */
  width: number;
  height: number;
}

/** Bytes that start like a picture but cannot be decoded, for example because they are truncated. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';
}

/**
 * Reads type, width and height from the header of the bytes, whatever the vendor called them. `undefined` for anything
 * but a PNG, JPEG or WebP with a size.
 */
export function imageFacts(bytes: Uint8Array): ImageFacts | undefined {
  const type = imageType(bytes);
  if (type === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = SIZE_READERS[type.extension](view);
  if (size === undefined || size.width === 0 || size.height === 0) return undefined;
  const { width, height, orientation = 1 } = size;
  // Browsers apply it to JPEG and PNG, and ignore it in WebP.
  return orientation >= 5 ? { ...type, width: height, height: width } : { ...type, width, height };
}

const ORIGINALS: Record<OriginalType['extension'], OriginalType> = {
  svg: { contentType: 'image/svg+xml', extension: 'svg' },
  avif: { contentType: 'image/avif', extension: 'avif' },
  gif: { contentType: 'image/gif', extension: 'gif' },
  heic: { contentType: 'image/heic', extension: 'heic' },
};

/** The type of a picture that is not shown as it is; `undefined` for anything else. */
export function originalType(bytes: Uint8Array): OriginalType | undefined {
  const other = isOtherPicture(bytes);
  return other && ORIGINALS[other];
}

/** What browsers show: Skia keeps sides in 15 bits and at most 1 GB, four bytes a pixel. */
const LONGEST_SIDE = 32_767;
const MOST_PIXELS = 268_435_456;

/** Whether a browser shows a picture of this size. */
export const isShowable = ({ width, height }: Pick<ImageFacts, 'width' | 'height'>): boolean =>
  Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS;

/** Recognizes pictures other than PNG, JPEG and WebP. */
export function isOtherPicture(bytes: Uint8Array): OriginalType['extension'] | undefined {
  if (startsWith(bytes, 0, ascii('GIF8'))) return 'gif';
  if (startsWith(bytes, 4, ascii('ftyp'))) {
    const [brand = '', ...others] = brandsOf(bytes);
    if (AVIF.test(brand) || (ANY_HEIF.test(brand) && others.some((other) => AVIF.test(other)))) return 'avif';
    return HEIC.test(brand) || ANY_HEIF.test(brand) ? 'heic' : undefined;
  }
  const start = new TextDecoder().decode(bytes.subarray(0, SVG_START));
  return SVG.test(start) ? 'svg' : undefined;
}

const AVIF = /^avi[fs]$/;
const HEIC = /^(?:hei[cxms]|hev[cxms])$/;
/** Of either kind; only the other brands tell. */
const ANY_HEIF = /^m[is]f1$/;
const MOST_BRANDS = 32;

/** ISO/IEC 14496-12, 4.3: the major brand of a file, then those that it is compatible with. */
function brandsOf(bytes: Uint8Array): string[] {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = Math.min(length, bytes.byteLength, 16 + 4 * MOST_BRANDS);
  const brands = [String.fromCharCode(...bytes.subarray(8, 12))];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  return brands;
}

/** Declarations and comments before the first element. */
const SVG_START = 4096;
const SVG =
  /^\uFEFF?\s*(?:<\?xml\b[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE svg\b[^>[]*(?:\[[^\]]*\])?\s*>\s*)*<svg[\s>]/i;

/** Recognizes a PNG, JPEG or WebP by its magic numbers. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, 0, PNG_SIGNATURE)) return { contentType: 'image/png', extension: 'png' };
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return { contentType: 'image/jpeg', extension: 'jpg' };
  if (startsWith(bytes, 0, ascii('RIFF')) && startsWith(bytes, 8, ascii('WEBP'))) {
    return { contentType: 'image/webp', extension: 'webp' };
  }
  return undefined;
}

interface Size {
  width: number;
  height: number;
  /** By EXIF, 1 to 8. */
  orientation?: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const SIZE_READERS: Record<ImageType['extension'], (view: DataView) => Size | undefined> = {
  png: pngSize,
  jpg: jpegSize,
  webp: webpSize,
};

/** PNG specification, section 11.2.1: the header chunk comes first. */
function pngSize(view: DataView): Size | undefined {
  if (view.byteLength < 33 || fourCharacters(view, 12) !== 'IHDR') return undefined;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { ...size, orientation: pngOrientation(view) };
}

/** PNG specification, third edition, 11.3.2.5: an `eXIf` chunk, which browsers read before the picture's data only. */
function pngOrientation(view: DataView): number {
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const length = view.getUint32(at);
    const name = fourCharacters(view, at + 4);
    if (name === 'IDAT' || at + 12 + length > view.byteLength) return 1;
    if (name === 'eXIf') return exifOrientation(part(view, at + 8, length));
    at += 12 + length;
  }
  return 1;
}

function part(view: DataView, at: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + at, length);
}

/** ITU-T T.81, annex B: segments up to the first start of frame, which holds the size; EXIF, 4.5.4, in an APP1 segment. */
function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  let orientation = 1;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isStartOfFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation };
    } else {
      const length = view.getUint16(at + 2);
      const isExif = marker === 0xe1 && length >= 8 && at + 2 + length <= view.byteLength;
      if (isExif && fourCharacters(view, at + 4) === 'Exif') {
        orientation = exifOrientation(part(view, at + 10, length - 8));
      }
      at += 2 + length;
    }
  }
  return undefined;
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** WebP container specification: extended, lossy (RFC 6386, 9.1) or lossless (RFC 9649, 3.4) header. */
function webpSize(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined;
  switch (fourCharacters(view, 12)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    default:
      return undefined;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}

function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}

function startsWith(bytes: Uint8Array, at: number, expected: number[]): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
