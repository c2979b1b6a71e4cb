import { describe, expect, it } from '@jest/globals';
import { budgetOf, planOf, seedOf } from './plan.ts';

const model = (low: number, high: number, median?: number) => ({
  priceUsd: { low, high },
  usualMs: median === undefined ? null : { median, count: 9 },
});

describe('what a list comes to', () => {
  it('is every picture of every model, and the time of the slowest one for each two prompts', () => {
    expect(planOf([model(0.03, 0.04, 4000), model(0.1, 0.1, 28_000)], 30, 2)).toEqual({
      pictures: 120,
      cost: { low: 7.8, high: 8.4 },
      minutes: 8,
    });
  });

  it('counts a guess for what is unknown, and at least a minute', () => {
    expect(planOf([{ priceUsd: null, usualMs: null }], 1, 1)).toEqual({
      pictures: 1,
      cost: { low: 0, high: 0.1 },
      minutes: 1,
    });
    expect(planOf([], 10, 1)).toMatchObject({ pictures: 0, cost: { low: 0, high: 0 } });
  });
});

it.each([
  ['', null],
  [' ', null],
  ['2.50', 2.5],
  ['2,50', 2.5],
  ['0', undefined],
  ['-1', undefined],
  ['a', undefined],
  ['1e9', undefined],
])('a budget of %j is %j', (text, budget) => {
  expect(budgetOf(text)).toBe(budget);
});

it.each([
  ['', null],
  [' 7 ', 7],
  ['0', 0],
  ['2147483647', 2_147_483_647],
  ['2147483648', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['seven', undefined],
])('reads the seed %j as %j', (text, seed) => expect(seedOf(text)).toBe(seed));
