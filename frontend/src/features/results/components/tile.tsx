import { memo } from 'react';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Layout } from '../layout.ts';
import type { Tile as TileData } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import { Place } from './place.tsx';
import styles from './tile.module.css';
import { TileCaption, TileCost, TileTime } from './tile-caption.tsx';
import { marksOf, TileFoot } from './tile-foot.tsx';

type Props = {
  tile: TileData;
  marked: boolean;
  /** Whether the focus is here, or comes here with Tab: one tile of the grid is in the tab order, with its controls. */
  active: boolean;
  busy: boolean;
  facts: Layout['facts'];
  /** Width in pixels; 0 until it is known. */
  width: number;
  actions: TileActions;
};

/** A model of the run with its one picture. Its height is the same while it waits and when it is done, so that nothing jumps. */
export const Tile = memo(function Tile({ tile, marked, active, busy, facts, width, actions }: Props) {
  const { t } = useTexts();
  const { state } = tile;
  const tabIndex = active ? 0 : -1;
  const marks = marksOf(tile);
  return (
    <article
      className={styles.tile}
      data-state={state.kind}
      data-marked={marked || undefined}
      data-tile={tile.id}
      tabIndex={tabIndex}
      aria-label={tile.model}
    >
      <div className={styles.frame} data-shape={tile.parameters.aspectRatio ?? '1:1'}>
        {facts === 'none' && <h2 className={styles.name}>{tile.model}</h2>}
        <Place tile={tile} marked={marked} busy={busy} width={width} tabIndex={tabIndex} actions={actions} />
      </div>
      {facts !== 'none' && (
        <TileCaption
          model={tile.model}
          vendor={tile.attempt > 1 ? `${tile.provider} · ${t.tile.attempts(tile.attempt)}` : tile.provider}
          time={<TileTime tile={tile} />}
          cost={<TileCost tile={tile} />}
          facts={facts}
          differs={marks.length > 0}
        />
      )}
      {facts === 'full' && <TileFoot tile={tile} marks={marks} actions={actions} tabIndex={tabIndex} />}
    </article>
  );
});
