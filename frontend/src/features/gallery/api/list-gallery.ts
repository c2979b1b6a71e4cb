import { useInfiniteQuery } from '@tanstack/react-query';
import type { GalleryListResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

export function listGallery(cursor: string | null, signal?: AbortSignal): Promise<GalleryListResponse> {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return apiRequest(`/gallery/list${query}`, signal ? { signal } : {});
}

/** The gallery page by page, newest first. */
export function useGallery() {
  return useInfiniteQuery({
    queryKey: ['gallery'],
    queryFn: ({ pageParam, signal }) => listGallery(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 10_000,
  });
}
