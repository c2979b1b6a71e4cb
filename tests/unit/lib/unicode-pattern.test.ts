import { describe, expect, it } from '@jest/globals';
import { unicodePattern } from '../../../src/lib/unicode-pattern.ts';

describe('a pattern that names classes of Unicode', () => {
  const letters = unicodePattern(String.raw`\p{L}+`);

  it('finds every match', () => {
    expect('Zoë, 猫 & Ωμέγα'.match(letters())).toEqual(['Zoë', '猫', 'Ωμέγα']);
  });

  it('is made once', () => {
    expect(letters()).toBe(letters());
  });

  it('is not made before it is asked for', () => {
    expect(() => unicodePattern('[')).not.toThrow();
    expect(() => unicodePattern('[')()).toThrow(SyntaxError);
  });
});
