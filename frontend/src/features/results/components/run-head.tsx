import { type ReactNode, useState } from 'react';
import { dateTime } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { costText } from '../run-cost.ts';
import type { Run } from '../run-state.ts';
import { Clock } from './clock.tsx';
import styles from './run-head.module.css';

/** From here on a prompt is longer than the two lines that it gets. */
const LONG = 160;

/** The prompt, how far the run is, and what it has cost. */
export function RunHead({ run, children }: { run: Run; children: ReactNode }) {
  const { t, locale } = useTexts();
  const [whole, setWhole] = useState(false);
  const ended = run.done + run.failed;
  const total = run.tiles.length;
  const isLong = run.prompt.length > LONG || run.prompt.split('\n').length > 2;
  const facts = run.ended
    ? [t.run.done(run.done), run.failed > 0 ? t.run.failed(run.failed) : '']
    : [`${t.run.running} ${t.run.progress(ended, total)}`];
  const prompt = { dir: 'auto', className: styles.prompt, 'data-whole': whole || !isLong || undefined };
  return (
    <header className={styles.head}>
      {run.title === undefined ? (
        <h1 id="run-title" tabIndex={-1} {...prompt}>
          {run.prompt}
        </h1>
      ) : (
        <>
          <h1 id="run-title" tabIndex={-1} dir="auto" className={styles.prompt} data-whole>
            {run.title}
          </h1>
          <p {...prompt} data-below>
            {run.prompt}
          </p>
        </>
      )}
      <p className={styles.facts}>
        {isLong && (
          <button
            type="button"
            className={styles.more}
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? t.run.lessPrompt : t.run.wholePrompt}
          </button>
        )}
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
      </p>
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
