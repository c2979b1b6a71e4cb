import type { AspectRatio } from '../../contract/index.ts';
import { hasShape, type SizeTable, shapeOf } from '../../contract/shape.ts';
import { nearestShape, settingNotSent, type Warning } from '../../lib/warning.ts';
import type { GenerateOptions } from '../types.ts';

/**
 * The size to ask for, in the vendor's words, and a warning where it does not have the shape asked for.
 * Square when no shape was asked for, so that the price known is the price paid.
 */
export function chosenSize(
  { sizes }: { sizes: SizeTable },
  aspectRatio: AspectRatio | undefined,
): { size: string | undefined; warnings: Warning[] } {
  const asked = aspectRatio ?? '1:1';
  const own = sizes[asked];
  const size = own ?? nearestSize(sizes, asked);
  if (aspectRatio === undefined) return { size, warnings: [] };
  if (size === undefined) return { size, warnings: [settingNotSent('aspectRatio')] };
  const isExact = hasShape(size, asked) && (own !== undefined || shapeOf(size) !== undefined);
  if (isExact) return { size, warnings: [] };
  return { size, warnings: [nearestShape(aspectRatio, size)] };
}

/** A picture that is handed in has a shape of its own, which is kept if none is asked for. */
export const followsPicture = ({
  aspectRatio,
  edit,
}: Pick<GenerateOptions, 'aspectRatio' | 'edit'>): boolean => edit !== undefined && aspectRatio === undefined;

/** By the factor between the shapes, so that wide and tall are treated alike. */
function nearestSize(sizes: SizeTable, asked: AspectRatio): string | undefined {
  // Every aspect ratio is a shape; the types do not know it.
  const wanted = Math.log(shapeOf(asked) ?? Number.NaN);
  const distance = ([shape, size]: [string, string]) =>
    Math.abs(Math.log(shapeOf(size) ?? shapeOf(shape) ?? Number.NaN) - wanted);
  return Object.entries(sizes).sort((a, b) => distance(a) - distance(b))[0]?.[1];
}

/** The pixels of a size such as `1344x768`; `undefined` for a ratio or a word. */
export function pixelsOf(size: string | undefined): { width: number; height: number } | undefined {
  const found = /^(\d+)x(\d+)$/.exec(size ?? '');
  return found === null ? undefined : { width: Number(found[1]), height: Number(found[2]) };
}

/**
 * For models that draw a square unless they are told a size: as many pixels as their square has, in the shape of the first
 * picture, in steps of so many pixels. `undefined` where the square is not in pixels.
 */
export function sizeLikePicture(
  { sizes }: { sizes: SizeTable },
  { edit }: Pick<GenerateOptions, 'edit'>,
  { step, least, most }: { step: number; least: number; most: number },
): { width: number; height: number } | undefined {
  const square = pixelsOf(sizes['1:1']);
  const [picture] = edit?.pictures ?? [];
  if (square === undefined || picture === undefined) return undefined;
  const scale = Math.sqrt((square.width * square.height) / (picture.width * picture.height));
  const side = (pixels: number) =>
    Math.min(most, Math.max(least, Math.round((pixels * scale) / step) * step));
  return { width: side(picture.width), height: side(picture.height) };
}
