import type { ReactNode } from 'react';
import { duration, money } from '../../../lib/format.ts';
import { useI18n, useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Layout } from '../layout.ts';
import type { Tile } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './tile-caption.module.css';

type Props = {
  model: string;
  vendor: string;
  time: ReactNode;
  cost: ReactNode;
  facts: Layout['facts'];
  /** Whether something differs from what was asked for, and there is no room to say what. */
  differs: boolean;
};

/** The model's name with its time and cost, below its pictures. */
export function TileCaption({ model, vendor, time, cost, facts, differs }: Props) {
  return (
    <header className={styles.caption} data-facts={facts}>
      <h2 title={model}>{model}</h2>
      <p className={styles.time}>{time}</p>
      <p className={styles.vendor}>{vendor}</p>
      <p className={styles.cost}>
        {cost}
        {facts === 'short' && differs && <span className={styles.dot} aria-hidden="true" />}
      </p>
    </header>
  );
}

export function TileTime({ tile: { state } }: { tile: Tile }) {
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

export function TileCost({ tile: { state } }: { tile: Tile }) {
  const { t, locale } = useTexts();
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
