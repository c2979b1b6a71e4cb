import type {
  CreateListRequest,
  CreateListResponse,
  DeleteListResponse,
  GenerateResponse,
  ListResponse,
  ListsResponse,
  StatusResponse,
} from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { rememberRun, runKey, runKeyHash } from '../../../lib/run-key.ts';

const pathOf = (listId: string) => `/lists/${encodeURIComponent(listId)}`;
const own = () => ({ 'x-run-key': runKey() });

export const getLists = (cursor: string | undefined, signal: AbortSignal): Promise<ListsResponse> =>
  apiRequest(`/lists${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, {
    headers: own(),
    signal,
  });

export const getList = (listId: string, signal?: AbortSignal): Promise<ListResponse> =>
  apiRequest(pathOf(listId), { headers: own(), ...(signal && { signal }) });

export async function createList(body: CreateListRequest): Promise<CreateListResponse> {
  const hash = await runKeyHash();
  const headers = hash === undefined ? {} : { 'x-run-key-hash': hash };
  return apiRequest('/lists', { method: 'POST', body, headers });
}

export const deleteList = (listId: string): Promise<DeleteListResponse> =>
  apiRequest(pathOf(listId), { method: 'DELETE', headers: own() });

/** Has a prompt of a list drawn, or hears of the run that draws it. */
export async function startCell(listId: string, n: number, signal: AbortSignal): Promise<GenerateResponse> {
  const run = await apiRequest<GenerateResponse>('/generate', {
    method: 'POST',
    body: { cell: { listId, n } },
    headers: own(),
    signal,
  });
  rememberRun(run.jobId);
  return run;
}

export const getRun = (jobId: string, signal?: AbortSignal): Promise<StatusResponse> =>
  apiRequest(`/status/${encodeURIComponent(jobId)}`, { headers: own(), ...(signal && { signal }) });

export const reveal = (jobId: string): Promise<unknown> =>
  apiRequest(`/runs/${encodeURIComponent(jobId)}/reveal`, { method: 'POST', headers: own() });
