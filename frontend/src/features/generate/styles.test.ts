import { describe, expect, it } from '@jest/globals';
import { removeStyle, saveStyle, styleWords, withStyles } from './styles.ts';

describe('Styles', () => {
  it('add their words to the prompt, in the order of the list', () => {
    expect(withStyles('A red fox. ', ['ink', 'photo'])).toBe(
      'A red fox, 35 mm photograph, natural light, ink drawing, fine hatching',
    );
  });

  it('leave out unseen direction signs that were copied along', () => {
    expect(withStyles('draw \u2068ثعلب\u2069 now \u202aأحمر\u202c', [])).toBe('draw ثعلب now أحمر');
  });

  it('leave a prompt alone if none is chosen, and add nothing to an empty one', () => {
    expect(withStyles(' A red fox. ', [])).toBe('A red fox.');
    expect(withStyles('  ', ['ink'])).toBe('');
  });

  it('can be added, replaced and removed; a chosen one that is gone adds nothing', () => {
    saveStyle({ name: 'Mine', words: 'one way' });
    saveStyle({ name: 'Mine', words: 'another way' });
    expect(styleWords(['Mine'])).toBe('another way');
    removeStyle('Mine');
    expect(styleWords(['Mine'])).toBe('');
  });
});
