import { expect, it } from '@jest/globals';
import { counter } from './plural.ts';

const pictures = { one: 'picture', other: 'pictures' };

it('writes numbers of any size as the language does', () => {
  const { count } = counter('en');
  expect([0, 1, 999, 1000, 12345, 2.5].map((each) => count(each, pictures))).toEqual([
    '0 pictures',
    '1 picture',
    '999 pictures',
    '1,000 pictures',
    '12,345 pictures',
    '2.5 pictures',
  ]);
  expect(counter('de').count(1000, { one: 'Bild', other: 'Bilder' })).toBe('1.000 Bilder');
});

it('makes no formatter for the small numbers of a first page, which takes a phone long', () => {
  const { NumberFormat } = Intl;
  try {
    Intl.NumberFormat = (() => {
      throw new Error('A formatter was made.');
    }) as unknown as typeof NumberFormat;
    expect(counter('en').count(12, pictures)).toBe('12 pictures');
  } finally {
    Intl.NumberFormat = NumberFormat;
  }
});
