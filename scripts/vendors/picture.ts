import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import catalog from '../../src/catalog/models.json' with { type: 'json' };

/** The shape of every size that is a word of its vendor: `landscape_16_9` stands under `16:9` in the catalog. */
const SHAPES_OF_WORDS: ReadonlyMap<unknown, string> = new Map(
  Object.values(catalog.sizes)
    .flatMap((table) => Object.entries(table))
    .filter(([, size]) => !/^\d+[x:]\d+$/.test(size))
    .map(([shape, word]) => [word, shape]),
);

/**
 * A real PNG of the size asked for, striped in two colours made from `seed`; a few kilobytes whatever its size.
 * @param padding bytes more, which no decoder looks at
 */
export function drawPicture(width: number, height: number, seed: string, padding = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit per pixel, into a palette.
  header.set([1, 3, 0, 0, 0], 8);
  const palette = createHash('sha256').update(seed).digest().subarray(0, 6);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(stripes(width, height))),
    ...(padding > 0 ? [chunk('paDd', Buffer.alloc(padding, palette))] : []),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function stripes(width: number, height: number): Buffer {
  const rowLength = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(rowLength * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * rowLength;
    rows.fill(Math.floor(y / 32) % 2 === 0 ? 0xff : 0x0f, start + 1, start + rowLength);
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** About a megapixel in the shape that the request asks for, however its vendor spells that. */
export function askedSize(body: unknown): { width: number; height: number } {
  const fields = allFields(body);
  const pixels = /^(\d+)[x*](\d+)$/.exec(String(fields.size ?? ''));
  if (pixels !== null) return limited(Number(pixels[1]), Number(pixels[2]));
  if (typeof fields.width === 'number' && typeof fields.height === 'number') {
    return limited(fields.width, fields.height);
  }
  const word = Object.values(fields).find((value) => SHAPES_OF_WORDS.has(value));
  const ratio = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(
    String(fields.aspect_ratio ?? fields.aspectRatio ?? SHAPES_OF_WORDS.get(word) ?? fields.size ?? ''),
  );
  const shape = ratio === null ? 1 : Number(ratio[1]) / Number(ratio[2]);
  const width = Math.round((1024 * Math.sqrt(shape)) / 16) * 16;
  return limited(width, Math.round(width / shape / 16) * 16);
}

function limited(width: number, height: number): { width: number; height: number } {
  const keep = (side: number) => Math.min(Math.max(Math.round(side), 16), 4096);
  return { width: keep(width), height: keep(height) };
}

/** Every field of a body by its own name, however deep. */
function allFields(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {};
  let fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    fields = typeof value === 'object' ? { ...allFields(value), ...fields } : { ...fields, [name]: value };
  }
  return fields;
}
