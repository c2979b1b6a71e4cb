export const GAP = 16;
const CARD = 208;
const NARROW_CARD = 144;
/** Height of what stands below a card's picture, before it is measured. */
const BELOW = 124;

/** The grid of cards for a width: how many stand in a row, and how high one is expected to be. */
export function gridFor(width: number): { columns: number; height: number } {
  const card = width < 560 ? NARROW_CARD : CARD;
  const columns = Math.max(1, Math.floor((width + GAP) / (card + GAP)));
  return { columns, height: (width - (columns - 1) * GAP) / columns + BELOW };
}
