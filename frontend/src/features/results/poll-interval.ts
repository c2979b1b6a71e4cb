import type { CompletedResult, Result, StatusResponse } from '../../../../src/contract/index.ts';
import { ApiError } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';
import { usualTime } from '../../lib/expected-times.ts';
import { renewalIn } from '../../lib/signed-address.ts';
import { pollDelay } from './poll-schedule.ts';

const AFTER_ERROR_MS = 6000;
const HIDDEN_MS = 5000;

export function hasEnded(job: StatusResponse): boolean {
  return job.status !== 'pending' && job.status !== 'in_progress';
}

const isDrawn = (result: Result): result is CompletedResult => result.status === 'completed';

/** There is no such run, or not any more. */
export const isGone = (error: Error | null): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 410);

/**
 * Milliseconds until the next question about a job, or false when there is nothing more to learn (addresses that end are): by the age of the
 * run and by what is known of its models, and rarely while nobody looks.
 */
export function pollInterval(job: StatusResponse | undefined, error: Error | null): number | false {
  if (isGone(error)) return false;
  if (error) return AFTER_ERROR_MS;
  if (!job) return 1000;
  // Pictures of closed stacks have addresses that end.
  if (hasEnded(job)) return renewalIn(job.results.find(isDrawn)?.imageUrl);
  const delay = pollDelay(serverNow() - startOf(job), usualEnds(job));
  return document.visibilityState === 'hidden' ? Math.max(delay, HIDDEN_MS) : delay;
}

/** When the newest attempt began. */
const startOf = (job: StatusResponse) => Date.parse(job.attempts.at(-1)?.createdAt ?? job.createdAt);

/** For each unfinished model the age of the run at which it usually ends, as far as it is known. */
function usualEnds(job: StatusResponse): (number | undefined)[] {
  const createdAt = startOf(job);
  return job.results
    .filter((result) => result.status === 'pending' || result.status === 'in_progress')
    .map((result) => {
      const usual = usualTime(result.modelId);
      const startedAfter = result.status === 'in_progress' ? Date.parse(result.startedAt) - createdAt : 0;
      return usual === undefined ? undefined : startedAfter + usual;
    });
}
