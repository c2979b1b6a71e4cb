import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellings } from '../../../src/content-filter/spellings.ts';

const of = (text: string) => spellings(text, () => ['word', 'sword']);

describe('the spellings of a text', () => {
  it.each([
    'a w o r d here',
    'a w-o-r-d here',
    'a w|o|r|d here',
    'a w🔥o🔥r🔥d here',
    'a w\to\tr\td here',
    'a w、o、r、d here',
  ])('put spelt-out letters together: %j', (text) => expect(of(text).join('\n')).toMatch(/word here$/m));

  it('never join words', () => {
    expect(of('pen is')).toEqual(['pen is']);
  });

  it.each(['wo.rd', 'wo-rd', 'wo|rd', 'wo🔥rd', 'wo\u2019rd', 'wo·rd'])(
    'leave out the mark inside a word: %j',
    (text) => {
      expect(of(text)).toContain('word');
    },
  );

  it.each(['wo\nrd', 'wo\trd', 'wo\u2028rd'])(
    'mend the word that a line break or tab divides: %j',
    (text) => {
      expect(of(text)).toContain('word');
    },
  );

  it('take a line break before a short word for the end of a line', () => {
    expect(of('the pen\nis red')).toEqual(['the pen is red']);
  });

  it('take a hyphen for a space, too', () => {
    expect(of('two-words')).toContain('two words');
  });

  it.each([
    ['w*rd', 'word'],
    ['sw#rds', 'swords'],
    ['*rd', '*rd'],
    ['w*r*', 'w*r*'],
    ['5*4', '5*4'],
  ])('fill in masked vowels where a known word results: %s is %s', (masked, meant) => {
    expect(of(masked)).toContain(meant);
  });

  it('read brackets inside a word as an o', () => {
    expect(of('w()rd')).toContain('word');
  });

  it('are found for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 1000 }), (text) => of(text).length > 0));
  });
});
