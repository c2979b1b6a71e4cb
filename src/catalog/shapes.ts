import type { AspectRatio } from '../contract/common.ts';

/** The contract's aspect ratios once more, as the contract itself would pull its schema library into the bundles. */
export const SHAPES: readonly AspectRatio[] = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'];

/** One size per shape, in the vendor's words: `1344x768` or `16:9`. */
export type SizeTable = Record<AspectRatio, string>;

/** Two shapes count as the same when they differ by no more than this, as 1344x768 does from 16:9 (1.6 %). */
export const SHAPE_TOLERANCE = 0.03;

/** Width over height of `1344x768` or `16:9`; NaN for anything else. */
export function shapeOf(size: string): number {
  const [width = Number.NaN, height = Number.NaN] = size.split(size.includes('x') ? 'x' : ':').map(Number);
  return width / height;
}

const ratios = new Map(SHAPES.map((shape) => [shape, shapeOf(shape)]));

/** Whether a size really has the shape. */
export function hasShape(size: string, shape: AspectRatio): boolean {
  const wanted = ratios.get(shape) ?? Number.NaN;
  return Math.abs(shapeOf(size) / wanted - 1) <= SHAPE_TOLERANCE;
}

/** The size whose shape is nearest, by the factor between the two. `undefined` where there is none. */
export function nearestSize(sizes: readonly string[], shape: AspectRatio): string | undefined {
  const distanceTo = (size: string) => Math.abs(Math.log(shapeOf(size) / shapeOf(shape)));
  return sizes.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0];
}

/** A table that lacks shapes, completed with the nearest size it has. */
export function completeSizes(sizes: Partial<SizeTable>): Partial<SizeTable> {
  const given = Object.values(sizes);
  return Object.fromEntries(
    SHAPES.flatMap((shape) => {
      const size = sizes[shape] ?? nearestSize(given, shape);
      return size === undefined ? [] : [[shape, size]];
    }),
  );
}
