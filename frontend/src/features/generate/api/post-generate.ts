import type { DrawRequest, GenerateResponse } from '../../../../../src/contract/index.ts';
import { ApiError, apiRequest, NoResponseError } from '../../../lib/api.ts';
import { rememberRun, runKey, runKeyHash, runKeyOf } from '../../../lib/run-key.ts';

const DELAYS_MS = [500, 1500];
/** The first request may still be working for as long as the function may run: 409 until then. */
const LONGEST_CONFLICT_MS = 40_000;
const CONFLICT_DELAY_MS = 1000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts a run. Repeats the request under the same idempotency key if no response arrives, or as long as the API
 * responds 409 because the first request is still working; so a run whose response was lost is found, not started
 * twice.
 * @param pause replaced by tests
 * @throws `ApiError`, or `NoResponseError` if every repetition failed
 */
export async function postGenerate(
  request: DrawRequest,
  idempotencyKey: string,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<GenerateResponse> {
  const delays = [...DELAYS_MS];
  let conflictMs = 0;
  const hash = await runKeyHash();
  const headers = {
    'idempotency-key': idempotencyKey,
    ...(hash === undefined ? {} : { 'x-run-key-hash': hash }),
    ...((request.retryOf ?? request.operation) === undefined
      ? {}
      : { 'x-run-key': request.retryOf === undefined ? runKey() : runKeyOf(request.retryOf) }),
  };
  for (;;) {
    try {
      const response = await apiRequest<GenerateResponse>('/generate', {
        method: 'POST',
        body: request,
        headers,
      });
      if (hash !== undefined) rememberRun(response.jobId);
      return response;
    } catch (error) {
      const delay = isInProgress(error)
        ? Math.max(CONFLICT_DELAY_MS, (error.retryAfter ?? 0) * 1000)
        : error instanceof NoResponseError
          ? delays.shift()
          : undefined;
      if (isInProgress(error)) conflictMs += delay ?? 0;
      if (delay === undefined || conflictMs > LONGEST_CONFLICT_MS) throw error;
      await pause(delay);
    }
  }
}

function isInProgress(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 409;
}
