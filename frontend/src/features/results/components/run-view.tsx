import type { ReactNode } from 'react';
import type { Run } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import { RunHead } from './run-head.tsx';
import styles from './run-view.module.css';
import { Tile } from './tile.tsx';

type Props = {
  run: Run;
  marked: ReadonlySet<string>;
  /** A retry is on its way; a second one has to wait. */
  busy: boolean;
  actions: TileActions;
  /** Buttons for the whole run. */
  tools: ReactNode;
  /** What a wide screen offers beside the facts. */
  aside: ReactNode;
};

/** A run: its prompt on top, a tile for each model below. */
export function RunView({ run, marked, busy, actions, tools, aside }: Props) {
  return (
    <section className={styles.run} aria-labelledby="run-title">
      <RunHead run={run} tools={tools} aside={aside} />
      <div
        className={styles.tiles}
        data-shape={run.parameters.aspectRatio ?? '1:1'}
        data-count={run.tiles.length}
      >
        {run.tiles.map((tile) => (
          <Tile
            key={tile.modelId}
            tile={tile}
            marked={marked.has(tile.modelId)}
            busy={busy}
            actions={actions}
          />
        ))}
      </div>
    </section>
  );
}
