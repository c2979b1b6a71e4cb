import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DrawRequest, GenerateResponse } from '../../../../src/contract/index.ts';
import { ApiError, NoResponseError } from '../../lib/api.ts';
import { noteStart } from '../../lib/clock.ts';
import { usualTime } from '../../lib/expected-times.ts';
import { modelsKey } from './api/get-models.ts';
import { postGenerate } from './api/post-generate.ts';
import { forgetSent, noteAnswered, toBeSent } from './sent-requests.ts';
import { slowestFirst } from './start-order.ts';

export type StartedRun = { request: DrawRequest; response: GenerateResponse };

/** Whether the request may have started a run although this device has no response that says so. */
const mayHaveStarted = (error: unknown) =>
  error instanceof NoResponseError || (error instanceof ApiError && error.status === 409);

/**
 * Starts runs. A request whose response never arrived keeps its idempotency key and its body, also over a reload: starting
 * the same run again repeats it exactly, so that it finds the run that may already exist.
 */
export function useStartRun() {
  const queryClient = useQueryClient();

  return useMutation({
    async mutationFn(request: DrawRequest): Promise<StartedRun> {
      // The order is fixed with the key: usual times are learned between a request and its repetition.
      const { sent, key } = toBeSent(request, (models) => slowestFirst(models, usualTime));
      try {
        const sentAt = Date.now();
        const response = await postGenerate(sent, key);
        noteStart(response.jobId, sentAt, Date.now());
        noteAnswered(key);
        return { request, response };
      } catch (error) {
        if (!mayHaveStarted(error)) forgetSent(key);
        throw error;
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: modelsKey }),
  });
}
