import type { GenerateRequest, GenerateResponse } from '../../../../../src/contract/index.ts';
import { apiRequest, NoAnswerError } from '../../../lib/api.ts';

const RETRY_DELAYS_MS = [500, 1500];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts a run. Where no answer comes it asks again under the same key, so that a run whose answer was lost
 * on the way is found and not started twice. Throws `ApiError` or, in the end, `NoAnswerError`.
 */
export async function postGenerate(
  request: GenerateRequest,
  idempotencyKey: string,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<GenerateResponse> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await apiRequest('/generate', {
        method: 'POST',
        body: request,
        headers: { 'idempotency-key': idempotencyKey },
      });
    } catch (error) {
      const delay = RETRY_DELAYS_MS[attempt];
      if (!(error instanceof NoAnswerError) || delay === undefined) throw error;
      await pause(delay);
    }
  }
}
