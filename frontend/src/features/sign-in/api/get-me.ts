import { useQuery } from '@tanstack/react-query';
import type { MeResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

/** Who is signed in, and what they have used and have left. */
export function useMe(enabled = true) {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => apiRequest<MeResponse>('/me', { signal }),
    staleTime: 5000,
    enabled,
  });
}
