import { describe, expect, it } from '@jest/globals';
import { bytes, duration, money, moneyRange, percent, shorten } from './format.ts';

describe('Numbers for people', () => {
  it('show small prices with the digits they need', () => {
    expect(money('en', 0.003)).toBe('$0.003');
    expect(money('en', 0.04)).toBe('$0.04');
    expect(money('en', 12.5)).toBe('$12.50');
    expect(moneyRange('en', { low: 0.04, high: 0.04 })).toBe('$0.04');
    expect(moneyRange('en', { low: 0.08, high: 1.2 })).toBe('$0.08–$1.20');
  });

  it('show shares, and never nothing where there is something', () => {
    expect([0, 0.0004, 0.0123, 1].map((share) => percent('en', share))).toEqual([
      '0%',
      '< 0.1%',
      '1.2%',
      '100%',
    ]);
    expect(percent('de', 0.0123)).toBe('1,2\u00a0%');
  });

  it('show times and sizes', () => {
    expect(duration('en', 4250)).toBe('4.2 s');
    expect(duration('de', 4250)).toBe('4,2 s');
    expect(duration('en', 65_000)).toBe('1:05');
    expect(duration('en', -5)).toBe('0.0 s');
    expect(bytes('en', 1_234_567)).toBe('1.2 MB');
    expect(shorten('a  long\nprompt', 8)).toBe('a long…');
  });
});
