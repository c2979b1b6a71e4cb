import { describe, expect, it } from '@jest/globals';
import { createTermFinder, readingOf } from '../../../src/content-filter/terms.ts';

const places = (terms: string[], text: string, innocent: string[] = []) =>
  createTermFinder(terms, innocent)(readingOf(text)).map(({ start, end }) => text.slice(start, end));

describe('finding terms', () => {
  it.each([
    ['edges of words', '|cat|', 'a cat in a catalogue', ['cat']],
    ['the beginning of a word', '|cat', 'a catalogue of a tomcat', ['cat']],
    ['parts of words', 'cat', 'a catalogue', ['cat']],
    ['missing spaces', 'red fox', 'a redfox', ['redfox']],
    ['repeated vowels', '|fox|', 'a foox and a fooox', ['foox', 'fooox']],
    ['optional letters', '|neighbo[u]r|', 'a neighbor and a neighbour', ['neighbor', 'neighbour']],
    ['digits and signs as letters', '|fox|', 'a f0x', ['f0x']],
    ['a 1 as an i and as an l', '|lil|', 'a 1il and a l1l', ['1il', 'l1l']],
  ])('sees %s', (_what, term, text, found) => expect(places([term], text)).toEqual(found));

  it('takes a doubled consonant for another word, but three for one, and any number at the end', () => {
    expect(places(['|raper|'], 'a rapper')).toEqual([]);
    expect(places(['|raper|'], 'a rappper and a raperr')).toEqual(['rappper', 'raperr']);
  });

  it('wants letters that make another word when single', () => {
    expect(places(['|moss|'], 'mos, moss, mosss')).toEqual(['moss', 'mosss']);
  });

  it.each(['built in 7175', 'a 71$5', 'a t175 tractor', 'two 717s', 'a fleet of t175s'])(
    'never takes a number for a word: %s',
    (text) => expect(places(['|tits|'], text)).toEqual([]),
  );

  it.each(['t1t5', '71t5', 't1ts'])('takes letters among figures for a word: %s', (text) => {
    expect(places(['|tits|'], text)).toHaveLength(1);
  });

  it('ignores a term inside an innocent phrase', () => {
    expect(places(['|fox|'], 'fox news and a fox', ['fox news'])).toEqual(['fox']);
    expect(places(['|fox|'], 'fox tail, fox-tail, foxtail', ['fox-tail'])).toEqual([]);
    expect(places(['|fox|'], 'fox newsreel', ['fox news|'])).toEqual(['fox']);
  });

  it('finds nothing without terms', () => {
    expect(places([], 'anything')).toEqual([]);
  });
});
