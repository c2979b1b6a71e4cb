import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useRun } from '../features/results/api/get-status.ts';
import { runAddress, type WatchedRun, watchedRuns } from '../features/results/run-registry.ts';
import { shorten } from '../lib/format.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { useStore } from '../lib/store.ts';
import styles from './running-list.module.css';

/** The runs that are still drawing, on every page; absent while there is none. */
export function RunningList() {
  const { t } = useTexts();
  const runs = useStore(watchedRuns);
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      if (details.current?.open && !details.current.contains(event.target as Node))
        details.current.open = false;
    };
    addEventListener('pointerdown', closeOutside);
    addEventListener('focusin', closeOutside);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      removeEventListener('focusin', closeOutside);
    };
  }, []);

  if (runs.length === 0) return null;
  return (
    <details ref={details} className={styles.running}>
      <summary>{t.app.running(runs.length)}</summary>
      <nav aria-label={t.app.runningTitle} className={styles.list}>
        {runs.map((watched) => (
          <Running
            key={watched.jobIds[0]}
            watched={watched}
            onOpen={() => {
              if (details.current) details.current.open = false;
            }}
          />
        ))}
      </nav>
    </details>
  );
}

function Running({ watched, onOpen }: { watched: WatchedRun; onOpen: () => void }) {
  const { t } = useTexts();
  const { run } = useRun(watched.jobIds);
  return (
    <Link href={runAddress(watched.jobIds)} onClick={onOpen}>
      <span dir="auto">{shorten(watched.prompt, 60)}</span>
      <span>{run && t.run.progress(run.done + run.failed, run.tiles.length)}</span>
    </Link>
  );
}
