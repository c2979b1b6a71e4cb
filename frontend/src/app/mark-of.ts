import type { Tile } from '../features/results/run-state.ts';
import { markKey } from '../features/results/tile-actions.ts';
import type { Mark } from '../lib/marks.ts';

/** A tile's picture as it is marked for comparison; nothing before there is one. */
export function markOf(tile: Tile): Mark[] {
  if (tile.state.kind !== 'done') return [];
  const { imageUrl, thumbnailUrl = imageUrl, width, height } = tile.state.result;
  const { model, prompt } = tile;
  return [{ key: markKey(tile), model, prompt, imageUrl, thumbnailUrl, width, height }];
}
