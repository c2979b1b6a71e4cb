import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DrawRequest, GenerateResponse } from '../../../../src/contract/index.ts';
import { ApiError, NoResponseError } from '../../lib/api.ts';
import { noteStart } from '../../lib/clock.ts';
import { usualTime } from '../../lib/expected-times.ts';
import { uuid } from '../../lib/random.ts';
import { asObject, createStore } from '../../lib/store.ts';
import { modelsKey } from './api/get-models.ts';
import { postGenerate } from './api/post-generate.ts';
import { slowestFirst } from './start-order.ts';

export type StartedRun = { request: DrawRequest; response: GenerateResponse };

/** Whether the request may have started a run although this device has no response that says so. */
const mayHaveStarted = (error: unknown) =>
  error instanceof NoResponseError || (error instanceof ApiError && error.status === 409);

type Unfinished = { sent: DrawRequest; key: string };

/**
 * Requests without a response, by what was asked for. They survive a reload in the middle of a start: drawing the same
 * again finds the run that may have been started.
 */
const unfinishedStore = createStore<Readonly<Record<string, Unfinished>>>(
  'unfinished',
  (stored) =>
    Object.fromEntries(
      Object.entries(asObject(stored)).filter((entry): entry is [string, Unfinished] => {
        const { sent, key } = asObject(entry[1]);
        return typeof key === 'string' && typeof asObject(sent).prompt === 'string';
      }),
    ),
  'tab',
);

function forgetUnfinished(asked: string): void {
  unfinishedStore.set(({ [asked]: _done, ...others }) => others);
}

/**
 * Starts runs. Keeps the idempotency key and the body of a request whose response never arrived: starting the same
 * run again repeats it exactly, so that it finds the run that may already exist.
 */
export function useStartRun() {
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(request: DrawRequest): Promise<StartedRun> {
      const asked = JSON.stringify(request);
      const { sent, key } = unfinishedStore.get()[asked] ?? { sent: inStartOrder(request), key: uuid() };
      unfinishedStore.set((others) => ({ ...others, [asked]: { sent, key } }));
      try {
        const sentAt = Date.now();
        const response = await postGenerate(sent, key);
        noteStart(response.jobId, sentAt, Date.now());
        forgetUnfinished(asked);
        return { request, response };
      } catch (error) {
        if (!mayHaveStarted(error)) forgetUnfinished(asked);
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
