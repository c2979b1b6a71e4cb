import { describe, expect, it } from '@jest/globals';
import { completeSizes, hasShape, nearestSize } from '../../../src/catalog/shapes.ts';

describe('shapes', () => {
  it.each([
    ['1344x768', '16:9', true],
    ['1216x896', '4:3', true],
    ['5:4', '4:3', false],
    ['1792x1024', '16:9', true],
    ['nonsense', '1:1', false],
  ] as const)('%s for %s: %s', (size, shape, expected) => {
    expect(hasShape(size, shape)).toBe(expected);
  });

  it('finds the nearest by factor, so that wide and tall are treated alike', () => {
    expect(nearestSize(['1:1', '3:2', '5:4'], '4:3')).toBe('5:4');
    expect(nearestSize(['1:1', '2:3', '4:5'], '3:4')).toBe('4:5');
    expect(nearestSize([], '4:3')).toBeUndefined();
  });

  it('completes a table with the nearest of its own sizes', () => {
    expect(completeSizes({ '1:1': '512x512', '16:9': '768x432' })).toEqual({
      '1:1': '512x512',
      '16:9': '768x432',
      '9:16': '512x512',
      '4:3': '768x432',
      '3:4': '512x512',
      '3:2': '768x432',
      '2:3': '512x512',
    });
  });
});
