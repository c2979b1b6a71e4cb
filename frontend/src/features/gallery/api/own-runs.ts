import { useQuery } from '@tanstack/react-query';
import type { RunListResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { hasRunKey, rememberRun, runKey } from '../../../lib/run-key.ts';

/** The runs that were started with this browser's key, or by whoever is signed in, whatever became of them. */
export async function listOwnRuns(cursor: string | null, signal?: AbortSignal): Promise<RunListResponse> {
  const search = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  const response = await apiRequest<RunListResponse>(`/runs${search}`, {
    headers: { 'x-run-key': runKey() },
    ...(signal && { signal }),
  });
  for (const { jobId } of response.runs.toReversed()) rememberRun(jobId);
  return response;
}

/** The newest of them; nothing is asked for where nothing was ever drawn. */
export function useNewestOwnRuns(isWanted = true) {
  return useQuery({
    queryKey: ['own-runs', 'newest'],
    queryFn: ({ signal }) => listOwnRuns(null, signal),
    enabled: isWanted && hasRunKey(),
  });
}
