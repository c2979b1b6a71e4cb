import type {
  CreateLinkRequest,
  Link,
  LinkListResponse,
  RevokeLinkResponse,
  SharedRunResponse,
} from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKeyOf } from '../../../lib/run-key.ts';

const pathOf = (jobId: string) => `/runs/${encodeURIComponent(jobId)}/links`;
const headersFor = (jobId: string) => ({ 'x-run-key': runKeyOf(jobId) });

export const listLinks = (jobId: string, signal: AbortSignal): Promise<LinkListResponse> =>
  apiRequest(pathOf(jobId), { headers: headersFor(jobId), signal });

export const createLink = (jobId: string, body: CreateLinkRequest): Promise<Link> =>
  apiRequest(pathOf(jobId), { method: 'POST', body, headers: headersFor(jobId) });

export const revokeLink = (jobId: string, linkId: string): Promise<RevokeLinkResponse> =>
  apiRequest(`${pathOf(jobId)}/${encodeURIComponent(linkId)}`, {
    method: 'DELETE',
    headers: headersFor(jobId),
  });

/** For everybody, signed in or not. */
export const getShared = (linkId: string, signal: AbortSignal): Promise<SharedRunResponse> =>
  apiRequest(`/shared/${encodeURIComponent(linkId)}`, { signal, isPublic: true });
