import { describe, expect, it } from '@jest/globals';
import { filtersFrom, isPast, matches, searchOf } from './filters.ts';

const none = filtersFrom(new URLSearchParams());
const run = { prompt: 'A Red Fox', timestamp: new Date(2026, 10, 20, 12).toISOString() };

describe('The filters of the gallery', () => {
  it('stand in the address and come back from it', () => {
    const filters = { text: 'red fox', starred: true, from: '2026-11-01', to: '2026-11-20' };
    expect(filtersFrom(new URLSearchParams(searchOf(filters)))).toEqual(filters);
    expect(searchOf(none)).toBe('');
  });

  it('ignore what is no day', () => {
    expect(filtersFrom(new URLSearchParams('from=yesterday&to=2026-1-1'))).toEqual(none);
  });

  it.each([
    [{ text: ' RED ' }, true],
    [{ text: 'blue' }, false],
    [{ from: '2026-11-20', to: '2026-11-20' }, true],
    [{ from: '2026-11-21' }, false],
    [{ to: '2026-11-19' }, false],
  ])('%j matches: %s', (filters, expected) => {
    expect(matches({ ...none, ...filters }, run)).toBe(expected);
  });

  it('know when older runs cannot match', () => {
    expect(isPast({ ...none, from: '2026-11-21' }, run.timestamp)).toBe(true);
    expect(isPast({ ...none, from: '2026-11-19' }, run.timestamp)).toBe(false);
    expect(isPast(none, run.timestamp)).toBe(false);
  });
});
