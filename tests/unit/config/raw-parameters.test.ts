import { describe, expect, it } from '@jest/globals';
import { listOf, textOf, wholeNumber } from '../../../src/config/raw-parameters.ts';

describe('a parameter as it was written', () => {
  it('is a text without the spaces around it, and nothing where it is no text', () => {
    expect([' a b\n', '', 5, null, undefined, ['a']].map(textOf)).toEqual(['a b', '', '', '', '', '']);
  });

  it('is a list, whether written as a text or as a list', () => {
    expect(listOf(' a, b,, c ')).toEqual(['a', 'b', 'c']);
    expect(listOf(['a ', '', 5])).toEqual(['a', '5']);
    expect([listOf(''), listOf(undefined)]).toEqual([[], []]);
  });

  it('is a whole number in digits, or none', () => {
    expect([7, '7', ' 12 '].map(wholeNumber)).toEqual([7, 7, 12]);
    expect(['', '1.5', '-1', '1e3', '1234567', true, undefined].map(wholeNumber)).toEqual(
      Array.from({ length: 7 }, () => Number.NaN),
    );
  });
});
