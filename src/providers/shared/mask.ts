import { crc32, deflateSync } from 'node:zlib';
import { sha256Hex } from '../../lib/hash.ts';
import type { InputPicture, MarkedPart } from '../types.ts';

/**
 * A mask as a vendor wants it, of the size of the picture. Whoever gets the wrong one repaints the wrong half.
 * - `white`: grey, white where it is repainted, black where it is kept, nothing in between
 * - `transparent`: transparent where it is repainted, opaque black where it is kept
 */
export function maskFile(mask: MarkedPart, repainted: 'white' | 'transparent'): InputPicture {
  const { width, height } = mask;
  const bytes = repainted === 'white' ? png(mask, GREY, (marked) => [marked]) : png(mask, RGBA, alphaOf);
  return { name: 'mask.png', bytes, contentType: 'image/png', width, height, sha256: sha256Hex(bytes) };
}

const alphaOf = (marked: number) => [0, 0, 0, 255 - marked];

/** Colour types of PNG files, with their bytes for each pixel. */
const GREY = { type: 0, channels: 1 };
const RGBA = { type: 6, channels: 4 };

/** Written here, so that no provider needs sharp. */
function png(
  { width, height, pixels }: MarkedPart,
  { type, channels }: { type: number; channels: number },
  valuesOf: (marked: number) => number[],
): Uint8Array {
  const [kept, marked] = [valuesOf(0), valuesOf(255)];
  // Each row begins with the number of its filter: none.
  const length = 1 + width * channels;
  const rows = Buffer.alloc(length * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const start = Math.floor(at / width) * length + 1 + (at % width) * channels;
    rows.set(pixels[at] === 0 ? kept : marked, start);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, type, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
