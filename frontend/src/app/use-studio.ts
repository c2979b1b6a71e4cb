import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { GenerateRequest, ModelsResponse, Parameters } from '../../../src/contract/index.ts';
import { type StartedRun, useStartRun } from '../features/generate/use-start-run.ts';
import { jobKey, useRun } from '../features/results/api/get-status.ts';
import { foldJobs, freshJob, type Run } from '../features/results/run-state.ts';
import { NoResponseError } from '../lib/api.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function parametersOf({
  prompt: _prompt,
  models: _models,
  ip: _ip,
  ...parameters
}: GenerateRequest): Parameters {
  return parameters;
}

function asked(request: GenerateRequest, models: ModelsResponse['models']) {
  return {
    prompt: request.prompt,
    parameters: parametersOf(request),
    models: models.filter((model) => request.models?.includes(model.id) ?? true),
  };
}

function jobOf({ request, response }: StartedRun, models: ModelsResponse['models']) {
  const known = new Map(models.map((model) => [model.id, model.provider]));
  return freshJob(
    response.jobId,
    {
      prompt: request.prompt,
      parameters: parametersOf(request),
      models: response.models.map(({ id, name }) => ({ id, name, provider: known.get(id) ?? '' })),
    },
    response.estimatedCostUsd,
    Date.now(),
  );
}

const NOTHING = { low: 0, high: 0 };

/**
 * The run that the address names, with the retries that joined it, and how to start more.
 * Retries are jobs of their own; the address lists them (`?with=`), so that every device sees the same view.
 */
export function useStudio(jobId: string | undefined, models: ModelsResponse) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const joined = search
    .getAll('with')
    .flatMap((ids) => ids.split(','))
    .filter((id) => UUID.test(id));
  const joinedKey = joined.join(',');
  const followed = useRun(jobId === undefined ? [] : [jobId, ...joined]);
  const newRun = useStartRun();
  const retry = useStartRun();
  const { mutate: mutateNew } = newRun;
  const { mutate: mutateRetry } = retry;

  const start = useCallback(
    (request: GenerateRequest) =>
      mutateNew(request, {
        onSuccess(started) {
          queryClient.setQueryData(jobKey(started.response.jobId), jobOf(started, models.models));
          navigate(`/r/${started.response.jobId}`);
        },
        onError: (error) =>
          reportError(t, error instanceof NoResponseError ? t.ask.notKnown : t.ask.notSent, error),
      }),
    [mutateNew, queryClient, models.models, navigate, t],
  );

  const joinRun = useCallback(
    (request: GenerateRequest) =>
      mutateRetry(request, {
        onSuccess(started) {
          const id = started.response.jobId;
          queryClient.setQueryData(jobKey(id), jobOf(started, models.models));
          const ids = [...joinedKey.split(','), id].filter(Boolean).join(',');
          navigate(`/r/${jobId}?with=${ids}`, { replace: true });
        },
        onError: (error) =>
          reportError(t, error instanceof NoResponseError ? t.ask.notKnown : t.ask.notSent, error),
      }),
    [mutateRetry, queryClient, models.models, joinedKey, jobId, navigate, t],
  );

  const sendingRun: Run | undefined =
    newRun.isPending && newRun.variables
      ? foldJobs([freshJob('', asked(newRun.variables, models.models), NOTHING, newRun.submittedAt)])
      : undefined;

  return {
    ...followed,
    run: sendingRun ?? followed.run,
    sending: newRun.isPending,
    retrying: retry.isPending,
    start,
    joinRun,
  };
}
