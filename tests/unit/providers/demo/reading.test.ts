import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../../src/providers/demo/random.ts';
import { readPrompt } from '../../../../src/providers/demo/reading.ts';

const read = (prompt: string, negativePrompt?: string) =>
  readPrompt(prompt, negativePrompt, createRandom('seed'));

describe('reading a prompt', () => {
  it.each([
    ['a RED dragon breathing fire', 'ember'],
    ['waves on a tropical beach, turquoise water', 'lagoon'],
    ['neon cyberpunk street', 'neon'],
    ['pink cherry blossoms', 'blossom'],
    ['a frog in the green jungle', 'forest'],
  ])('takes the colours of %j', (prompt, palette) => {
    expect(read(prompt).palette.name).toBe(palette);
  });

  it('avoids the colours that the negative prompt names', () => {
    expect(read('a red fox').palette.name).toBe('ember');
    expect(read('a red fox', 'red').palette.name).not.toBe('ember');
    expect(read('a red fox', 'ember').palette.name).not.toBe('ember');
  });

  it('still has colours when everything is unwanted', () => {
    const everything =
      'ember dusk lagoon glacier forest desert honey blossom midnight neon noir pastel copper citrus';
    expect(read('a fox', everything).palette.name).toMatch(/^\w+$/);
  });

  it('finds what a landscape shows, but not what is unwanted', () => {
    expect([...read('a snowy forest at night').motifs].sort()).toEqual(['forest', 'night', 'snow']);
    expect([...read('a snowy forest at night', 'snow').motifs].sort()).toEqual(['forest', 'night']);
    expect([...read('quantum').motifs]).toEqual([]);
  });
});
