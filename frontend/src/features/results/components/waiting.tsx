import { Button } from '../../../components/ui/button.tsx';
import { duration } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { TileState } from '../run-state.ts';
import { ExpectedBar } from './clock.tsx';
import styles from './waiting.module.css';

type Props = {
  state: Extract<TileState, { kind: 'queued' | 'running' }>;
  expectedMs: number | undefined;
  model: string;
  tabIndex: number;
  onCancel: (() => void) | undefined;
};

/** The empty mat of a picture that is on its way. */
export function Waiting({ state, expectedMs, model, tabIndex, onCancel }: Props) {
  const { t, locale } = useTexts();
  const running = state.kind === 'running';
  // Where a bar fills, that is sign of life enough: twenty of these keep a processor busy where no GPU draws them.
  const sweeps = running && expectedMs === undefined;
  return (
    <div className={styles.waiting} data-sweeping={sweeps || undefined}>
      {onCancel && (
        <span className={styles.cancel}>
          <Button
            small
            look="quiet"
            icon="close"
            iconOnly={t.failure.cancelLabel(model)}
            tabIndex={tabIndex}
            onClick={onCancel}
          />
        </span>
      )}
      {expectedMs !== undefined && (
        <>
          <p>{t.tile.usually(duration(locale, expectedMs))}</p>
          <div className={styles.bar}>
            {running && <ExpectedBar since={state.startedAt} expectedMs={expectedMs} />}
          </div>
        </>
      )}
    </div>
  );
}
