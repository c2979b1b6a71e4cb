import type { GalleryEntry } from '../../../../src/contract/index.ts';
import { GAP, gridFor } from './grid.ts';

/** Above the cards: head and filters, at least. */
const ABOVE = 150;

/** Browsers forget pictures that nobody holds on to. */
const held = new Set<HTMLImageElement>();

/** Asks for the first picture of every card that the window has room for, while there are no cards yet. */
export function askForFirstPictures(entries: readonly GalleryEntry[]): void {
  const { columns, height } = gridFor(innerWidth);
  const rows = Math.max(1, Math.ceil((innerHeight - ABOVE) / (height + GAP)));
  for (const { previews, preview } of entries.slice(0, columns * rows)) {
    const address = previews[0] ?? preview;
    if (address === '') continue;
    const image = new Image();
    image.fetchPriority = 'high';
    image.src = address;
    held.add(image);
  }
}
