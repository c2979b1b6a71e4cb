import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellings, unicodeSpellings } from '../../../src/content-filter/spellings.ts';

describe('the spellings of a text', () => {
  it('put spelt-out letters together, but never words', () => {
    expect(spellings('a w o r d here')).toContain('aword here');
    expect(spellings('w-o-r-d')).toContain('word');
    expect(spellings('pen is')).toEqual(['pen is']);
  });

  it('leave out marks inside words, and what nobody sees', () => {
    expect(spellings('wo.rd')).toContain('word');
    expect(spellings('wo\u200b\u00adrd')).toEqual(['word']);
  });

  it('fill in masked letters', () => {
    expect(spellings('w*rd')).toEqual(expect.arrayContaining(['ward', 'werd', 'wird', 'word', 'wurd']));
  });

  it('read compatibility characters and accents as the plain letter', () => {
    expect(spellings('ＷÖ𝓻𝕕')).toEqual(['word']);
  });

  it('are the same for plain text whether its letters are looked up in ASCII or in Unicode', () => {
    const unit = fc.constantFrom(..."abo P7@$!.*_~,-/\\#%()[]{}'\n\t");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(spellings(text)).toEqual(unicodeSpellings(text));
      }),
    );
  });

  it('come to an end for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1000 }), (text) => spellings(text).length > 0),
    );
  });
});
