import { describe, expect, it } from '@jest/globals';
import { outlines } from '../../../../../src/providers/demo/styles/isolines.ts';

const grid = (rows: number[][], limit = 0.5) => ({
  heights: Float64Array.from(rows.flat()),
  columns: rows[0]?.length ?? 0,
  rows: rows.length,
  limit,
});

describe('outlines', () => {
  it('ring a single hill once', () => {
    const loops = outlines(
      grid([
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ]),
    );
    expect(loops).toHaveLength(1);
    const [loop = []] = loops;
    expect(loop).toHaveLength(4);
    for (const [x, y] of loop) {
      expect([Math.abs(x - 2), Math.abs(y - 2)].map((away) => away.toFixed(1)).sort()).toEqual([
        '0.0',
        '0.5',
      ]);
    }
  });

  it('ring a hole as well', () => {
    const plain = [0, 0, 0, 0, 0, 0, 0];
    const full = [0, 1, 1, 1, 1, 1, 0];
    const holed = [0, 1, 1, 0, 1, 1, 0];
    expect(outlines(grid([plain, full, full, holed, full, full, plain]))).toHaveLength(2);
  });

  it('close at the rim, and find nothing in the flat', () => {
    const loops = outlines(
      grid([
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ]),
    );
    expect(loops).toHaveLength(1);
    expect(
      outlines(
        grid([
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ]),
      ),
    ).toEqual([]);
  });
});
