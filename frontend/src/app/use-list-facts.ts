import { useQuery } from '@tanstack/react-query';
import pLimit from 'p-limit';
import type { ListResponse, StatusResponse } from '../../../src/contract/index.ts';
import type { ListQuery } from '../features/board/components/board-page.tsx';
import type { ListFacts, ListPrompt } from '../features/board/list-facts.ts';
import { ApiError, apiRequest } from '../lib/api.ts';
import { runKeyOf } from '../lib/run-key.ts';

/** Runs that are asked for at the same time. */
const AT_ONCE = 6;

/** Prompts and told runs of a list; nothing without one. */
export function useListFacts(list: string | undefined): ListQuery {
  const { data, isError, error } = useQuery({
    queryKey: ['list-facts', list],
    queryFn: ({ signal }) => getListFacts(list ?? '', signal),
    enabled: list !== undefined,
    // Its runs may have been told a moment ago; many requests, so not at each look.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  return { facts: data, hasFailed: isError, isGone: isError && isGone(error) };
}

async function getListFacts(list: string, signal: AbortSignal): Promise<ListFacts> {
  const { name, prompts, cells } = await ask<ListResponse>(
    `/lists/${encodeURIComponent(list)}`,
    list,
    signal,
  );
  const runs = new Map<number, StatusResponse>();
  const told = cells.flatMap(({ n, jobId, revealed }) => (jobId && revealed ? [{ n, jobId }] : []));
  await pLimit(AT_ONCE).map(told, async ({ n, jobId }) => {
    const run = await ask<StatusResponse>(`/status/${jobId}`, jobId, signal).catch(nothingIfGone);
    if (run && run.blind !== true) runs.set(n, run);
  });
  return {
    name,
    prompts: prompts.map(({ text, category }, place): ListPrompt => {
      const run = runs.get(place);
      return { number: place + 1, text, ...(category !== undefined && { category }), ...(run && { run }) };
    }),
    hidden: cells.filter(({ state, revealed }) => state === 'ended' && revealed !== true).length,
  };
}

/** A run that was deleted meanwhile leaves its votes; the others still tell their prices. */
function nothingIfGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

const isGone = (error: unknown) => error instanceof ApiError && [404, 410].includes(error.status);

/** Lists and their runs are private to whoever has their key, where nobody signs in. */
const ask = <Body>(path: string, id: string, signal: AbortSignal): Promise<Body> =>
  apiRequest(path, { headers: { 'x-run-key': runKeyOf(id) }, signal });
