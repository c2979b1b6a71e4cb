import { ASPECT_RATIOS } from './constants.ts';

/** Two shapes count as the same when they differ by no more than this: vendors round to multiples of 16, 32 or 64. */
const TOLERANCE = 0.03;

/** Width over height of `1344x768` or `16:9`; `undefined` for any other text. */
export function shapeOf(size: string): number | undefined {
  const [, width, height] = /^(\d+)[x:](\d+)$/.exec(size) ?? [];
  return width === undefined || height === undefined ? undefined : Number(width) / Number(height);
}

/** Whether a person would call both the same shape, as 1344x768 and 16:9. @param a @param b width over height */
export function isSameShape(a: number, b: number): boolean {
  return Math.abs(a / b - 1) <= TOLERANCE;
}

/** As few pixels around a picture as it takes to have a shape, the same on both sides. */
export function marginsForShape(
  { width, height }: { width: number; height: number },
  shape: (typeof ASPECT_RATIOS)[number],
): { left: number; right: number; top: number; bottom: number } {
  const ratio = shapeOf(shape) ?? 1;
  const across = Math.max(0, Math.round(height * ratio) - width);
  const down = across > 0 ? 0 : Math.max(0, Math.round(width / ratio) - height);
  const half = (total: number) => [Math.floor(total / 2), Math.ceil(total / 2)] as const;
  const [[left, right], [top, bottom]] = [half(across), half(down)];
  return { left, right, top, bottom };
}

/** A size for each shape, in the vendor's words: `1344x768`, `16:9`, or a word of its own such as `landscape_16_9`. */
export type SizeTable = Partial<Record<(typeof ASPECT_RATIOS)[number], string>>;

/** The shapes that the table's sizes really have. A word is taken to have the shape under which it stands. */
export function drawnShapes(sizes: SizeTable): (typeof ASPECT_RATIOS)[number][] {
  return ASPECT_RATIOS.filter((shape) => {
    const size = sizes[shape];
    return size !== undefined && hasShape(size, shape);
  });
}

/** Whether a size of the table has the shape under which it stands. */
export function hasShape(size: string, shape: (typeof ASPECT_RATIOS)[number]): boolean {
  const drawn = shapeOf(size);
  const wanted = shapeOf(shape);
  return drawn === undefined || wanted === undefined || isSameShape(drawn, wanted);
}
