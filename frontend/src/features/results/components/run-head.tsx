import type { ReactNode } from 'react';
import { PromptHeading } from '../../../components/ui/prompt-heading.tsx';
import { dateTime } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { costText } from '../run-cost.ts';
import type { Run } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './run-head.module.css';

/** The prompt, how far the run is, and what it has cost. */
export function RunHead({ run, children }: { run: Run; children: ReactNode }) {
  const { t, locale } = useTexts();
  const ended = run.done + run.failed;
  const total = run.tiles.length;
  const facts = run.ended
    ? [t.run.done(run.done), run.failed > 0 ? t.run.failed(run.failed) : '']
    : [`${t.run.running} ${t.run.progress(ended, total)}`];
  return (
    <header className={styles.head}>
      <PromptHeading id="run-title" title={run.title} prompt={run.prompt}>
        <span>
          {[...facts, costText(t, locale, run)].filter(Boolean).join(' · ')}
          {' · '}
          {run.ended ? (
            <time dateTime={run.createdAt}>{dateTime(locale, run.createdAt)}</time>
          ) : (
            <Clock since={Date.parse(run.createdAt)} />
          )}
          {run.expiresAt && ` · → ${dateTime(locale, run.expiresAt)}`}
        </span>
      </PromptHeading>
      {children}
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
