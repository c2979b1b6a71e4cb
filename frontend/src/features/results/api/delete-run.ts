import type { DeleteRunResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKeyOf } from '../../../lib/run-key.ts';

/** Deletes a run that was started in this browser. */
export function deleteRun(jobId: string): Promise<DeleteRunResponse> {
  return apiRequest(`/runs/${encodeURIComponent(jobId)}`, {
    method: 'DELETE',
    headers: { 'x-run-key': runKeyOf(jobId) },
  });
}
