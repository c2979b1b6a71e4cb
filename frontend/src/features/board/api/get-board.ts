import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { ApiError, apiRequest } from '../../../lib/api.ts';
import { runKey, runKeyOf } from '../../../lib/run-key.ts';

/** The votes of a list, or of everyday runs. In an open installation, the keys tell whose list it is, and which votes are this browser's. */
function getBoard(list: string | undefined, signal: AbortSignal): Promise<BoardResponse> {
  const query = list === undefined ? '' : `?${new URLSearchParams({ list })}`;
  const headers = { 'x-run-key': runKeyOf(list ?? ''), 'x-voter': runKey() };
  return apiRequest(`/board${query}`, { headers, signal });
}

const boardQuery = (list: string | undefined) =>
  queryOptions({
    queryKey: ['board', list ?? ''],
    queryFn: ({ signal }) => getBoard(list, signal),
    // Whoever comes back from judging sees what it did; what was fetched early is not fetched twice.
    staleTime: 3000,
    retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
  });

/** Asks for the votes while the page is still on its way. */
export const fetchEarly = (queryClient: QueryClient, list: string | undefined): Promise<void> =>
  queryClient.prefetchQuery(boardQuery(list));

export const useBoardData = (list: string | undefined) => useQuery(boardQuery(list));
