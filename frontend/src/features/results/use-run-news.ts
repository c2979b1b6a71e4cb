import { useEffect, useRef } from 'react';
import { announce } from '../../lib/announce.ts';
import { learnTime } from '../../lib/expected-times.ts';
import { useI18n } from '../../lib/i18n/i18n.tsx';
import type { Run } from './run-state.ts';

const GATHER_MS = 2500;

/**
 * Speaks what happens in a run without flooding: what ends within a moment is one sentence, and the end
 * of the run is one more. `onEnd` is called when a run ends that was seen running.
 */
export function useRunNews(run: Run | undefined, onEnd: (run: Run) => void): void {
  const { t } = useI18n();
  const seen = useRef<Map<string, string>>(new Map());
  const waiting = useRef<string[]>([]);
  const latest = useRef({ run, onEnd, t });
  latest.current = { run, onEnd, t };

  useEffect(() => {
    if (!run) return;
    let wasRunning = false;
    for (const tile of run.tiles) {
      const before = seen.current.get(tile.modelId);
      const now = `${tile.jobId} ${tile.state.kind}`;
      if (before === now) continue;
      seen.current.set(tile.modelId, now);
      const endedBefore = before === undefined || before.endsWith(' done') || before.endsWith(' failed');
      if (endedBefore || (tile.state.kind !== 'done' && tile.state.kind !== 'failed')) continue;
      wasRunning = true;
      waiting.current.push(tile.model);
      if (tile.state.kind === 'done') learnTime(tile.modelId, tile.state.result.durationMs);
    }
    if (wasRunning && run.ended) {
      waiting.current = [];
      announce(t.run.announceEnded(run.done, run.failed));
      latest.current.onEnd(run);
    }
  }, [run, t]);

  useEffect(() => {
    const timer = setInterval(() => {
      const { run: current, t: texts } = latest.current;
      if (!current || waiting.current.length === 0) return;
      const names = waiting.current.join(', ');
      waiting.current = [];
      announce(texts.run.announceProgress(current.done + current.failed, current.tiles.length, names));
    }, GATHER_MS);
    return () => clearInterval(timer);
  }, []);
}
