import { describe, expect, it } from '@jest/globals';
import { withinLimits } from '../../../../src/providers/shared/limits.ts';
import { saying } from '../../../helpers/saying.ts';

const limits = { name: 'guidance', low: 1.5, high: 5 } as const;

describe('values within what a vendor takes', () => {
  it.each([
    [undefined, undefined],
    [1.5, 1.5],
    [3, 3],
    [5, 5],
  ])('pass %s as it is', (asked, value) => {
    expect(withinLimits(asked, limits)).toEqual({ value, warnings: [] });
  });

  it.each([
    [0, 1.5],
    [30, 5],
  ])('turn %d into %d and say so', (asked, value) => {
    expect(withinLimits(asked, limits)).toEqual({
      value,
      warnings: [saying(`guidance ${asked} is outside of 1.5 to 5 for this model; ${value} was sent`)],
    });
  });
});
