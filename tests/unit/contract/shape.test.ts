import { describe, expect, it } from '@jest/globals';
import { drawnShapes, hasShape, isSameShape, shapeOf } from '../../../src/contract/shape.ts';

describe('shapes', () => {
  it('are width over height, of pixels and of ratios', () => {
    expect(shapeOf('1344x768')).toBe(1.75);
    expect(shapeOf('16:9')).toBeCloseTo(1.778, 3);
    for (const text of ['landscape_16_9', '16:', 'x9', '1344x768x2']) expect(shapeOf(text)).toBeUndefined();
  });

  it.each([
    ['1344x768', '16:9', true],
    ['1216x896', '4:3', true],
    ['1280x832', '3:2', true],
    ['832x1280', '2:3', true],
    ['5:4', '4:3', false],
    ['1792x1024', '16:9', true],
    ['landscape_16_9', '16:9', true],
  ] as const)('%s for %s: %s', (size, shape, expected) => {
    expect(hasShape(size, shape)).toBe(expected);
  });

  it('count as the same up to three percent', () => {
    expect(isSameShape(1.029, 1)).toBe(true);
    expect(isSameShape(1.031, 1)).toBe(false);
    expect(isSameShape(0.969, 1)).toBe(false);
  });

  it('that a table draws are those whose size has the shape; one left out is not drawn', () => {
    const sizes = { '1:1': 'square_hd', '16:9': '1344x768', '3:2': '1024x1024' };
    expect(drawnShapes(sizes)).toEqual(['1:1', '16:9']);
  });
});
