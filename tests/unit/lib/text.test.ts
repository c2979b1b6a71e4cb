import { describe, expect, it } from '@jest/globals';
import { capText, enumerate } from '../../../src/lib/text.ts';

describe('capText', () => {
  it('leaves a text within the limit alone', () => {
    expect(capText('a red fox', 9)).toBe('a red fox');
  });

  it('cuts between words', () => {
    expect(capText('a red fox in snow', 8)).toBe('a red');
    expect(capText('a red fox in snow', 9)).toBe('a red fox');
  });

  it('cuts inside a word that is longer than the limit', () => {
    expect(capText('foxfoxfox', 4)).toBe('foxf');
  });

  it('counts characters, not halves of them', () => {
    expect(capText('🦊🦊🦊', 2)).toBe('🦊🦊');
  });
});

describe('enumerate', () => {
  it('joins as people do', () => {
    expect(enumerate([])).toBe('');
    expect(enumerate(['a'])).toBe('a');
    expect(enumerate(['a', 'b'])).toBe('a and b');
    expect(enumerate(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });
});
