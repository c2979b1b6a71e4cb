import { setTimeout as wait } from 'node:timers/promises';
import { slowestFirst } from '../../frontend/src/features/generate/start-order.ts';
import { pollDelay } from '../../frontend/src/features/results/poll-schedule.ts';
import { medianTime } from '../../frontend/src/lib/median-time.ts';
import type { GenerateResponse, StatusResponse } from '../../src/contract/index.ts';

/** How a browser reaches the system; over HTTP, or in one process. */
export interface Api {
  /** @param models in the order in which they start; all if undefined */
  generate(models?: string[]): Promise<Pick<GenerateResponse, 'jobId'>>;
  status(jobId: string): Promise<StatusResponse>;
  /** Loads the picture of a tile. */
  show(imageUrl: string): Promise<void>;
}

export interface WatchedRun {
  /** Milliseconds from the click to the last picture on the screen. */
  totalMs: number;
  polls: number;
}

/** What a device has learned of its models' times, newest first; by model id. */
export type LearnedTimes = Map<string, number[]>;

/**
 * One person's run as the page does it: click, poll by the page's schedule, load each picture as soon as it is announced.
 * @param learned the times that this device knows, updated by this run; `undefined`: a device that knows none
 */
export async function watchRun(api: Api, learned?: LearnedTimes): Promise<WatchedRun> {
  const usualMs = (modelId: string) => medianTime(learned?.get(modelId));
  const clicked = performance.now();
  const known = [...(learned?.keys() ?? [])];
  const { jobId } = await api.generate(known.length > 0 ? slowestFirst(known, usualMs) : undefined);
  const shown = new Map<string, Promise<void>>();
  for (let polls = 1; ; polls += 1) {
    const status = await api.status(jobId);
    const open = status.results.filter((result) => {
      if (result.status === 'failed') throw new Error(`${result.modelId}: ${result.error.message}`);
      if (result.status === 'completed' && !shown.has(result.modelId)) {
        shown.set(result.modelId, api.show(result.thumbnailUrl ?? result.imageUrl));
      }
      return result.status !== 'completed';
    });
    if (open.length === 0) {
      await Promise.all(shown.values());
      const totalMs = performance.now() - clicked;
      if (learned !== undefined) learn(learned, status);
      return { totalMs, polls };
    }
    const createdAt = Date.parse(status.createdAt);
    const due = open.map((result) => {
      const usual = usualMs(result.modelId);
      const started = result.status === 'in_progress' ? Date.parse(result.startedAt) - createdAt : 0;
      return usual === undefined ? undefined : started + usual;
    });
    await wait(pollDelay(Date.now() - createdAt, due));
  }
}

function learn(learned: LearnedTimes, { results }: StatusResponse): void {
  for (const result of results) {
    if (result.status !== 'completed') continue;
    learned.set(result.modelId, [result.durationMs, ...(learned.get(result.modelId) ?? [])]);
  }
}
