import type { FailedResult } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { config } from '../../../config.ts';
import { money } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { failureAction } from '../failure-action.ts';
import type { Tile } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import styles from './failure.module.css';
import { KeptFile } from './kept-file.tsx';

type Props = { tile: Tile; result: FailedResult; busy: boolean; actions: TileActions; tabIndex: number };

/** Why there is no picture, whether it was billed, and what can be done about it. */
export function Failure({ tile, result, busy, actions, tabIndex }: Props) {
  const { t, locale } = useTexts();
  const { error, costUsd } = result;
  const action = failureAction(error);
  const billed =
    error.billed === 'yes' && costUsd
      ? t.failure.billedCost(money(locale, costUsd))
      : t.failure.billed[error.billed];
  const owner = config.environment === 'local' ? t.failure.ownerLocal : t.failure.owner;
  return (
    <div className={styles.failure}>
      <h3>{t.failure.title(error.code)}</h3>
      <p className={styles.message}>
        {t.failure.text(error.code)}
        {action === 'owner' && ` ${owner}`}
      </p>
      <p className={styles.billed} data-billed={error.billed}>
        {billed}
        {action === 'retry' && error.billed !== 'no' && ` ${t.failure.retryMayBill}`}
      </p>
      <KeptFile original={result.original} model={tile.model} tabIndex={tabIndex} />
      {action === 'retry' && (
        <Button
          small
          icon="retry"
          tabIndex={tabIndex}
          aria-label={t.failure.retryLabel(tile.model)}
          aria-disabled={busy || undefined}
          onClick={() => !busy && actions.onRetry([tile])}
        >
          {t.failure.retry}
        </Button>
      )}
      {action === 'reword' && (
        <Button
          small
          icon="edit"
          tabIndex={tabIndex}
          aria-label={t.failure.rewordLabel(tile.model)}
          aria-disabled={busy || undefined}
          onClick={() => !busy && actions.onReword([tile])}
        >
          {t.failure.reword}
        </Button>
      )}
    </div>
  );
}
