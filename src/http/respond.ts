import { createHash } from 'node:crypto';
import type { ApiReply } from './request.ts';

/** An answer that changes from one moment to the next: nobody may keep it. */
export function fresh(body: unknown, headers: Record<string, string> = {}): ApiReply {
  return json(200, body, { 'Cache-Control': 'no-store', ...headers });
}

/**
 * An answer that may be kept when it is checked before each use; 304 without a body where the client's copy still is
 * the current one.
 */
export function revalidated(body: unknown, ifNoneMatch: string | undefined): ApiReply {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag };
  if (matches(ifNoneMatch, etag)) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers: { ...CONTENT_TYPE, ...headers }, body: text };
}

const CONTENT_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

export function json(statusCode: number, body: unknown, headers: Record<string, string>): ApiReply {
  return {
    statusCode,
    headers: { ...CONTENT_TYPE, ...headers },
    body: JSON.stringify(body),
  };
}

/** Weak comparison, as RFC 9110 asks for `If-None-Match`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
