import { Button } from '../../../components/ui/button.tsx';
import { useUsualTime } from '../../../lib/expected-times.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Tile } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import { Failure } from './failure.tsx';
import { Picture } from './picture.tsx';
import styles from './place.module.css';
import { Waiting } from './waiting.tsx';

type Props = {
  tile: Tile;
  marked: boolean;
  busy: boolean;
  /** Width in pixels; 0 until it is known. */
  width: number;
  tabIndex: number;
  actions: TileActions;
};

/** What fills the place of one picture: the picture, why there is none, or that it is on its way. */
export function Place({ tile, marked, busy, width, tabIndex, actions }: Props) {
  const { t } = useTexts();
  const expectedMs = useUsualTime(tile.modelId);
  const { state } = tile;
  switch (state.kind) {
    case 'done':
      return (
        <>
          <Picture
            result={state.result}
            model={tile.model}
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
      );
    case 'failed':
      return <Failure tile={tile} result={state.result} busy={busy} actions={actions} tabIndex={tabIndex} />;
    default:
      return (
        <Waiting
          state={state}
          expectedMs={expectedMs}
          model={tile.model}
          tabIndex={tabIndex}
          onCancel={actions.onCancel && (() => actions.onCancel?.(tile))}
        />
      );
  }
}
