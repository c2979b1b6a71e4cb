import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksum algorithms of S3 by header name; each gives base64. */
export const CHECKSUMS: Readonly<Record<string, (data: Buffer) => string>> = {
  'x-amz-checksum-crc32': (data) => base64Of(crc32(data)),
  'x-amz-checksum-crc32c': (data) => base64Of(crc32c(data)),
  'x-amz-checksum-crc64nvme': crc64nvme,
  'x-amz-checksum-sha1': (data) => createHash('sha1').update(data).digest('base64'),
  'x-amz-checksum-sha256': (data) => createHash('sha256').update(data).digest('base64'),
};

function base64Of(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) value = (value >>> 8) ^ (CRC32C_TABLE[(value ^ byte) & 0xff] ?? 0);
  return value ^ 0xffffffff;
}

const CRC64_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

/** The table of the reflected CRC-64/NVME, as high and low halves: big integers are too slow per byte. */
const CRC64_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ CRC64_POLYNOMIAL : value >> 1n;
  return { high: Number(value >> 32n), low: Number(value & 0xffffffffn) };
});

function crc64nvme(data: Buffer): string {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of data) {
    const entry = CRC64_TABLE[(low ^ byte) & 0xff] ?? { high: 0, low: 0 };
    low = ((low >>> 8) | (high << 24)) ^ entry.low;
    high = (high >>> 8) ^ entry.high;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE((high ^ 0xffffffff) >>> 0, 0);
  bytes.writeUInt32BE((low ^ 0xffffffff) >>> 0, 4);
  return bytes.toString('base64');
}
