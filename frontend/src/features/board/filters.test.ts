import { expect, it } from '@jest/globals';
import { type Filters, filtersFrom, isNarrowed, searchOf } from './filters.ts';

const NONE: Filters = { category: '', voter: '', from: '', to: '' };

it('The address of a board holds its list and filters, and nothing else', () => {
  const filters = { category: 'a & b', voter: '3', from: '2026-11-01', to: '2026-11-30' };
  const search = searchOf('abc', filters);
  expect(search.toString()).toBe('list=abc&category=a+%26+b&voter=3&from=2026-11-01&to=2026-11-30');
  expect(filtersFrom(search)).toEqual(filters);
  expect(searchOf(undefined, NONE).toString()).toBe('');
  expect([isNarrowed(filters), isNarrowed(NONE)]).toEqual([true, false]);
});

it('What is no day and no number in an address counts as nothing', () => {
  const search = new URLSearchParams('voter=you&from=yesterday&to=2026-13-45');
  expect(filtersFrom(search)).toEqual(NONE);
});
