import { memo } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { useUsualTime } from '../../../lib/expected-times.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { comparedOf, type Difference, differencesOf, differenceText } from '../differences.ts';
import type { Layout } from '../layout.ts';
import { hasResult, type Tile as TileData } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import { Failure } from './failure.tsx';
import { Picture } from './picture.tsx';
import styles from './tile.module.css';
import { TileCaption } from './tile-caption.tsx';
import { Waiting } from './waiting.tsx';

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

/** One model of the run. Its height is the same while it waits and when it is done, so that nothing jumps. */
export const Tile = memo(function Tile({ tile, marked, active, busy, facts, width, actions }: Props) {
  const { t } = useI18n();
  const expectedMs = useUsualTime(tile.modelId);
  const { state } = tile;
  const tabIndex = active ? 0 : -1;
  const marks = hasResult(tile)
    ? differencesOf(comparedOf(tile.state.result, tile.parameters, tile.reworded))
    : [];
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
        {state.kind === 'done' && (
          <>
            <Picture
              result={state.result}
              prompt={tile.prompt}
              sizes={width > 0 ? `${width}px` : '24rem'}
              tabIndex={tabIndex}
              onOpen={() => actions.onOpen(tile)}
            />
            <span className={styles.corner}>
              <Button
                small
                look="overlay"
                icon={marked ? 'check' : 'compare'}
                iconOnly={t.tile.markLabel(tile.model)}
                aria-pressed={marked}
                tabIndex={tabIndex}
                onClick={() => actions.onMark(tile)}
              />
            </span>
          </>
        )}
        {state.kind === 'failed' && (
          <Failure tile={tile} result={state.result} busy={busy} actions={actions} tabIndex={tabIndex} />
        )}
        {(state.kind === 'queued' || state.kind === 'running') && (
          <Waiting
            state={state}
            expectedMs={expectedMs}
            model={tile.model}
            tabIndex={tabIndex}
            onCancel={actions.onCancel && (() => actions.onCancel?.(tile))}
          />
        )}
        {facts === 'none' && <p className={styles.name}>{tile.model}</p>}
      </div>
      {facts !== 'none' && <TileCaption tile={tile} facts={facts} marks={marks.length} />}
      {facts === 'full' && <Foot tile={tile} marks={marks} actions={actions} tabIndex={tabIndex} />}
    </article>
  );
});

type FootProps = { tile: TileData; marks: readonly Difference[]; actions: TileActions; tabIndex: number };

function Foot({ tile, marks, actions, tabIndex }: FootProps) {
  const { t } = useI18n();
  const [first] = marks;
  const text = first && differenceText(t, first);
  return (
    <div className={styles.foot}>
      {hasResult(tile) && (
        <button
          type="button"
          className={styles.marks}
          data-marks={marks.length > 0 || undefined}
          tabIndex={tabIndex}
          title={marks.map((mark) => differenceText(t, mark)).join(' · ')}
          onClick={() => actions.onFacts(tile)}
        >
          {text ?? t.tile.details}
          {marks.length > 1 && ` +${marks.length - 1}`}
          <span className="visually-hidden"> {tile.model}</span>
        </button>
      )}
      {tile.state.kind === 'done' && (
        <>
          <Button
            small
            look="quiet"
            icon="download"
            iconOnly={t.tile.download(tile.model)}
            tabIndex={tabIndex}
            onClick={() => actions.onDownload(tile)}
          />
          <Button
            small
            look="quiet"
            icon="copy"
            iconOnly={t.tile.copyImage(tile.model)}
            tabIndex={tabIndex}
            onClick={() => actions.onCopyImage(tile)}
          />
        </>
      )}
    </div>
  );
}
