import { describe, expect, it } from '@jest/globals';
import { foldLookAlikes } from '../../../src/content-filter/look-alikes.ts';

describe('foldLookAlikes', () => {
  it.each([
    ['Cyrillic', 'ѕhаре', 'shape'],
    ['Greek by its looks', 'ροrτ', 'port'],
    ['Greek capitals', 'ΗΑΡΡΥ', 'happy'],
    ['Greek capitals for what they look like', 'HΛΡΡΣΝΣD ΩN', 'happened on'],
    ['Cherokee', 'ᏢᎾᏒᎢ', 'port'],
    ['small capitals', 'ᴘᴏʀᴛ', 'port'],
    ['full width', 'Ｐｏｒｔ', 'port'],
    ['mathematical letters', '𝓹𝓸𝓻𝓽', 'port'],
    ['letters in circles and squares', '🅟🅾ⓡ🅃', 'port'],
    ['flags', '🇵🇴🇷🇹', 'port'],
    ['accents and overlays', 'p̶ö̶ŕ̶t̶', 'port'],
  ])('reads %s as Latin: %s', (_what, text, latin) => {
    expect(foldLookAlikes(text)).toContain(latin);
  });

  it('reads Greek letters by their sound, too', () => {
    expect(foldLookAlikes('πτ')).toEqual(['nt', 'pt']);
    // One by its looks and the other by its sound.
    expect(foldLookAlikes('πορτ')).toEqual(['nopt', 'popt', 'nort', 'port']);
    // A Greek text is not meant so.
    expect(foldLookAlikes('γνπρ')).toHaveLength(2);
  });

  it('reveals what tag characters spell', () => {
    const tags = Array.from('port', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(
      '',
    );
    expect(foldLookAlikes(`a ${tags}`)).toEqual(['a port']);
  });

  it.each([
    ['zero-width spaces', '\u200b'],
    ['soft hyphens', '\u00ad'],
    ['direction marks', '\u202e'],
    ['variation selectors', '\ufe0f'],
    ['Hangul fillers', '\u3164'],
    ['half-width Hangul fillers', '\uffa0'],
    ['Hangul Choseong fillers', '\u115f'],
    ['Hangul Jungseong fillers', '\u1160'],
    ['empty Braille patterns', '\u2800'],
  ])('leaves out %s', (_what, blank) => {
    expect(foldLookAlikes([...'port'].join(blank))).toEqual(['port']);
  });

  it('leaves letters of other languages alone that look like no Latin letter', () => {
    expect(foldLookAlikes('東京 zürich')).toEqual(['東京 zurich']);
  });
});
