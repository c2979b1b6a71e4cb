import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from '../../../src/lib/retry-after.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const wait = (headers: Record<string, string>, body?: unknown) =>
  retryAfterMs(new Headers(headers), body, NOW);

describe('retryAfterMs', () => {
  it.each<[string, Record<string, string>, unknown, number | undefined]>([
    ['seconds', { 'retry-after': '7' }, undefined, 7000],
    ['parts of a second', { 'retry-after': '0.25' }, undefined, 250],
    ['a date', { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, undefined, 30_000],
    ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, undefined, 0],
    ['milliseconds before seconds', { 'retry-after-ms': '1500', 'retry-after': '9' }, undefined, 1500],
    ['a header before the body', { 'retry-after': '7' }, { retry_after: 1 }, 7000],
    ['nonsense in the header', { 'retry-after': 'soon' }, undefined, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined, undefined],
    ['nothing', {}, undefined, undefined],
    ['a body with seconds', {}, { retry_after: 3 }, 3000],
    ['an error with seconds', {}, { error: { retry_after: 2.5 } }, 2500],
    ['an error with milliseconds', {}, { error: { retry_after_ms: 20 } }, 20],
    ['seconds as text', {}, { retryAfter: '4s' }, 4000],
    ['a negative number in the body', {}, { retry_after: -4 }, undefined],
    ["Google's RetryInfo", {}, { error: { details: [{ reason: 'X' }, { retryDelay: '37s' }] } }, 37_000],
    ["Google's RetryInfo with a fraction", {}, { error: { details: [{ retryDelay: '0.5s' }] } }, 500],
    ['a list as body', {}, [1, 2], undefined],
    ['text as body', {}, 'retry in 5', undefined],
    ['null', {}, null, undefined],
  ])('reads %s', (_name, headers, body, expected) => {
    expect(wait(headers, body)).toBe(expected);
  });
});
