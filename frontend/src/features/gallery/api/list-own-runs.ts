import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { renewalIn } from '../../../lib/signed-address.ts';
import { listOwnRuns } from './own-runs.ts';

/** One's own runs page by page, newest first. */
export function useOwnRuns(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['own-runs'],
    queryFn: ({ pageParam, signal }) => listOwnRuns(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 5000,
    refetchInterval: ({ state }) =>
      renewalIn(state.data?.pages[0]?.runs.find(({ previews }) => previews.length > 0)?.previews[0]),
    enabled,
  });
}
