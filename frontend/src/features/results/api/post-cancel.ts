import type { CancelResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKey } from '../../../lib/run-key.ts';

/** Closes what has not begun of a run that was started in this browser. @param models ids; all of them when left out */
export function postCancel(jobId: string, models?: readonly string[]): Promise<CancelResponse> {
  return apiRequest(`/runs/${encodeURIComponent(jobId)}/cancel`, {
    method: 'POST',
    body: models === undefined ? {} : { models },
    headers: { 'x-run-key': runKey() },
  });
}
