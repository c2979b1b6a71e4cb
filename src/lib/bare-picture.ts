import { crc32 } from 'node:zlib';
import { exifOrientation } from './exif-orientation.ts';
import { type ImageType, imageFacts } from './image-type.ts';

/**
 * A picture without anything that it says beside its pixels: no texts, no EXIF, no XMP, no provenance. What is needed to show it as it is
 * stays: color, transparency, animation, and how it is to be turned.
 * @returns `undefined` if the bytes are not a whole PNG, JPEG or WebP
 */
export function barePicture(bytes: Uint8Array): { bytes: Uint8Array; type: ImageType } | undefined {
  const facts = imageFacts(bytes);
  if (facts === undefined) return undefined;
  const { contentType, extension } = facts;
  try {
    const parts = { png: pngParts, jpg: jpegParts, webp: webpParts }[extension](bytes);
    return parts && { bytes: Buffer.concat(parts), type: { contentType, extension } };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (bytes: Uint8Array, at: number, length: number) =>
  Buffer.from(bytes.subarray(at, at + length)).toString('latin1');

/** @throws RangeError as a DataView does */
function slice(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to > bytes.length) throw new RangeError('The picture is not whole.');
  return bytes.subarray(from, to);
}

/** A TIFF block that says how a picture is to be turned, and nothing else. */
const turned = (orientation: number) =>
  Buffer.from([
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);

const PNG_KEPT = /^(?:[A-Z]...|gAMA|cHRM|sRGB|iCCP|cICP|sBIT|tRNS|bKGD|pHYs|acTL|fcTL|fdAT)$/;

function pngParts(png: Uint8Array): Uint8Array[] {
  const parts = [slice(png, 0, 8)];
  for (let at = 8; ; ) {
    const length = viewOf(png).getUint32(at);
    const type = ascii(png, at + 4, 4);
    const chunk = slice(png, at, at + 12 + length);
    if (PNG_KEPT.test(type)) parts.push(chunk);
    if (type === 'eXIf') {
      const orientation = exifOrientation(viewOf(chunk.subarray(8, 8 + length)));
      if (orientation > 1) parts.push(pngChunk('eXIf', turned(orientation)));
    }
    if (type === 'IEND') return parts;
    at += 12 + length;
  }
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(8 + body.length);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return chunk;
}

const EXIF = 'Exif\0\0';

/** Segments up to the end of the picture; what some cameras write behind it is left out. */
function jpegParts(jpeg: Uint8Array): Uint8Array[] {
  const view = viewOf(jpeg);
  const parts = [slice(jpeg, 0, 2)];
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new RangeError('There is no marker.');
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return [...parts, slice(jpeg, at, at + 2)];
    let end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xda) end = endOfScan(view, end);
    const segment = slice(jpeg, at, end);
    if (isKeptInJpeg(marker, segment)) parts.push(segment);
    if (marker === 0xe1 && ascii(segment, 4, 6) === EXIF) {
      const orientation = exifOrientation(viewOf(segment.subarray(10)));
      if (orientation > 1) parts.push(jpegExif(turned(orientation)));
    }
    at = end;
  }
}

function isKeptInJpeg(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xe0) return ascii(segment, 4, 4) === 'JFIF';
  if (marker === 0xe2) return ascii(segment, 4, 11) === 'ICC_PROFILE';
  // How colors are stored.
  if (marker === 0xee) return ascii(segment, 4, 5) === 'Adobe';
  return (marker < 0xe0 || marker > 0xef) && marker !== 0xfe;
}

function jpegExif(block: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(EXIF, 'latin1'), block]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** In the data of a scan, 0xff is followed by 0 or by the number of a restart. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

const WEBP_KEPT = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'];
/** EXIF and XMP, in the flags of the extended header. */
const SAYS_METADATA = 0b0000_1100;

function webpParts(webp: Uint8Array): Uint8Array[] {
  const view = viewOf(webp);
  const kept: Uint8Array[] = [];
  const end = 8 + view.getUint32(4, true);
  for (let at = 12; at + 8 <= end; ) {
    const type = ascii(webp, at, 4);
    const next = at + 8 + view.getUint32(at + 4, true);
    const chunk = Buffer.from(slice(webp, at, next));
    if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~SAYS_METADATA, 8);
    if (WEBP_KEPT.includes(type)) kept.push(chunk, Buffer.alloc(chunk.length % 2));
    at = next + (next % 2);
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return [head, body];
}
