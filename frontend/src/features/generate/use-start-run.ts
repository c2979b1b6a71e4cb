import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { GenerateRequest, GenerateResponse } from '../../../../src/contract/index.ts';
import { NoAnswerError } from '../../lib/api.ts';
import { noteStart } from '../../lib/clock.ts';
import { timesStore } from '../../lib/expected-times.ts';
import { medianTime } from '../../lib/median-time.ts';
import { uuid } from '../../lib/random.ts';
import { modelsKey } from './api/get-models.ts';
import { postGenerate } from './api/post-generate.ts';
import { slowestFirst } from './start-order.ts';

export type StartedRun = { request: GenerateRequest; response: GenerateResponse };

/**
 * Starts runs. The key of a request whose answer never came is kept: asking for the same thing again
 * finds the run that may already be there.
 */
export function useStartRun() {
  const queryClient = useQueryClient();
  const unanswered = useRef<{ body: string; key: string } | undefined>(undefined);

  return useMutation({
    async mutationFn(request: GenerateRequest): Promise<StartedRun> {
      const body = JSON.stringify(request);
      const key = unanswered.current?.body === body ? unanswered.current.key : uuid();
      unanswered.current = { body, key };
      try {
        const sentAt = Date.now();
        const response = await postGenerate(inStartOrder(request), key);
        noteStart(response.jobId, sentAt, Date.now());
        unanswered.current = undefined;
        return { request, response };
      } catch (error) {
        if (!(error instanceof NoAnswerError)) unanswered.current = undefined;
        throw error;
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: modelsKey }),
  });
}

/** Not part of what makes two requests the same: times are learned between one attempt and the next. */
function inStartOrder(request: GenerateRequest): GenerateRequest {
  const times = timesStore.get();
  return request.models === undefined
    ? request
    : { ...request, models: slowestFirst(request.models, (id) => medianTime(times[id])) };
}
