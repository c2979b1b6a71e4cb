import { describe, expect, it } from '@jest/globals';
import { ERROR_STATUS, type ErrorCode } from '../../../src/contract/index.ts';
import { ConfigurationError, RequestError } from '../../../src/errors.ts';
import { errorResponse } from '../../../src/http/error-response.ts';

describe('errorResponse', () => {
  it.each(Object.entries(ERROR_STATUS))('answers %s with status %i', (code, status) => {
    const reply = errorResponse(new RequestError(code as ErrorCode, 'A sentence.'), 'request-1');
    expect(reply.statusCode).toBe(status);
    expect(JSON.parse(reply.body)).toEqual({ error: 'A sentence.', code, requestId: 'request-1' });
    expect(reply.headers).not.toHaveProperty('Retry-After');
  });

  it('carries details, Retry-After and further headers', () => {
    const error = new RequestError('RATE_LIMITED', 'Enough for today.', {
      details: [{ field: 'a', message: 'b' }],
      retryAfter: 60,
      headers: { 'RateLimit-Remaining': '0' },
    });
    const reply = errorResponse(error, 'request-1');
    expect(JSON.parse(reply.body)).toMatchObject({ details: [{ field: 'a', message: 'b' }], retryAfter: 60 });
    expect(reply.headers).toMatchObject({ 'Retry-After': '60', 'RateLimit-Remaining': '0' });
  });

  it('is kept by no cache', () => {
    expect(errorResponse(new RequestError('JOB_NOT_FOUND', 'Gone.'), 'r').headers['Cache-Control']).toBe(
      'no-store',
    );
  });

  it.each([
    new Error('secret table pixel-prompt'),
    new ConfigurationError(['BUCKET_NAME is missing.']),
    'secret',
    null,
    undefined,
    { code: 'RATE_LIMITED', message: 'secret' },
  ])('tells nothing of an unexpected %s', (error) => {
    const reply = errorResponse(error, 'request-1');
    expect(reply.statusCode).toBe(500);
    expect(JSON.parse(reply.body)).toEqual({
      error: 'Something went wrong on our side. Please try again in a moment.',
      code: 'INTERNAL',
      requestId: 'request-1',
    });
  });
});
