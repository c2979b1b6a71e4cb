import type { ReactNode } from 'react';
import { dateTime, money, moneyRange } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Run } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './run-head.module.css';

/** The words, how far the run is, and what it has cost. */
export function RunHead({ run, tools, aside }: { run: Run; tools: ReactNode; aside: ReactNode }) {
  const { t, locale } = useI18n();
  const ended = run.done + run.failed;
  const total = run.tiles.length;
  const facts = run.ended
    ? [t.run.done(run.done), run.failed > 0 ? t.run.failed(run.failed) : '']
    : [`${t.run.running} ${t.run.progress(ended, total)}`];
  const cost =
    run.expectedUsd.high === 0 && run.spentUsd === 0
      ? t.ask.free
      : run.ended
        ? t.run.spent(money(locale, run.spentUsd))
        : t.run.expected(moneyRange(locale, run.expectedUsd));
  return (
    <header className={styles.head}>
      <h1 id="run-title" tabIndex={-1} dir="auto" className={styles.prompt}>
        {run.prompt}
      </h1>
      <div className={styles.row}>
        <p className={styles.facts}>
          {[...facts, cost].filter(Boolean).join(' · ')}
          {' · '}
          {run.ended ? (
            <time dateTime={run.createdAt}>{dateTime(locale, run.createdAt)}</time>
          ) : (
            <Clock since={Date.parse(run.createdAt)} />
          )}
        </p>
        <div className={styles.aside}>{aside}</div>
      </div>
      <div className={styles.tools}>{tools}</div>
      <progress
        className={styles.progress}
        aria-label={t.run.progressLabel}
        value={ended}
        max={total}
        data-ended={run.ended || undefined}
      />
    </header>
  );
}
