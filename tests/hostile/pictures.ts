import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A picture of random dots, which nothing compresses well. */
export function dots(width: number, height: number, sigma = 30) {
  const noise = { type: 'gaussian', mean: 128, sigma } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } });
}

/** A picture of one color. */
export function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#264' }, limitInputPixels: false });
}

/** A PNG of these chunks. */
export function png(...chunks: [type: string, data: Uint8Array][]): Buffer {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, ...chunks.map(([type, data]) => chunk(type, data))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Grey, one bit a pixel unless said otherwise. */
export function header(width: number, height: number, bits = 1, interlaced = false): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([bits, 0, 0, 0, interlaced ? 1 : 0], 8);
  return data;
}

/** A small file of very many grey pixels. */
export function pngBomb(width: number, height: number): Buffer {
  const row = Math.ceil(width / 8) + 1;
  return png(
    ['IHDR', header(width, height)],
    ['IDAT', deflateSync(Buffer.alloc(row * height), { level: 1 })],
    ['IEND', Buffer.alloc(0)],
  );
}

/** A header that claims a size, and nothing behind it. */
export function pngClaim(width: number, height: number): Buffer {
  return png(
    ['IHDR', header(width, height)],
    ['IDAT', deflateSync(Buffer.alloc(64))],
    ['IEND', Buffer.alloc(0)],
  );
}

/** A good picture with a colour profile that unpacks to `megabytes`. */
export async function profileBomb(megabytes: number): Promise<Buffer> {
  const good = await plain(64, 64).png().toBuffer();
  const profile = Buffer.concat([
    Buffer.from('bomb\0\0', 'latin1'),
    deflateSync(Buffer.alloc(megabytes << 20), { level: 1 }),
  ]);
  return Buffer.concat([good.subarray(0, 33), chunk('iCCP', profile), good.subarray(33)]);
}

/** A picture of `bytes`, nearly all of them in a chunk that nobody shows. */
export async function heavyPng(bytes: number): Promise<Buffer> {
  const good = await plain(64, 64).png().toBuffer();
  return Buffer.concat([good.subarray(0, 33), chunk('puFF', Buffer.alloc(bytes, 0x41)), good.subarray(33)]);
}

/** A progressive JPEG whose last scan is repeated, each time to be decoded anew. */
export async function scanBomb(width: number, height: number, scans: number): Promise<Buffer> {
  const good = await plain(width, height).jpeg({ progressive: true }).toBuffer();
  const last = good.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = good.subarray(last, good.length - 2);
  return Buffer.concat([good.subarray(0, last), ...Array(scans).fill(scan), good.subarray(good.length - 2)]);
}
