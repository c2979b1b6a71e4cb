import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { ApiError, apiRequest } from '../../../lib/api.ts';
import { runKey, runKeyOf } from '../../../lib/run-key.ts';

/** The votes of a list, or of everyday runs. In an open installation, the keys tell whose list it is, and which votes are this browser's. */
function getBoard(
  list: string | undefined,
  signal: AbortSignal,
  more: { pictures?: 'kept'; names?: 'told' } = {},
): Promise<BoardResponse> {
  const asked = new URLSearchParams({ ...(list !== undefined && { list }), ...more });
  const query = asked.size === 0 ? '' : `?${asked}`;
  const headers = { 'x-run-key': runKeyOf(list ?? ''), 'x-voter': runKey() };
  return apiRequest(`/board${query}`, { headers, signal });
}

/** @param named whether somebody wants to see names although they are judging */
const boardQuery = (list: string | undefined, named = false) =>
  queryOptions({
    queryKey: ['board', list ?? '', named],
    queryFn: ({ signal }) => getBoard(list, signal, named ? {} : { names: 'told' }),
    // Whoever comes back from judging sees what it did; what was fetched early is not fetched twice.
    staleTime: 3000,
    retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
  });

/** The votes once more, with small copies of judged pictures whose runs have expired. Their addresses count for an hour. */
export const keptQuery = (list: string | undefined) =>
  queryOptions({
    queryKey: ['board-kept', list ?? ''],
    queryFn: ({ signal }) => getBoard(list, signal, { pictures: 'kept' }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });

export const useKept = (list: string | undefined, enabled: boolean) =>
  useQuery({ ...keptQuery(list), enabled });

/** Asks for the votes while the page is still on its way. */
export const fetchEarly = (queryClient: QueryClient, list: string | undefined): Promise<void> =>
  queryClient.prefetchQuery(boardQuery(list));

export const useBoardData = (list: string | undefined, named: boolean) => useQuery(boardQuery(list, named));
