import { expect, it } from '@jest/globals';
import { expiresAfter, requireFuture, requireKept } from '../../../src/usecases/expiry.ts';
import { CREATED_AT, CREATED_MS } from '../../helpers/job-documents.ts';

const refused = expect.objectContaining({ code: 'INVALID_PARAMETER' });

it('counts days from the start of the run', () => {
  expect(expiresAfter(CREATED_AT, 7)).toBe('2026-11-27T09:30:00.000Z');
});

it('is at most what everything is kept for', () => {
  expect(() => requireKept(30, 30)).not.toThrow();
  expect(() => requireKept(31, 30)).toThrow(refused);
});

it('is not over yet', () => {
  expect(() => requireFuture(CREATED_AT, CREATED_MS - 1)).not.toThrow();
  expect(() => requireFuture(CREATED_AT, CREATED_MS)).toThrow(refused);
});
