import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useRun } from '../features/results/api/get-status.ts';
import { costText } from '../features/results/run-cost.ts';
import { createNewsReader, noNews, type RunNews } from '../features/results/run-news.ts';
import { runAddress, unwatchRun, type WatchedRun, watchedRuns } from '../features/results/run-registry.ts';
import type { Run } from '../features/results/run-state.ts';
import { announce } from '../lib/announce.ts';
import { learnTime } from '../lib/expected-times.ts';
import { shorten } from '../lib/format.ts';
import type { Messages } from '../lib/i18n/en.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { notify, playChime } from '../lib/notify.ts';
import { useTitleBadge } from '../lib/page-title.ts';
import { preferences } from '../lib/preferences.ts';
import { useStore } from '../lib/store.ts';

const GATHER_MS = 2500;

type Progress = { ended: number; total: number };

/**
 * Watches every unfinished run of this tab, whatever page is shown: progress in the title, news for screen readers,
 * and if they are switched on, a notification and a sound at the end.
 */
export function RunWatch() {
  const { t } = useTexts();
  const runs = useStore(watchedRuns);
  const [progress, setProgress] = useState<Readonly<Record<string, Progress>>>({});
  const [unseen, setUnseen] = useState(false);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') setUnseen(false);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  const known = runs.flatMap(({ jobIds: [jobId] }) => progress[jobId] ?? []);
  const sum = (part: keyof Progress) => known.reduce((total, each) => total + each[part], 0);
  const running = known.length > 0 ? t.run.titleProgress(sum('ended'), sum('total')) : '';
  useTitleBadge([unseen ? t.run.titleEnded : '', running].filter(Boolean).join(' '));

  return runs.map((watched) => (
    <Watch
      key={watched.jobIds[0]}
      watched={watched}
      onProgress={(ended, total) =>
        setProgress((before) => {
          const [jobId] = watched.jobIds;
          const same = before[jobId]?.ended === ended && before[jobId].total === total;
          return same ? before : { ...before, [jobId]: { ended, total } };
        })
      }
      onEnded={() => {
        if (document.visibilityState === 'hidden') setUnseen(true);
      }}
    />
  ));
}

type WatchProps = {
  watched: WatchedRun;
  onProgress: (ended: number, total: number) => void;
  onEnded: () => void;
};

function Watch({ watched, onProgress, onEnded }: WatchProps) {
  const { t, locale } = useTexts();
  const [, navigate] = useLocation();
  const { run, error } = useRun(watched.jobIds);
  const [readNews] = useState(createNewsReader);
  const waiting = useRef(noNews());
  const callbacks = useRef({ onProgress, onEnded, navigate, t, locale });
  callbacks.current = { onProgress, onEnded, navigate, t, locale };
  const [jobId] = watched.jobIds;

  useEffect(() => {
    if (!run) return;
    const { t: texts, locale: where, ...act } = callbacks.current;
    act.onProgress(run.done + run.failed, run.tiles.length);
    const news = readNews(run);
    for (const { modelId, durationMs } of news.times) learnTime(modelId, durationMs);
    waiting.current.done.push(...news.done);
    waiting.current.failed.push(...news.failed);
    if (!run.ended) return;
    if (!watched.quiet && waiting.current.done.length + waiting.current.failed.length > 0) {
      const failures = failuresOf(texts, waiting.current);
      waiting.current = noNews();
      announce(
        [texts.run.announceEnded(run.done, run.failed, costText(texts, where, run)), ...failures].join(' '),
      );
      act.onEnded();
      reportEnd(texts.run.notification(run.done, run.failed), run, () =>
        act.navigate(runAddress(watched.jobIds)),
      );
    }
    unwatchRun(jobId);
  }, [run, readNews, jobId, watched]);

  // A run that does not exist cannot end.
  useEffect(() => {
    if (error && !run) unwatchRun(jobId);
  }, [error, run, jobId]);

  const quiet = useRef(watched.quiet);
  quiet.current = watched.quiet;
  const counts = useRef({ ended: 0, total: 0 });
  counts.current = { ended: run ? run.done + run.failed : 0, total: run?.tiles.length ?? 0 };
  useEffect(() => {
    const timer = setInterval(() => {
      const { done, failed } = waiting.current;
      if (quiet.current || done.length + failed.length === 0) return;
      const texts = callbacks.current.t;
      const names = [...done, ...failuresOf(texts, waiting.current)];
      waiting.current = noNews();
      announce(texts.run.announceProgress(counts.current.ended, counts.current.total, names));
    }, GATHER_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}

/** Which models failed, and why. */
const failuresOf = ({ failure }: Messages, { failed }: RunNews) =>
  failed.map(({ model, code }) => `${model}: ${failure.title(code)}`);

/** Beside the announcement, and only if nobody is looking: what is switched on in the settings. */
function reportEnd(title: string, run: Run, onClick: () => void): void {
  if (document.visibilityState === 'visible' && document.hasFocus()) return;
  const { notifications, sound } = preferences.get();
  if (notifications) notify(title, shorten(run.prompt, 80), onClick);
  if (sound) playChime();
}
