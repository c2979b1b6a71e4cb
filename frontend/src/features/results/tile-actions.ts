import type { EndedTile, Tile } from './run-state.ts';

/** What can be done with one tile; the page decides how. Stable, because tiles are memoised. */
export type TileActions = {
  onMark: (tile: Tile) => void;
  onOpen: (tile: Tile) => void;
  onFacts: (tile: EndedTile) => void;
  onDownload: (tile: Tile) => void;
  onCopyImage: (tile: Tile) => void;
  onRetry: (tiles: readonly Tile[]) => void;
  onReword: (tiles: readonly Tile[]) => void;
  /** Goes on from a picture; absent where no model can. */
  onEdit?: ((tile: Tile) => void) | undefined;
  /** Lays a picture over the one that it was made of; absent for a run from words alone. */
  onBefore?: ((tile: Tile) => void) | undefined;
  /** Absent for a run of somebody else. */
  onCancel?: ((tile: Tile) => void) | undefined;
};

/** Names a tile's picture among all runs. */
export const markKey = ({ jobId, id }: Pick<Tile, 'jobId' | 'id'>) => `${jobId}/${id}`;
