import type { Tile } from './run-state.ts';

/** The pictures of one model of a run: a tile of the grid. */
export type Group = { modelId: string; name: string; pictures: readonly [Tile, ...Tile[]] };

/** Tiles under their model, both in the order in which they come. */
export function groupsOf(tiles: readonly Tile[]): Group[] {
  const groups = new Map<string, [Tile, ...Tile[]]>();
  for (const tile of tiles) {
    const pictures = groups.get(tile.modelId);
    if (pictures) pictures.push(tile);
    else groups.set(tile.modelId, [tile]);
  }
  return [...groups].map(([modelId, pictures]) => ({ modelId, name: pictures[0].name, pictures }));
}

/** How the pictures of one model stand in their tile. */
export type Places = { columns: number; rows: number };

/** Two of wide pictures stand one above the other, so that the tile is never far from a square. */
export function placesFor(count: number, ratio: number): Places {
  if (count <= 1) return { columns: 1, rows: 1 };
  if (count === 2) return ratio > 1 ? { columns: 1, rows: 2 } : { columns: 2, rows: 1 };
  return { columns: 2, rows: 2 };
}

/** What the pictures of one model cost together, as far as it is known. */
export function costOf(pictures: readonly Tile[]): { knownUsd: number; unknown: number } {
  const costs = pictures.flatMap(({ state }) =>
    state.kind === 'done'
      ? [state.result.costUsd]
      : state.kind === 'failed'
        ? [state.result.costUsd ?? 0]
        : [],
  );
  return {
    knownUsd: costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    unknown: costs.filter((cost) => cost === undefined).length,
  };
}
