import { describe, expect, it } from '@jest/globals';
import { inverted, isMarked, lineOf, NOTHING, withStroke } from './marking.ts';

const stroke = {
  erases: false,
  size: 10,
  points: [
    [1, 2],
    [3, 4],
  ] as const,
};

describe('a marking', () => {
  it('is empty until something is added, however much is erased', () => {
    expect(isMarked(NOTHING)).toBe(false);
    expect(isMarked(withStroke(NOTHING, { ...stroke, erases: true }))).toBe(false);
    expect(isMarked(withStroke(NOTHING, stroke))).toBe(true);
  });

  it('is the other part of the picture once it is inverted, and the same again after that', () => {
    const marking = withStroke(NOTHING, stroke);
    expect(inverted(marking)).toEqual({ everything: true, strokes: [{ ...stroke, erases: true }] });
    expect(isMarked(inverted(NOTHING))).toBe(true);
    expect(inverted(inverted(marking))).toEqual(marking);
  });

  it('has lines, of which a single point is one so that its round ends are seen', () => {
    expect(lineOf(stroke)).toBe('M1 2L3 4');
    expect(lineOf({ ...stroke, points: [[5, 6]] })).toBe('M5 6L5.01 6');
    expect(lineOf({ ...stroke, points: [] })).toBe('');
  });
});
