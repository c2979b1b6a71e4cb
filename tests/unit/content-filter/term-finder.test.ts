import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createReader, createTermFinder } from '../../../src/content-filter/term-finder.ts';

const read = createReader();
/** Each place once: with digits in it a text is read in several ways. */
const places = (terms: string[], text: string, innocent: string[] = []) => {
  const hits = createTermFinder(terms, innocent).find(read(text));
  return [...new Set(hits.map(({ startIndex, endIndex }) => text.slice(startIndex, endIndex + 1)))];
};

describe('finding terms', () => {
  it.each([
    ['edges of words', '|cat|', 'a cat in a catalogue', ['cat']],
    ['parts of words', 'cat', 'a catalogue', ['cat']],
    ['missing spaces', 'red fox', 'a redfox', ['redfox']],
    ['repeated letters', '|fox|', 'a fooox', ['fooox']],
    ['letters that English doubles', '|mos|', 'some mos, some moss', ['mos', 'moss']],
    ['optional letters', '|neighbo[u]r|', 'a neighbor and a neighbour', ['neighbor', 'neighbour']],
    ['look-alikes', '|fox|', 'a fоx', ['fоx']],
    ['digits and signs as letters', '|fox|', 'a f0x', ['f0x']],
  ])('sees %s', (_what, term, text, found) => expect(places([term], text)).toEqual(found));

  it('lets a term inside an innocent phrase count for nothing', () => {
    expect(places(['|fox|'], 'fox news and a fox', ['fox news'])).toEqual(['fox']);
  });

  it('never says quickly that a text holds nothing where it holds a term', () => {
    const terms = ['|moss|', 'red fox', '|neighbo[u]r|', 'aab', '|x|'];
    const finder = createTermFinder(terms, []);
    const part = fc.constantFrom(
      'mo',
      'ss',
      's',
      ' ',
      'red',
      'fo',
      'x',
      'neighb',
      'o',
      'u',
      'r',
      'aa',
      'b',
      '0',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const reading = read(parts.join(''));
        if (finder.find(reading).length > 0) expect(finder.mayFind(reading)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds nothing without terms', () => {
    expect(places([], 'anything')).toEqual([]);
    expect(createTermFinder([], []).mayFind(read('anything'))).toBe(false);
  });
});
