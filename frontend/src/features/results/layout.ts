/** How large pictures are: all on one screen, a step, one at a time, or as it suits the run and the window. */
export const SIZES = ['fit', 1, 2, 3, 4, 5, 'one', 'auto'] as const;
export type Size = (typeof SIZES)[number];

export type Area = { width: number; height: number };

export type Layout = {
  /** Width of a tile in pixels: that of a picture, or of the small grid of a model's pictures. */
  tile: number;
  columns: number;
  gap: number;
  /** What stands below each picture: everything, name with time and cost, or nothing. */
  facts: 'full' | 'short' | 'none';
  /** Least height of a tile. */
  least: number;
};

export type Given = {
  /** The room for pictures that is seen without scrolling. */
  area: Area;
  /** How many tiles. */
  count: number;
  /** Width over height of what a tile shows. */
  ratio: number;
  size: Size;
  /** Whether facts are wanted below the pictures. */
  facts: boolean;
};

const GAP = 16;
const FIT_GAP = 8;
const SMALLEST = 40;
const LARGEST = 640;
const STEPS = { 1: 104, 2: 144, 3: 200, 4: 284, 5: 456 } as const;
const FEW = 6;
/** Height of what stands below a picture, its gap included. The style sheets make it no larger. */
export const BELOW = { full: 92, short: 44, none: 0 } as const;
const FULL_FROM = 200;
const SHORT_FROM = 104;

const factsAt = (width: number, wanted: boolean): Layout['facts'] =>
  !wanted || width < SHORT_FROM ? 'none' : width < FULL_FROM ? 'short' : 'full';

/** Width of a picture if not all fit on the screen: a few can be large. */
const usualWidth = (count: number) => (count === 1 ? STEPS[5] : count <= FEW ? STEPS[4] : 136);

/**
 * The grid for a run. Of two windows of the same height the wider one never shows fewer whole pictures: a step is one
 * width, and pictures stretch over free columns only as long as no row is lost.
 */
export function layoutFor(given: Given): Layout {
  const { area, count, ratio, size, facts } = given;
  if (size === 'fit') {
    return all(
      area,
      Math.max(SMALLEST, Math.min(fitting(given, FIT_GAP, 'none'), STEPS[5])),
      FIT_GAP,
      'none',
    );
  }
  if (size === 'one') {
    const kind = factsAt(STEPS[5], facts);
    const byHeight = Math.max((area.height - BELOW[kind]) * ratio, 120);
    const tile = Math.floor(Math.min(area.width, byHeight));
    return { tile, columns: 1, gap: GAP, facts: kind, least: area.height };
  }
  if (size === 'auto') {
    const full = fitting(given, GAP, factsAt(FULL_FROM, facts));
    const short = Math.min(FULL_FROM - 1, fitting(given, GAP, factsAt(SHORT_FROM, facts)));
    if (full >= Math.max(usualWidth(count), FULL_FROM)) return all(area, full, GAP, factsAt(full, facts));
    if (count > FEW && short >= usualWidth(count)) return all(area, short, GAP, factsAt(short, facts));
    return stretched(area, usualWidth(count), ratio, facts);
  }
  return stretched(area, STEPS[size], ratio, facts);
}

/** The largest width at which all pictures are seen at once. */
function fitting({ area, count, ratio }: Given, gap: number, facts: Layout['facts']): number {
  let best = 0;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const byWidth = (area.width - (columns - 1) * gap) / columns;
    const byHeight = ((area.height - (rows - 1) * gap) / rows - BELOW[facts]) * ratio;
    best = Math.max(best, Math.min(byWidth, byHeight));
  }
  return Math.floor(best);
}

function all(area: Area, width: number, gap: number, facts: Layout['facts']): Layout {
  const tile = Math.min(width, LARGEST);
  return { tile, columns: columnsIn(area, tile, gap), gap, facts, least: 0 };
}

function columnsIn(area: Area, width: number, gap: number): number {
  return Math.max(1, Math.floor((area.width + gap) / (width + gap)));
}

/** Pictures of a step's width, stretched over the free width as long as no row less is seen whole. */
function stretched(area: Area, step: number, ratio: number, wanted: boolean): Layout {
  // A picture higher than the window is never seen whole, but in a window as low as at 400 % zoom it has to be recognized.
  const width = Math.min(step, Math.max(FULL_FROM, Math.floor(area.height * ratio)));
  const facts = factsAt(width, wanted);
  const columns = columnsIn(area, width, GAP);
  const height = width / ratio + BELOW[facts];
  // What stands below the last row may be cut off: pictures count.
  const seen = area.height + BELOW[facts];
  const rows = Math.max(1, Math.floor((seen + GAP) / (height + GAP)));
  const byWidth = (area.width - (columns - 1) * GAP) / columns;
  const byHeight = ((seen - (rows - 1) * GAP) / rows - BELOW[facts]) * ratio;
  const tile = Math.floor(Math.min(byWidth, Math.max(width, byHeight)));
  // Where even one column is narrower than the step, rows keep the distance that the step would give them.
  const least = tile < width ? height + (width - tile) / ratio : 0;
  return { tile, columns, gap: GAP, facts, least };
}
