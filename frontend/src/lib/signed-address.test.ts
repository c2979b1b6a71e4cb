import { describe, expect, it } from '@jest/globals';
import { renewalIn } from './signed-address.ts';

const MINUTE = 60_000;
const ending = (inMs: number) =>
  `https://i.example/images/1/1-a.png?e=${Math.round((Date.now() + inMs) / 1000)}&s=abc`;

describe('renewalIn', () => {
  it('is ten minutes before the address ends', () => {
    const wait = Number(renewalIn(ending(90 * MINUTE)));
    expect(Math.abs(wait - 80 * MINUTE)).toBeLessThan(2000);
  });

  it('is never at once again and again', () => {
    expect(renewalIn(ending(-MINUTE))).toBe(MINUTE);
  });

  it('is never where addresses do not end', () => {
    expect(renewalIn('https://i.example/images/1/1-a.png')).toBe(false);
    expect(renewalIn(undefined)).toBe(false);
  });
});
