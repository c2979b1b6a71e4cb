import { describe, expect, it } from '@jest/globals';
import { isDollars, isWhole } from '../../../src/config/numbers.ts';

describe('a whole number', () => {
  const range = { min: 1, max: 20 };
  it.each(['1', '20', '07'])('is %s', (text) => expect(isWhole(text, range)).toBe(true));
  it.each(['0', '21', '1.5', '1e1', '-1', '', ' 5', '١'])('is not "%s"', (text) =>
    expect(isWhole(text, range)).toBe(false),
  );
});

describe('an amount of dollars', () => {
  it.each(['0', '5', '2.50', '0.000001'])('is %s', (text) => expect(isDollars(text)).toBe(true));
  it.each(['', '.5', '5.', '2,50', '1e3', '-1', '0.0000001', '1234567890', '$5'])('is not "%s"', (text) =>
    expect(isDollars(text)).toBe(false),
  );
});
