import { describe, expect, it } from '@jest/globals';
import { typedDollars, typedRuns } from './limits-of-key.ts';

describe('A typed limit', () => {
  it.each([
    ['', null, null],
    ['  ', null, null],
    ['5', 5, 5],
    [' 20 ', 20, 20],
    ['2.5', 2.5, undefined],
    ['2,50', 2.5, undefined],
    ['0.01', 0.01, undefined],
    ['0', undefined, undefined],
    ['0,00', undefined, undefined],
    ['-1', undefined, undefined],
    // A thousand to some, one to others.
    ['1,000', undefined, undefined],
    ['1.000', undefined, undefined],
    ['1e3', undefined, undefined],
    ['$5', undefined, undefined],
    ['1000000', 1_000_000, 1_000_000],
    ['1000001', undefined, undefined],
    ['999999999999', undefined, undefined],
  ])('of "%s" is %s dollars or %s runs', (text, dollars, runs) => {
    expect([typedDollars(text), typedRuns(text)]).toEqual([dollars, runs]);
  });
});
