import type { StatusResponse } from '../../../../src/contract/index.ts';
import { ApiError } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';

const STEPS = [
  { untilMs: 10_000, everyMs: 800 },
  { untilMs: 30_000, everyMs: 1500 },
  { untilMs: 90_000, everyMs: 3000 },
] as const;
const LATER_MS = 6000;
const HIDDEN_MS = 5000;

export function hasEnded(job: StatusResponse): boolean {
  return job.status !== 'pending' && job.status !== 'in_progress';
}

/**
 * Milliseconds until the next question about a job, or false when there is nothing more to learn:
 * fast while most pictures arrive, slower for the stragglers and while nobody looks.
 */
export function pollInterval(job: StatusResponse | undefined, error: Error | null): number | false {
  if (error instanceof ApiError && error.status === 404) return false;
  if (error) return LATER_MS;
  if (!job) return 1000;
  if (hasEnded(job)) return false;
  const age = serverNow() - Date.parse(job.createdAt);
  const interval = STEPS.find((step) => age < step.untilMs)?.everyMs ?? LATER_MS;
  return document.visibilityState === 'hidden' ? Math.max(interval, HIDDEN_MS) : interval;
}
