import { duration, money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Tile } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './tile-head.module.css';

/** The model's name, and time and cost where the eye looks for them. */
export function TileHead({ tile }: { tile: Tile }) {
  const { t } = useI18n();
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <h3 title={tile.model}>{tile.model}</h3>
        <p>
          {tile.provider}
          {tile.attempt > 1 && ` · ${t.tile.attempts(tile.attempt)}`}
        </p>
      </div>
      <Figures tile={tile} />
    </header>
  );
}

function Figures({ tile }: { tile: Tile }) {
  const { t, locale } = useI18n();
  const { state } = tile;
  switch (state.kind) {
    case 'queued':
      return (
        <div className={styles.figures}>
          <p className={styles.time}>
            <Clock since={state.since} />
          </p>
          <p>{t.tile.queued}</p>
        </div>
      );
    case 'running':
      return (
        <div className={styles.figures}>
          <p className={styles.time}>
            <Clock since={state.startedAt} />
          </p>
          <p>{t.tile.running}</p>
        </div>
      );
    case 'done': {
      const { costUsd, durationMs } = state.result;
      return (
        <div className={styles.figures}>
          <p className={styles.time}>{duration(locale, durationMs)}</p>
          <p>
            {costUsd === undefined
              ? t.tile.costUnknown
              : costUsd === 0
                ? t.tile.free
                : money(locale, costUsd)}
          </p>
        </div>
      );
    }
    case 'failed': {
      const { durationMs, costUsd } = state.result;
      return (
        <div className={styles.figures}>
          <p className={styles.time}>{durationMs === undefined ? '' : duration(locale, durationMs)}</p>
          <p>{costUsd ? money(locale, costUsd) : ''}</p>
        </div>
      );
    }
  }
}
