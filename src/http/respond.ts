import { createHash } from 'node:crypto';
import type { ApiResponse } from './types.ts';

/** A response that can change at any moment: no cache may keep it. */
export function fresh(body: unknown, headers: Record<string, string> = {}): ApiResponse {
  return json(200, body, { 'Cache-Control': 'no-store', ...headers });
}

/** The request was taken; what it came to is in the body. */
export function accepted(body: unknown): ApiResponse {
  return json(202, body, { 'Cache-Control': 'no-store' });
}

/**
 * A response that caches may keep if they revalidate it before each use: 304 without a body where the client's copy
 * is current.
 */
export function revalidated(body: unknown, ifNoneMatch: string | undefined): ApiResponse {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag };
  if (matches(ifNoneMatch, etag)) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers: { ...CONTENT_TYPE, ...headers }, body: text };
}

const CONTENT_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

export function json(statusCode: number, body: unknown, headers: Record<string, string>): ApiResponse {
  return {
    statusCode,
    headers: { ...CONTENT_TYPE, ...headers },
    body: JSON.stringify(body),
  };
}

/** Weak comparison, as RFC 9110 requires for `If-None-Match`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
