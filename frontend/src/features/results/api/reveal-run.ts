import type { RevealResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';
import { runKeyOf } from '../../../lib/run-key.ts';

/** Has a blind run of this browser told as any other. */
export function revealRun(jobId: string): Promise<RevealResponse> {
  return apiRequest(`/runs/${encodeURIComponent(jobId)}/reveal`, {
    method: 'POST',
    headers: { 'x-run-key': runKeyOf(jobId) },
  });
}
