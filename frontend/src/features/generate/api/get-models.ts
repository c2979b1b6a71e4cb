import { useQuery } from '@tanstack/react-query';
import type { ModelsResponse } from '../../../../../src/contract/index.ts';
import { ApiError, apiRequest } from '../../../lib/api.ts';
import { learnEverybodysTimes } from '../../../lib/expected-times.ts';

export const modelsKey = ['models'] as const;

async function getModels(signal?: AbortSignal): Promise<ModelsResponse> {
  const response = await apiRequest<ModelsResponse>('/models', signal ? { signal } : {});
  learnEverybodysTimes(response.models);
  return response;
}

/** Who has to sign in, or has not been let in, is not let in by asking again. */
const isRefused = (error: Error | null) => error instanceof ApiError && [401, 403].includes(error.status);

/** Models, limits and prices; asked again when the tab returns, and when a block ends. */
export function useModels() {
  return useQuery({
    queryKey: modelsKey,
    queryFn: ({ signal }) => getModels(signal),
    retry: (failures, error) => failures < 1 && !isRefused(error),
    refetchInterval: (query) => {
      if (isRefused(query.state.error)) return false;
      if (query.state.error) return 5000;
      const until = query.state.data?.limits.blocked?.until;
      return until ? Math.min(Math.max(Date.parse(until) - Date.now() + 1000, 5000), 600_000) : false;
    },
  });
}
