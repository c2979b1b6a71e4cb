import { describe, expect, it } from '@jest/globals';
import { diffWords } from './diff.ts';

const joined = (pieces: Array<{ text: string }>) => pieces.map(({ text }) => text).join('');
const changed = (pieces: Array<{ text: string; changed: boolean }>) =>
  pieces.filter((piece) => piece.changed).map(({ text }) => text.trim());

describe('diffWords', () => {
  it('marks words that came and words that went', () => {
    const { before, after } = diffWords('a red fox in snow', 'a small fox in deep snow');
    expect(changed(before)).toEqual(['red']);
    expect(changed(after)).toEqual(['small', 'deep']);
  });

  it('keeps both texts to the letter', () => {
    const [one, other] = ['  a  red\nfox ', 'the red   fox runs'];
    const { before, after } = diffWords(one, other);
    expect(joined(before).trim()).toBe(one.trim());
    expect(joined(after)).toBe(other);
  });

  it('marks nothing in equal texts and everything in strange ones', () => {
    expect(changed(diffWords('same words', 'same words').after)).toEqual([]);
    expect(changed(diffWords('one', 'two three').after)).toEqual(['two three']);
    expect(diffWords('', '').after).toEqual([]);
  });
});
