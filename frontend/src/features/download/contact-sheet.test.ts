import { describe, expect, it } from '@jest/globals';
import { columnsFor, wrap } from './contact-sheet.ts';

/** Every character is one wide. */
const measure = (line: string) => [...line].length;

describe('The title of a contact sheet', () => {
  it('breaks between words', () => {
    expect(wrap('a red fox in deep snow', 10, measure)).toEqual(['a red fox', 'in deep', 'snow']);
  });

  it('breaks Chinese and Japanese, which have no spaces', () => {
    const lines = wrap('雪の中の赤いきつねが静かに眠っている', 6, measure);
    expect(lines.join('')).toBe('雪の中の赤いきつねが静かに眠っている');
    expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(6);
  });

  it('breaks inside a word that is wider than a line', () => {
    const lines = wrap('see averyveryverylongword', 8, measure);
    expect(lines.join('').replace(' ', '')).toBe('seeaveryveryverylongword');
    expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(8);
  });

  it('keeps the line breaks of the prompt', () => {
    expect(wrap('one\ntwo three', 20, measure)).toEqual(['one', 'two three']);
  });
});

describe('columnsFor', () => {
  it('makes the sheet about as wide as a landscape page', () => {
    expect([1, 2, 4, 9, 20].map(columnsFor)).toEqual([1, 2, 3, 4, 5]);
  });
});
