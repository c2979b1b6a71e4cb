import { useQuery } from '@tanstack/react-query';
import type { RunListResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { hasRunKey, runKey } from '../../../lib/run-key.ts';

/** The runs that were started with this browser's key, whatever became of them. */
export function listOwnRuns(cursor: string | null, signal?: AbortSignal): Promise<RunListResponse> {
  const search = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return apiRequest(`/runs${search}`, {
    headers: { 'x-run-key': runKey() },
    ...(signal && { signal }),
  });
}

/** The newest of them, asked for once the page is there; nothing is asked for where nothing was ever drawn. */
export function useNewestOwnRuns() {
  return useQuery({
    queryKey: ['own-runs', 'newest'],
    queryFn: ({ signal }) => listOwnRuns(null, signal),
    enabled: hasRunKey(),
    retry: false,
  });
}
