import { memo } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { timesStore } from '../../../lib/expected-times.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { medianTime } from '../../../lib/median-time.ts';
import { useStore } from '../../../lib/store.ts';
import type { Tile as TileData } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import { FactsStrip } from './facts-strip.tsx';
import { Failure } from './failure.tsx';
import { Picture } from './picture.tsx';
import styles from './tile.module.css';
import { TileDetails } from './tile-details.tsx';
import { TileHead } from './tile-head.tsx';
import { Waiting } from './waiting.tsx';

type Props = { tile: TileData; marked: boolean; busy: boolean; actions: TileActions };

/** One model of the run. Its height is the same while it waits and when it is done, so nothing jumps. */
export const Tile = memo(function Tile({ tile, marked, busy, actions }: Props) {
  const { t } = useI18n();
  const expectedMs = medianTime(useStore(timesStore, (times) => times[tile.modelId]));
  const { state } = tile;
  return (
    <article
      className={styles.tile}
      data-state={state.kind}
      data-marked={marked || undefined}
      aria-label={tile.model}
    >
      <TileHead tile={tile} />
      <div className={styles.frame} data-shape={tile.parameters.aspectRatio ?? '1:1'}>
        {state.kind === 'done' && (
          <Picture result={state.result} prompt={tile.prompt} onOpen={() => actions.onOpen(tile)} />
        )}
        {state.kind === 'failed' && (
          <Failure tile={tile} result={state.result} busy={busy} actions={actions} />
        )}
        {(state.kind === 'queued' || state.kind === 'running') && (
          <Waiting state={state} expectedMs={expectedMs} />
        )}
      </div>
      <FactsStrip tile={tile} />
      <div className={styles.foot}>
        {state.kind === 'done' && (
          <>
            <Button
              small
              look="quiet"
              icon={marked ? 'check' : 'compare'}
              aria-label={t.run.markLabel(tile.model)}
              aria-pressed={marked}
              onClick={() => actions.onMark(tile)}
            >
              {t.run.mark}
            </Button>
            <Button
              small
              look="quiet"
              icon="download"
              iconOnly={t.tile.download(tile.model)}
              onClick={() => actions.onDownload(tile)}
            />
            <Button
              small
              look="quiet"
              icon="copy"
              iconOnly={t.tile.copyImage(tile.model)}
              onClick={() => actions.onCopyImage(tile)}
            />
          </>
        )}
        <TileDetails tile={tile} />
      </div>
    </article>
  );
});
