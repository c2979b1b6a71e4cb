import type { Tile } from './run-state.ts';

/** What can be done with one tile; the page decides how. Stable, because tiles are memoised. */
export type TileActions = {
  onMark: (tile: Tile) => void;
  onOpen: (tile: Tile) => void;
  onDownload: (tile: Tile) => void;
  onCopyImage: (tile: Tile) => void;
  onRetry: (tile: Tile) => void;
  onReword: (tile: Tile) => void;
};
