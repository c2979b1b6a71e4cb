import { useEffect, useState } from 'react';
import type { Run } from '../features/results/run-state.ts';
import { shorten } from '../lib/format.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { useDocumentMeta } from '../lib/use-document-meta.ts';

/** Title and description of a run's page: how far it is, and a sign when it ended while nobody looked. */
export function useRunTitle(run: Run | undefined): void {
  const { t } = useI18n();
  const ended = run?.ended ?? false;
  const [unseen, setUnseen] = useState(false);
  const [wasRunning, setWasRunning] = useState(false);
  if (run && !ended && !wasRunning) setWasRunning(true);
  if (ended && wasRunning) {
    setWasRunning(false);
    if (document.visibilityState === 'hidden') setUnseen(true);
  }

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') setUnseen(false);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  const total = run?.tiles.length ?? 0;
  const badge = !run
    ? ''
    : ended
      ? unseen
        ? t.run.titleEnded
        : ''
      : t.run.titleProgress(run.done + run.failed, total);
  useDocumentMeta(
    run ? [badge, shorten(run.prompt, 60)].filter(Boolean).join(' ') : '',
    run ? t.run.description(shorten(run.prompt, 120), run.done, total) : undefined,
  );
}
