/** Pixels as a canvas has them: red, green, blue and alpha of each, row by row. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** A colour differs once it is off by more than a tenth: less is what encoders do, and hardly seen. */
const MOST_ALIKE = 25;

export type Counted = {
  /** Pixels that were to be kept; all of them if nothing says which. */
  kept: number;
  /** How many of those changed all the same. */
  changed: number;
};

/**
 * Compares two pictures of one size.
 * @param marked red above 127 where a pixel was to change, as in a mask
 * @returns the figures, and a picture: grey where nothing changed, red where something did, blue where it was to change
 */
export function changesOf(before: Pixels, after: Pixels, marked?: Pixels): Counted & { picture: Pixels } {
  const picture: Pixels = new Uint8ClampedArray(before.length);
  let [kept, changed] = [0, 0];
  for (let at = 0; at < before.length; at += 4) {
    const isMarked = marked !== undefined && (marked[at] ?? 0) > 127;
    const differs = isDifferent(before, after, at);
    if (!isMarked) {
      kept += 1;
      if (differs) changed += 1;
    }
    // As bright as it was, but pale, so that what changed stands out.
    const grey = 150 + 0.4 * brightness(before, at);
    picture[at] = !differs ? grey : isMarked ? 20 : 215;
    picture[at + 1] = !differs ? grey : isMarked ? 95 : 25;
    picture[at + 2] = !differs ? grey : isMarked ? 215 : 35;
    picture[at + 3] = 255;
  }
  return { kept, changed, picture };
}

function isDifferent(before: Pixels, after: Pixels, at: number): boolean {
  for (let place = at; place < at + 4; place += 1) {
    if (Math.abs((before[place] ?? 0) - (after[place] ?? 0)) > MOST_ALIKE) return true;
  }
  return false;
}

const brightness = (pixels: Pixels, at: number) =>
  0.3 * (pixels[at] ?? 0) + 0.59 * (pixels[at + 1] ?? 0) + 0.11 * (pixels[at + 2] ?? 0);

type Size = { width: number; height: number };
type Margins = { left?: number; right?: number; top?: number; bottom?: number };

/** Shapes that differ by less are one: vendors round to sizes of their own. */
const SAME_SHAPE = 0.02;

/**
 * Where the source lies in what became of it, in pixels of the result; nothing if it is of another shape, so that no pixel
 * is to be compared with any other.
 */
export function placeOfSource(
  source: Size,
  result: Size,
  { left = 0, right = 0, top = 0, bottom = 0 }: Margins = {},
): (Size & { x: number; y: number }) | undefined {
  const whole = { width: source.width + left + right, height: source.height + top + bottom };
  const [across, down] = [result.width / whole.width, result.height / whole.height];
  if (Math.abs(across / down - 1) > SAME_SHAPE) return undefined;
  return {
    x: Math.round(left * across),
    y: Math.round(top * down),
    width: Math.round(source.width * across),
    height: Math.round(source.height * down),
  };
}
