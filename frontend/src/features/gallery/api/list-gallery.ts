import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { GalleryListResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { renewalIn } from '../../../lib/signed-address.ts';

export function listGallery(
  query: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<GalleryListResponse> {
  const parts = [query, cursor === null ? '' : `cursor=${encodeURIComponent(cursor)}`].filter(Boolean);
  const search = parts.length > 0 ? `?${parts.join('&')}` : '';
  return apiRequest(`/gallery/list${search}`, signal ? { signal } : {});
}

/** The runs that a query finds, page by page, newest first. */
export const galleryQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ['gallery', query],
    queryFn: ({ pageParam, signal }) => listGallery(query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 10_000,
  });

/** What was found before stays until there is more. */
export function useGallery(query: string, enabled = true) {
  return useInfiniteQuery({
    ...galleryQuery(query),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => renewalIn(state.data?.pages[0]?.galleries[0]?.preview),
    enabled,
  });
}
