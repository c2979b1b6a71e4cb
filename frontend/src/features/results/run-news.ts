import type { Run } from './run-state.ts';

export type RunNews = {
  /** Names of the models that ended with a picture. */
  done: string[];
  failed: { model: string; code: string }[];
  /** How long each model took. */
  times: { modelId: string; durationMs: number }[];
};

export const noNews = (): RunNews => ({ done: [], failed: [], times: [] });

/** Remembers what was seen of a run, so that a model's end is news once, and only if it was seen running. */
export function createNewsReader(): (run: Run) => RunNews {
  const seen = new Map<string, string>();
  return (run) => {
    const news = noNews();
    for (const { id, modelId, jobId, model, state } of run.tiles) {
      const before = seen.get(id);
      const now = `${jobId} ${state.kind}`;
      seen.set(id, now);
      const wasRunning = before?.endsWith(' queued') || before?.endsWith(' running');
      if (before === now || !wasRunning) continue;
      if (state.kind === 'done') {
        news.done.push(model);
        if (!run.blind) news.times.push({ modelId, durationMs: state.result.durationMs });
      }
      if (state.kind === 'failed') news.failed.push({ model, code: state.result.error.code });
    }
    return news;
  };
}
