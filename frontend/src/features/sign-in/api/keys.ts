import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CreateKeyRequest,
  CreateKeyResponse,
  KeyListResponse,
  RevokeKeyResponse,
} from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

const keysKey = ['keys'] as const;

/** The keys that one has made for programs. */
export function useKeys() {
  return useQuery({
    queryKey: keysKey,
    queryFn: ({ signal }) => apiRequest<KeyListResponse>('/keys', { signal }),
    staleTime: 5000,
  });
}

/** The response alone has the key itself: it is told once. */
export function useCreateKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateKeyRequest) => apiRequest<CreateKeyResponse>('/keys', { method: 'POST', body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useRevokeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiRequest<RevokeKeyResponse>(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keysKey }),
  });
}
