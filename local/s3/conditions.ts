import type { IncomingHttpHeaders } from 'node:http';
import { type S3Error, s3Errors } from './errors.ts';

export interface Current {
  etag: string;
  /** Milliseconds since the epoch. */
  lastModified: number;
}

/** Conditions of a read. `not-modified` is a 304. @throws S3Error 412 */
export function checkRead(headers: IncomingHttpHeaders, current: Current): 'send' | 'not-modified' {
  const seconds = Math.floor(current.lastModified / 1000) * 1000;
  const match = headers['if-match'];
  if (match !== undefined) {
    if (!etagListed(match, current.etag)) throw s3Errors.preconditionFailed('If-Match');
  } else {
    const unmodifiedSince = date(headers['if-unmodified-since']);
    if (unmodifiedSince !== undefined && seconds > unmodifiedSince) {
      throw s3Errors.preconditionFailed('If-Unmodified-Since');
    }
  }
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return etagListed(noneMatch, current.etag) ? 'not-modified' : 'send';
  const modifiedSince = date(headers['if-modified-since']);
  return modifiedSince !== undefined && seconds <= modifiedSince ? 'not-modified' : 'send';
}

/** Conditions of a write. @throws S3Error 412, 404 or 501, as S3 does */
export function checkWrite(headers: IncomingHttpHeaders, current: Current | undefined, key: string) {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) {
    // S3 takes no ETag here.
    if (noneMatch.trim() !== '*') throw s3Errors.notImplemented('If-None-Match with an ETag on a write');
    if (current) throw s3Errors.preconditionFailed('If-None-Match');
  }
  const match = headers['if-match'];
  if (match === undefined) return;
  if (!current) throw s3Errors.noSuchKey(key);
  if (!etagListed(match, current.etag)) throw s3Errors.preconditionFailed('If-Match');
}

/** The condition of one key in a DeleteObjects body, or of a DeleteObject. */
export function checkDelete(
  etag: string | undefined,
  current: Current | undefined,
  key: string,
): S3Error | undefined {
  if (etag === undefined) return undefined;
  if (!current) return s3Errors.noSuchKey(key);
  return etagListed(etag, current.etag) ? undefined : s3Errors.preconditionFailed('If-Match');
}

function etagListed(header: string, etag: string): boolean {
  const plain = (text: string) => text.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
  return header.split(',').some((item) => item.trim() === '*' || plain(item) === plain(etag));
}

function date(header: string | undefined): number | undefined {
  const parsed = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(parsed) ? undefined : parsed;
}
