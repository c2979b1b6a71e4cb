import { createStore } from '../../lib/store.ts';

/** A run as the page names it: its own id first, then the runs that were started from it without its key. */
export type WatchedRun = {
  jobIds: readonly [string, ...string[]];
  prompt: string;
  /** Started elsewhere: this tab lists it and says nothing when it ends. */
  quiet?: true;
};

const KEPT = 40;

function parseWatched(stored: unknown): WatchedRun[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (each): each is WatchedRun =>
      typeof each?.prompt === 'string' &&
      Array.isArray(each.jobIds) &&
      each.jobIds.length > 0 &&
      each.jobIds.every((id: unknown) => typeof id === 'string'),
  );
}

/** The unfinished runs that this tab has started or opened, the newest first. They survive a reload. */
export const watchedRuns = createStore<readonly WatchedRun[]>('watched', parseWatched, 'tab');

export function watchRun(
  jobIds: readonly [string, ...string[]],
  prompt: string,
  how: 'aloud' | 'quietly' = 'aloud',
): void {
  const known = watchedRuns.get().find((each) => each.jobIds[0] === jobIds[0]);
  // What is opened in this tab is no longer only somebody else's.
  const isQuieter = how === 'quietly' || known?.quiet === undefined;
  if (known?.jobIds.length === jobIds.length && isQuieter) return;
  watchedRuns.set((runs) =>
    [
      { jobIds, prompt, ...(how === 'quietly' && { quiet: true as const }) },
      ...runs.filter((each) => each.jobIds[0] !== jobIds[0]),
    ].slice(0, KEPT),
  );
}

export function unwatchRun(jobId: string): void {
  watchedRuns.set((runs) => runs.filter((each) => each.jobIds[0] !== jobId));
}

/** The address of a run, and of those that were started from it without its key. */
export function runAddress([jobId, ...retries]: readonly [string, ...string[]]): string {
  return `/r/${jobId}${retries.length > 0 ? `?with=${retries.join(',')}` : ''}`;
}
