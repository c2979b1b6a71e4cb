import { useQuery } from '@tanstack/react-query';
import type { EnhanceResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

/** Longest prompt that the API rewrites. */
export const ENHANCE_LIMIT = 500;

export function postEnhance(prompt: string, signal?: AbortSignal): Promise<EnhanceResponse> {
  return apiRequest('/enhance', { method: 'POST', body: { prompt }, ...(signal ? { signal } : {}) });
}

/** One rewriting of one prompt; it costs something, so it is asked for once and never by itself again. */
export function useEnhancement(prompt: string, enabled: boolean) {
  return useQuery({
    queryKey: ['enhance', prompt],
    queryFn: ({ signal }) => postEnhance(prompt, signal),
    enabled,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
