import type { FailedResult } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { failureAction } from '../failure-action.ts';
import type { Tile } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import styles from './failure.module.css';

type Props = { tile: Tile; result: FailedResult; busy: boolean; actions: TileActions };

/** Why there is no picture, whether it was billed, and the one thing that can be done about it. */
export function Failure({ tile, result, busy, actions }: Props) {
  const { t, locale } = useI18n();
  const { error, costUsd } = result;
  const action = failureAction(error);
  const billed =
    error.billed === 'yes' && costUsd
      ? t.failure.billedCost(money(locale, costUsd))
      : t.failure.billed[error.billed];
  const mayBillAgain = action === 'retry' && error.billed !== 'no';
  return (
    <div className={styles.failure}>
      <h4>{t.failure.titles[error.code as keyof typeof t.failure.titles]}</h4>
      <p className={styles.message}>{error.message}</p>
      <p className={styles.billed} data-billed={error.billed}>
        {billed}
        {mayBillAgain && ` ${t.failure.retryMayBill}`}
        {action === 'owner' && ` ${t.failure.owner}`}
      </p>
      {action === 'retry' && (
        <Button
          small
          icon="retry"
          aria-label={t.failure.retryLabel(tile.model)}
          aria-disabled={busy || undefined}
          onClick={() => !busy && actions.onRetry(tile)}
        >
          {t.failure.retry}
        </Button>
      )}
      {action === 'reword' && (
        <Button
          small
          icon="retry"
          aria-label={t.failure.rewordLabel(tile.model)}
          aria-disabled={busy || undefined}
          onClick={() => !busy && actions.onReword(tile)}
        >
          {t.failure.reword}
        </Button>
      )}
    </div>
  );
}
