import { describe, expect, it } from '@jest/globals';
import { applyLook, lookOf } from '../../../../src/providers/demo/recolor.ts';

const HAND = { strength: 0.75, levels: undefined };
/** What becomes of one pixel. */
function changed(instruction: string, pixel = [128, 128, 128], hand: Parameters<typeof applyLook>[2] = HAND) {
  const pixels = Uint8Array.from(pixel);
  applyLook(pixels, lookOf(instruction), hand);
  return [...pixels] as [number, number, number];
}
const strongest = ([red, green, blue]: [number, number, number]) =>
  ['red', 'green', 'blue'][[red, green, blue].indexOf(Math.max(red, green, blue))];

describe('an instruction to a demo model', () => {
  it.each(['red', 'green', 'blue'])('makes the picture as %s as it says', (colour) => {
    expect(strongest(changed(`make it ${colour}`))).toBe(colour);
  });

  it('means the last colour that it names', () => {
    expect(strongest(changed('make the red hat blue'))).toBe('blue');
  });

  it.each(['make it night', 'at midnight, please', 'mach es Nacht'])('makes it night: %s', (instruction) => {
    const [red, green, blue] = changed(instruction, [200, 200, 200]);
    expect(Math.max(red, green, blue)).toBeLessThan(140);
    expect(blue).toBeGreaterThan(red);
  });

  it('makes it day', () => {
    const [red] = changed('a sunny morning', [100, 100, 100]);
    expect(red).toBeGreaterThan(110);
  });

  it('takes the colours away', () => {
    const [red, green, blue] = changed('black and white', [200, 40, 40], { strength: 1, levels: undefined });
    expect([red, green]).toEqual([green, blue]);
  });

  it('changes something whatever it says, and the same each time', () => {
    expect(changed('add a hat')).not.toEqual([128, 128, 128]);
    expect(changed('add a hat')).toEqual(changed('add a hat'));
  });

  it('is done by each model in its own way', () => {
    const flat = changed('make it red', [120, 90, 77], { strength: 1, levels: 3 });
    expect(flat.every((part) => [0, 127, 255].includes(part))).toBe(true);
    expect(changed('make it red', [120, 90, 77])).not.toEqual(flat);
  });
});
