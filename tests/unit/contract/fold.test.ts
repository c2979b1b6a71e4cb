import { describe, expect, it } from '@jest/globals';
import { fold } from '../../../src/contract/fold.ts';

describe('fold', () => {
  it.each([
    ['Ärger', 'arger'],
    ['A\u0308rger', 'ÄRGER'],
    ['Straße', 'STRASSE'],
    ['œuvre à Noël', 'Œuvre a noel'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδός'],
    ['Łódź', 'lodz'],
    ['ＦＯＸ', 'fox'],
    [' a \n\t fox ', 'a fox'],
  ])('%j and %j are alike', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['狐', '狗'],
    ['हिन्दी', 'हन्द'],
    ['a fox', 'afox'],
  ])('%j and %j are not', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('keeps what has no letters', () => {
    expect(fold('100 %, 🦊!')).toBe('100 %, 🦊!');
  });
});
