import { describe, expect, it } from '@jest/globals';
import { FIT, MAX_SCALE, pan, pixelScale, zoomAt } from './viewport.ts';

describe('The shared view', () => {
  it('keeps the point under the pointer where it is', () => {
    const point = { x: 0.2, y: -0.1 };
    const view = zoomAt(FIT, 2, point);
    // What was at the point before is at the point after: (point - shift) / scale.
    expect((point.x - view.x) / view.scale).toBeCloseTo(point.x);
    expect((point.y - view.y) / view.scale).toBeCloseTo(point.y);
  });

  it('never loses the picture and never goes past its bounds', () => {
    expect(pan(FIT, 5, 5)).toEqual(FIT);
    expect(pan(zoomAt(FIT, 3), 9, -9)).toEqual({ scale: 3, x: 1, y: -1 });
    expect(zoomAt(FIT, 1000).scale).toBe(MAX_SCALE);
    expect(zoomAt(zoomAt(FIT, 4, { x: 0.5, y: 0.5 }), 0.001)).toEqual(FIT);
  });

  it('shows one pixel as one pixel', () => {
    expect(pixelScale({ width: 1024, height: 1024 }, { width: 512, height: 900 }, 1)).toBe(2);
    expect(pixelScale({ width: 1024, height: 1024 }, { width: 512, height: 900 }, 2)).toBe(1);
  });
});
