import { describe, expect, it } from '@jest/globals';
import { fresh, revalidated } from '../../../src/http/respond.ts';

describe('fresh', () => {
  it('is not cached', () => {
    expect(fresh({ a: 1 }, { 'RateLimit-Limit': '5' })).toEqual({
      statusCode: 200,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
        'RateLimit-Limit': '5',
      },
      body: '{"a":1}',
    });
  });
});

describe('revalidated', () => {
  const first = revalidated({ a: 1 }, undefined);
  const etag = first.headers.ETag ?? '';

  it('carries an ETag of its content', () => {
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(revalidated({ a: 1 }, undefined).headers.ETag).toBe(etag);
    expect(revalidated({ a: 2 }, undefined).headers.ETag).not.toBe(etag);
    expect(first.headers['Cache-Control']).toBe('private, no-cache');
  });

  it.each([etag, `W/${etag}`, `"other", ${etag}`, '*'])('answers 304 without a body to %s', (tag) => {
    expect(revalidated({ a: 1 }, tag)).toEqual({
      statusCode: 304,
      headers: { 'Cache-Control': 'private, no-cache', ETag: etag },
      body: '',
    });
  });

  it.each(['"other"', '', 'nonsense', etag.slice(1, -1)])('answers in full to %s', (tag) => {
    expect(revalidated({ a: 1 }, tag).statusCode).toBe(200);
  });
});
