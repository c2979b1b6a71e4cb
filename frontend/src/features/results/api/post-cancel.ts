import type { CancelRequest, CancelResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKeyOf } from '../../../lib/run-key.ts';

/** Closes what has not begun of a run that was started in this browser. @param what one picture; all when left out */
export function postCancel(jobId: string, what: CancelRequest = {}): Promise<CancelResponse> {
  return apiRequest(`/runs/${encodeURIComponent(jobId)}/cancel`, {
    method: 'POST',
    body: what,
    headers: { 'x-run-key': runKeyOf(jobId) },
  });
}
