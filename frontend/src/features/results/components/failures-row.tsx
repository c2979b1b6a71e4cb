import { Button } from '../../../components/ui/button.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { failedTiles } from '../failure-action.ts';
import type { Run } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import styles from './failures-row.module.css';

type Props = {
  run: Run;
  folded: boolean;
  busy: boolean;
  priceOf: (modelIds: readonly string[]) => string;
  actions: TileActions;
  onFold: (folded: boolean) => void;
};

/** All failures in one row: why, what can be done about them together, and whether their tiles show. */
export function FailuresRow({ run, folded, busy, priceOf, actions, onFold }: Props) {
  const { t } = useTexts();
  const retryable = failedTiles(run, 'retry');
  const refused = failedTiles(run, 'reword');
  const reasons = new Map<string, number>();
  for (const { state } of run.tiles) {
    if (state.kind !== 'failed') continue;
    const title = t.failure.title(state.result.error.code);
    reasons.set(title, (reasons.get(title) ?? 0) + 1);
  }
  return (
    <div className={styles.row}>
      <p>
        <strong>{t.view.failures(run.failed)}</strong>{' '}
        {[...reasons].map(([title, count]) => t.view.failureReason(count, title)).join(' · ')}
      </p>
      {retryable.length > 0 && (
        <Button
          small
          icon="retry"
          aria-disabled={busy || undefined}
          onClick={() => !busy && actions.onRetry(retryable)}
        >
          {t.view.tryAgain(retryable.length, priceOf(retryable.map((tile) => tile.modelId)))}
        </Button>
      )}
      {refused.length > 0 && (
        <Button small icon="edit" aria-disabled={busy || undefined} onClick={() => actions.onReword(refused)}>
          {t.view.reword(refused.length)}
        </Button>
      )}
      {run.done > 0 && (
        <Button small look="quiet" aria-expanded={!folded} onClick={() => onFold(!folded)}>
          {folded ? t.view.showFailures : t.view.hideFailures}
        </Button>
      )}
    </div>
  );
}
