import { useQuery } from '@tanstack/react-query';
import type { SpendingResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

/** What each person has spent this month, for admins. */
export function useSpending() {
  return useQuery({
    queryKey: ['spending'],
    queryFn: ({ signal }) => apiRequest<SpendingResponse>('/spending', { signal }),
    staleTime: 5000,
  });
}
