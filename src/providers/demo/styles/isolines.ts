/** Heights on a grid, row by row. */
export interface Grid {
  heights: Float64Array;
  columns: number;
  rows: number;
  /** What lies above is inside. */
  limit: number;
}

type Point = readonly [number, number];

/** The four edges of a cell. */
const TOP = 0;
const RIGHT = 1;
const BOTTOM = 2;
const LEFT = 3;

/** Marching squares: for each of the 16 corner patterns, the edges joined, with the inside on the right hand. */
const JOINS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[LEFT, BOTTOM]],
  [[BOTTOM, RIGHT]],
  [[LEFT, RIGHT]],
  [[RIGHT, TOP]],
  [
    [LEFT, TOP],
    [RIGHT, BOTTOM],
  ],
  [[BOTTOM, TOP]],
  [[LEFT, TOP]],
  [[TOP, LEFT]],
  [[TOP, BOTTOM]],
  [
    [TOP, RIGHT],
    [BOTTOM, LEFT],
  ],
  [[TOP, RIGHT]],
  [[RIGHT, LEFT]],
  [[RIGHT, BOTTOM]],
  [[BOTTOM, LEFT]],
  [],
];

/**
 * The closed outlines of everything above the limit, in grid units; filled even-odd, holes come out right. The rim
 * of the grid counts as below, so every outline closes.
 */
export function outlines({ heights, columns, rows, limit }: Grid): Point[][] {
  const at = (column: number, row: number) =>
    column <= 0 || row <= 0 || column >= columns - 1 || row >= rows - 1
      ? limit - 1e-6
      : (heights[row * columns + column] ?? limit);
  const next = new Map<string, { key: string; point: Point }>();
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const corners = [
        at(column, row),
        at(column + 1, row),
        at(column + 1, row + 1),
        at(column, row + 1),
      ] as const;
      const [a, b, c, d] = corners;
      const pattern = (a > limit ? 8 : 0) | (b > limit ? 4 : 0) | (c > limit ? 2 : 0) | (d > limit ? 1 : 0);
      for (const [from, to] of JOINS[pattern] ?? []) {
        next.set(edgeKey(column, row, from), {
          key: edgeKey(column, row, to),
          point: crossing(column, row, to, corners, limit),
        });
      }
    }
  }
  return chains(next);
}

/** The same name for the same edge, whichever of its two cells asks. */
function edgeKey(column: number, row: number, edge: number): string {
  if (edge === TOP) return `h${column},${row}`;
  if (edge === BOTTOM) return `h${column},${row + 1}`;
  if (edge === LEFT) return `v${column},${row}`;
  return `v${column + 1},${row}`;
}

function crossing(
  column: number,
  row: number,
  edge: number,
  [a, b, c, d]: readonly [number, number, number, number],
  limit: number,
): Point {
  const share = (from: number, to: number) =>
    from === to ? 0.5 : Math.min(1, Math.max(0, (limit - from) / (to - from)));
  if (edge === TOP) return [column + share(a, b), row];
  if (edge === RIGHT) return [column + 1, row + share(b, c)];
  if (edge === BOTTOM) return [column + share(d, c), row + 1];
  return [column, row + share(a, d)];
}

function chains(next: Map<string, { key: string; point: Point }>): Point[][] {
  const loops: Point[][] = [];
  for (const start of next.keys()) {
    const loop: Point[] = [];
    let step = next.get(start);
    let key = start;
    while (step !== undefined) {
      next.delete(key);
      loop.push(step.point);
      key = step.key;
      step = next.get(key);
    }
    if (loop.length > 2) loops.push(loop);
  }
  return loops;
}
