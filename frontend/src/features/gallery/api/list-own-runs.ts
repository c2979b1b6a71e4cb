import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
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
    enabled,
  });
}
