import { describe, expect, it } from '@jest/globals';
import { estimateCost, sumUsd, UNKNOWN_PRICE_USD } from '../../../src/contract/estimate.ts';

describe('estimateCost', () => {
  it('adds up both ends of the prices', () => {
    const prices = [
      { low: 0.1, high: 0.2 },
      { low: 0.2, high: 0.4 },
    ];
    expect(estimateCost(prices)).toEqual({ low: 0.3, high: 0.6 });
  });

  it('counts an unknown price as nothing at the low end and with the reserve at the high end', () => {
    expect(estimateCost([null, { low: 0, high: 0 }])).toEqual({ low: 0, high: UNKNOWN_PRICE_USD });
  });

  it('is zero without models', () => {
    expect(estimateCost([])).toEqual({ low: 0, high: 0 });
  });
});

describe('sumUsd', () => {
  it('is exact to the micro-dollar', () => {
    expect(sumUsd(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumUsd([])).toBe(0);
  });
});
