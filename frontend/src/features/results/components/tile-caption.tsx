import { duration, money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Layout } from '../layout.ts';
import type { Tile } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './tile-caption.module.css';

/** The model's name with its time and cost, below the picture. */
export function TileCaption({ tile, facts, marks }: { tile: Tile; facts: Layout['facts']; marks: number }) {
  const { t } = useI18n();
  return (
    <header className={styles.caption} data-facts={facts}>
      <h2 title={tile.model}>{tile.model}</h2>
      <p className={styles.time}>
        <Time tile={tile} />
      </p>
      <p className={styles.vendor}>
        {tile.provider}
        {tile.attempt > 1 && ` · ${t.tile.attempts(tile.attempt)}`}
      </p>
      <p className={styles.cost}>
        <Cost tile={tile} />
        {facts === 'short' && marks > 0 && <span className={styles.dot} aria-hidden="true" />}
      </p>
    </header>
  );
}

function Time({ tile: { state } }: { tile: Tile }) {
  const { locale } = useI18n();
  switch (state.kind) {
    case 'queued':
      return <Clock since={state.since} />;
    case 'running':
      return <Clock since={state.startedAt} />;
    default:
      return state.result.durationMs === undefined ? '' : duration(locale, state.result.durationMs);
  }
}

function Cost({ tile: { state } }: { tile: Tile }) {
  const { t, locale } = useI18n();
  switch (state.kind) {
    case 'queued':
      return t.tile.queued;
    case 'running':
      return t.tile.running;
    case 'done': {
      const { costUsd } = state.result;
      if (costUsd === undefined) return t.tile.costUnknown;
      return costUsd === 0 ? t.tile.free : money(locale, costUsd);
    }
    case 'failed':
      return state.result.costUsd ? money(locale, state.result.costUsd) : '';
  }
}
