import { describe, expect, it } from '@jest/globals';
import { linearAxis, priceAxis } from './axis.ts';

describe('An axis of strengths', () => {
  it.each([
    [860, 1140, [800, 900, 1000, 1100, 1200]],
    [993, 1007, [990, 995, 1000, 1005, 1010]],
    [1000, 1000, [1000, 1000.5]],
  ])('from %d to %d has round ticks', (low, high, ticks) => {
    const axis = linearAxis(low, high);
    expect(axis.ticks).toEqual(ticks);
    expect([axis.at(ticks[0] ?? 0), axis.at(ticks.at(-1) ?? 0)]).toEqual([0, 1]);
  });
});

describe('An axis of prices', () => {
  it('is logarithmic', () => {
    const axis = priceAxis([0.004, 0.04, 0.19]);
    expect(axis.ticks).toEqual([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]);
    expect(axis.at(0.2) - axis.at(0.02)).toBeCloseTo(axis.at(0.02) - axis.at(0.002), 10);
    expect([axis.at(0.002), axis.at(0.2)]).toEqual([0, 1]);
  });

  it('has two ends where all prices are alike', () => {
    expect(priceAxis([0.02]).ticks).toEqual([0.02, 0.05]);
    expect(priceAxis([1]).at(1)).toBe(0);
  });

  it('has a place of its own for what is free', () => {
    const axis = priceAxis([0, 0.01, 0.04]);
    expect(axis.hasFree).toBe(true);
    expect(axis.at(0)).toBe(0);
    expect(axis.at(0.01)).toBeGreaterThan(0.1);
    expect(axis.at(0.05)).toBe(1);
    expect(priceAxis([0, 0])).toMatchObject({ hasFree: true, ticks: [] });
  });
});
