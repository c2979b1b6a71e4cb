import { describe, expect, it } from '@jest/globals';
import { BELOW, type Layout, layoutFor, SIZES, type Size } from './layout.ts';

/** The room for pictures in a window, as the style sheets give it. */
function areaOf(width: number, height: number, composer: 'open' | 'folded') {
  const open = Math.min(416, Math.max(352, width * 0.26));
  const room = width < 1024 ? Math.min(width - 32, 928) : width - (composer === 'open' ? open : 48) - 32;
  return { width: room, height: height - 220 };
}

/** How many pictures are seen whole. */
function whole(layout: Layout, height: number, ratio: number, count: number): number {
  const picture = layout.tile / ratio;
  const row = Math.max(layout.least, picture + BELOW[layout.facts]);
  const rows = height < picture ? 0 : 1 + Math.floor((height - picture) / (row + layout.gap));
  return Math.min(count, layout.columns * rows);
}

/** The first width at which a wider window shows fewer; `undefined` if there is none. */
function firstLoss(
  size: Size,
  composer: 'open' | 'folded',
  count: number,
  ratio: number,
): string | undefined {
  for (const height of [640, 720, 1080]) {
    let before = 0;
    for (let width = composer === 'open' ? 1024 : 320; width <= 2560; width += 3) {
      const area = areaOf(width, height, composer);
      const now = whole(layoutFor({ area, count, ratio, size, facts: true }), area.height, ratio, count);
      if (now < before) return `${width} x ${height} shows ${now}, a narrower one ${before}`;
      before = now;
    }
  }
  return undefined;
}

const every = SIZES.flatMap((size) => (['open', 'folded'] as const).map((composer) => ({ size, composer })));

describe('layoutFor', () => {
  it.each(every)(
    'never shows fewer in a wider window: size $size, composer $composer',
    ({ size, composer }) => {
      for (const count of [1, 4, 9, 20]) {
        for (const ratio of [9 / 16, 1, 16 / 9, 2]) {
          expect([count, ratio, firstLoss(size, composer, count, ratio)]).toEqual([count, ratio, undefined]);
        }
      }
    },
  );

  it('shows twenty of any shape at once on a small laptop, also beside the open composer', () => {
    for (const ratio of [9 / 16, 2 / 3, 1, 4 / 3, 16 / 9]) {
      const area = areaOf(1280, 720, 'open');
      const layout = layoutFor({ area, count: 20, ratio, size: 'fit', facts: true });
      expect(whole(layout, area.height, ratio, 20)).toBe(20);
      expect(layout.tile).toBeGreaterThan(60);
    }
  });

  it('makes pictures larger step by step', () => {
    const area = areaOf(1920, 1080, 'folded');
    const steps = ([1, 2, 3, 4, 5, 'one'] as const).map(
      (size) => layoutFor({ area, count: 20, ratio: 1, size, facts: true }).tile,
    );
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it('leaves facts out if there is no room for them, or if they are not wanted', () => {
    const area = areaOf(1440, 900, 'folded');
    const facts = (size: Size, wanted = true) =>
      layoutFor({ area, count: 20, ratio: 1, size, facts: wanted }).facts;
    expect([facts('fit'), facts(1), facts(2), facts(4), facts(4, false)]).toEqual([
      'none',
      'short',
      'short',
      'full',
      'none',
    ]);
  });
});
