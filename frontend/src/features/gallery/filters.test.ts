import { describe, expect, it } from '@jest/globals';
import { filtersFrom, matches, queryOf, searchOf } from './filters.ts';

const none = filtersFrom(new URLSearchParams());
const run = {
  prompt: 'A Red Fox',
  timestamp: new Date(2026, 10, 20, 12).toISOString(),
  models: [{ id: '1-flux-2-pro', name: 'Flux 2 Pro' }],
  aspectRatio: '16:9' as const,
};

describe('The filters of the gallery', () => {
  it('stand in the address and come back from it', () => {
    const filters = {
      text: 'red fox',
      model: 'Flux 2 Pro',
      shape: '16:9' as const,
      starred: true,
      mine: true,
      from: '2026-11-01',
      to: '2026-11-20',
    };
    expect(filtersFrom(new URLSearchParams(searchOf(filters)))).toEqual(filters);
    expect(searchOf(none)).toBe('');
  });

  it('ignore what is no day and no shape', () => {
    const search = 'from=yesterday&to=2026-1-1&shape=5:4';
    expect(filtersFrom(new URLSearchParams(search))).toEqual(none);
    expect(filtersFrom(new URLSearchParams('from=2026-13-01'))).toEqual(none);
  });

  it('go to the API with the first and the last moment of days as this device counts them', () => {
    const filters = { ...none, text: ' red ', model: 'A', shape: '1:1' as const, from: '2026-11-01' };
    const query = new URLSearchParams(queryOf({ ...filters, to: '2026-11-01' }));
    expect(Object.fromEntries(query)).toEqual({
      q: 'red',
      model: 'A',
      aspectRatio: '1:1',
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 1, 23, 59, 59, 999).toISOString(),
    });
    expect(queryOf(none)).toBe('');
  });

  it.each([
    [{ text: ' RED ' }, true],
    [{ text: 'réd' }, true],
    [{ text: 'blue' }, false],
    [{ model: 'flux 2 pro' }, true],
    [{ model: 'Flux' }, false],
    [{ shape: '16:9' as const }, true],
    [{ shape: '1:1' as const }, false],
    [{ from: '2026-11-20', to: '2026-11-20' }, true],
    [{ from: '2026-11-21' }, false],
    [{ to: '2026-11-19' }, false],
  ])('%j matches a starred run: %s', (filters, expected) => {
    expect(matches({ ...none, ...filters }, run)).toBe(expected);
  });

  it('take a run without a shape for a square, and do not guess the models of an old star', () => {
    const { aspectRatio: _shape, ...square } = run;
    expect(matches({ ...none, shape: '1:1' }, square)).toBe(true);
    const { models: _models, ...old } = square;
    expect(matches({ ...none, shape: '1:1' }, old)).toBe(false);
    expect(matches({ ...none, model: 'Flux 2 Pro' }, old)).toBe(false);
  });
});
