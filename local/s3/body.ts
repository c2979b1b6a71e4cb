import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CHECKSUMS } from './checksums.ts';
import { s3Errors } from './errors.ts';

export interface UploadedBody {
  data: Buffer;
  /** Checksums that the client sent, verified: `{'x-amz-checksum-crc32': 'base64'}`. */
  checksums: Record<string, string>;
  /** `Content-Encoding` without `aws-chunked`. */
  contentEncoding: string | undefined;
}

/** The object in a request body: unpacked from aws-chunked, every checksum verified. @throws S3Error */
export function readUpload(raw: Buffer, headers: IncomingHttpHeaders): UploadedBody {
  const encodings = (headers['content-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const payload = headers['x-amz-content-sha256'];
  const chunked =
    encodings.includes('aws-chunked') || (typeof payload === 'string' && payload.startsWith('STREAMING-'));
  const { data, trailers } = chunked ? unpackChunks(raw) : { data: raw, trailers: {} };

  const announced = headers['x-amz-decoded-content-length'];
  if (chunked && typeof announced === 'string' && Number(announced) !== data.length)
    throw s3Errors.incompleteBody();
  verifyMd5(data, headers['content-md5']);
  const checksums: Record<string, string> = {};
  for (const [name, compute] of Object.entries(CHECKSUMS)) {
    const sent = headers[name] ?? trailers[name];
    if (typeof sent !== 'string') continue;
    if (sent !== compute(data)) throw s3Errors.badDigest(name.replace('x-amz-checksum-', '').toUpperCase());
    checksums[name] = sent;
  }
  const rest = encodings.filter((part) => part !== 'aws-chunked').join(',');
  return { data, checksums, contentEncoding: rest === '' ? undefined : rest };
}

function verifyMd5(data: Buffer, sent: string | string[] | undefined) {
  if (typeof sent !== 'string') return;
  if (Buffer.from(sent, 'base64').length !== 16) throw s3Errors.invalidDigest();
  if (createHash('md5').update(data).digest('base64') !== sent) throw s3Errors.badDigest('Content-MD5');
}

/** `{size in hex}[;chunk-signature=…]\r\n{bytes}\r\n … 0\r\n{trailer}:{value}\r\n…\r\n` */
function unpackChunks(raw: Buffer): { data: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let offset = 0;
  const line = () => {
    const end = raw.indexOf('\r\n', offset);
    if (end < 0) throw s3Errors.incompleteBody();
    const text = raw.toString('latin1', offset, end);
    offset = end + 2;
    return text;
  };
  for (;;) {
    const size = /^([0-9a-fA-F]+)(?:;|$)/.exec(line())?.[1];
    if (size === undefined) throw s3Errors.incompleteBody();
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    if (offset + length + 2 > raw.length) throw s3Errors.incompleteBody();
    parts.push(raw.subarray(offset, offset + length));
    offset += length + 2;
  }
  const trailers: Record<string, string> = {};
  for (const text of raw.toString('latin1', offset).split('\r\n')) {
    const colon = text.indexOf(':');
    if (colon > 0) trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  return { data: Buffer.concat(parts), trailers };
}
