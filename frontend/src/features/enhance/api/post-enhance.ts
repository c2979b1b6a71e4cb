import { useQuery } from '@tanstack/react-query';
import type { EnhanceResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

function postEnhance(prompt: string, signal?: AbortSignal): Promise<EnhanceResponse> {
  return apiRequest('/enhance', { method: 'POST', body: { prompt }, ...(signal ? { signal } : {}) });
}

/** The rewritten prompt. Rewriting costs something, so the request is never repeated by itself. */
export function useEnhancement(prompt: string) {
  return useQuery({
    queryKey: ['enhance', prompt],
    queryFn: ({ signal }) => postEnhance(prompt, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
