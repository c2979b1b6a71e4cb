import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DrawRequest, GenerateResponse } from '../../../../src/contract/index.ts';
import { ApiError, NoResponseError } from '../../lib/api.ts';
import { noteStart } from '../../lib/clock.ts';
import { usualTime } from '../../lib/expected-times.ts';
import { uuid } from '../../lib/random.ts';
import { modelsKey } from './api/get-models.ts';
import { postGenerate } from './api/post-generate.ts';
import { slowestFirst } from './start-order.ts';

export type StartedRun = { request: DrawRequest; response: GenerateResponse };

/** Whether the request may have started a run although this device has no response that says so. */
const mayHaveStarted = (error: unknown) =>
  error instanceof NoResponseError || (error instanceof ApiError && error.status === 409);

/**
 * Starts runs. Keeps the idempotency key and the body of a request whose response never arrived: starting the same
 * run again repeats it exactly, so that it finds the run that may already exist.
 */
export function useStartRun() {
  const queryClient = useQueryClient();
  const unfinished = useRef<{ asked: string; sent: DrawRequest; key: string } | undefined>(undefined);

  return useMutation({
    async mutationFn(request: DrawRequest): Promise<StartedRun> {
      const asked = JSON.stringify(request);
      if (unfinished.current?.asked !== asked) {
        unfinished.current = { asked, sent: inStartOrder(request), key: uuid() };
      }
      const { sent, key } = unfinished.current;
      try {
        const sentAt = Date.now();
        const response = await postGenerate(sent, key);
        noteStart(response.jobId, sentAt, Date.now());
        unfinished.current = undefined;
        return { request, response };
      } catch (error) {
        if (!mayHaveStarted(error)) unfinished.current = undefined;
        throw error;
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: modelsKey }),
  });
}

/** The order is fixed with the key: usual times are learned between a request and its repetition. */
function inStartOrder(request: DrawRequest): DrawRequest {
  return request.models === undefined
    ? request
    : { ...request, models: slowestFirst(request.models, usualTime) };
}
