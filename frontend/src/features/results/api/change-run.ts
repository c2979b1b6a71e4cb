import type { ChangeRunRequest, ChangeRunResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKeyOf } from '../../../lib/run-key.ts';

/** Changes a run that was started in this browser. */
export function changeRun(jobId: string, body: ChangeRunRequest): Promise<ChangeRunResponse> {
  return apiRequest(`/runs/${encodeURIComponent(jobId)}`, {
    method: 'PATCH',
    body,
    headers: { 'x-run-key': runKeyOf(jobId) },
  });
}
