import { type UseQueryOptions, type UseQueryResult, useQueries } from '@tanstack/react-query';
import type { StatusResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { learnAtLeast, learnFromStart } from '../../../lib/clock.ts';
import { ownRuns, runKeyOf } from '../../../lib/run-key.ts';
import { isGone, pollInterval } from '../poll-interval.ts';
import { foldJobs, type Run } from '../run-state.ts';

export const jobKey = (jobId: string) => ['job', jobId] as const;

export async function getStatus(jobId: string, signal?: AbortSignal): Promise<StatusResponse> {
  const job = await apiRequest<StatusResponse>(`/status/${encodeURIComponent(jobId)}`, {
    // A private run is shown to whoever has its key.
    ...(ownRuns.get().includes(jobId) && { headers: { 'x-run-key': runKeyOf(jobId) } }),
    ...(signal && { signal }),
  });
  for (const { jobId: id, createdAt } of job.attempts) learnFromStart(id, createdAt);
  for (const result of job.results) {
    if (result.status === 'completed') learnAtLeast(result.completedAt);
    else if (result.status === 'in_progress') learnAtLeast(result.startedAt);
  }
  return job;
}

type Followed = {
  /** The view as far as it is known; absent until the first job has been read. */
  run: Run | undefined;
  /** Why the first job cannot be shown. */
  error: Error | null;
  /** A status is known, but the latest request failed. */
  interrupted: boolean;
};

function combine(results: Array<UseQueryResult<StatusResponse>>): Followed {
  const [first, ...others] = results;
  const later = others.flatMap((result) => result.data ?? []);
  return {
    // Deleted elsewhere while it was shown: nothing of it stays in the page.
    run: first?.data && !isGone(first.error) ? foldJobs([first.data, ...later]) : undefined,
    error: first?.error ?? null,
    interrupted: results.some((result) => result.data !== undefined && result.failureCount > 0),
  };
}

/** Follows the jobs of one view until each has ended; asks at once when the tab or the network returns. */
export function useRun(jobIds: readonly string[]): Followed {
  return useQueries({ queries: jobIds.map(jobQuery), combine });
}

/** A job as it stands now, asked for once more if that fails. */
export const jobNow = (jobId: string) => ({
  queryKey: jobKey(jobId),
  queryFn: ({ signal }: { signal: AbortSignal }) => getStatus(jobId, signal),
  // Several parts of the page follow one job; one that joins does not ask again what was asked just now.
  staleTime: 1000,
  retry: (failures: number, error: Error) => !isGone(error) && failures < 1,
});

function jobQuery(jobId: string): UseQueryOptions<StatusResponse> {
  const unfinished = (query: { state: { data: StatusResponse | undefined } }) =>
    pollInterval(query.state.data, null) !== false;
  return {
    ...jobNow(jobId),
    refetchInterval: (query) => pollInterval(query.state.data, query.state.error),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: unfinished,
    refetchOnReconnect: unfinished,
    refetchOnMount: unfinished,
  };
}
