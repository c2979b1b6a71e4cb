import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { estimateCost } from '../../../src/contract/estimate.ts';
import type {
  CostRange,
  DrawRequest,
  ModelEntry,
  ModelsResponse,
  Parameters,
  StatusResponse,
  Visibility,
} from '../../../src/contract/index.ts';
import { draftOfRun } from '../features/generate/draft.ts';
import { draftAt, seedDraft } from '../features/generate/draft-store.ts';
import { type StartedRun, useStartRun } from '../features/generate/use-start-run.ts';
import { jobKey, useRun } from '../features/results/api/get-status.ts';
import { runAddress, watchRun } from '../features/results/run-registry.ts';
import { askedOf, foldJobs, freshJob, type Run, withRetry } from '../features/results/run-state.ts';
import { NoResponseError } from '../lib/api.ts';
import { blindField } from '../lib/blind.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { expiryField } from '../lib/kept.ts';
import { priceFor } from '../lib/price-for.ts';
import { randomSeed } from '../lib/random.ts';
import { reportError } from '../lib/report-error.ts';
import { clearToasts } from '../lib/toasts.ts';
import { visibilityField } from '../lib/visibility.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Runs that were started from another one without its key, as the address lists them. */
function joinedIds(search: URLSearchParams): string[] {
  return search
    .getAll('with')
    .flatMap((ids) => ids.split(','))
    .filter((id) => UUID.test(id));
}

function parametersOf({
  prompt: _prompt,
  models: _models,
  count: _count,
  index: _index,
  retryOf: _retryOf,
  visibility: _visibility,
  blind: _blind,
  expiresInDays: _expiresInDays,
  operation: _operation,
  references: _references,
  mask: _mask,
  expand: _expand,
  parent: _parent,
  ip: _ip,
  ...parameters
}: DrawRequest): Parameters {
  return parameters;
}

/** Which pictures of each model a request asks for. */
function indexesOf({ count = 1, index }: DrawRequest): number[] {
  return index === undefined ? Array.from({ length: count }, (_, place) => place) : [index];
}

/** What a request says of pictures to work on. */
function editOf({ operation, parent }: DrawRequest) {
  if (operation === undefined || operation === 'generate') return {};
  return { operation, ...(parent && { parent }) };
}

/** Who may see what of a request. */
const seenBy = ({ visibility, blind = false }: DrawRequest, standard: Visibility) => ({
  visibility: blind ? ('private' as const) : (visibility ?? standard),
  blind,
});

/** What one picture of a request may cost. */
function priceOfOne({ operation, references = [] }: DrawRequest, model: ModelEntry): CostRange | null {
  if (operation === undefined || operation === 'generate') return model.priceUsd;
  return priceFor(model, operation, references.length);
}

/** The job of a request before the API has responded, with the estimate that the API will make. */
function askedJob(request: DrawRequest, { models, visibility }: ModelsResponse, now: number) {
  const chosen = models.filter((model) => request.models?.includes(model.id) ?? true);
  return freshJob(
    '',
    {
      indexes: indexesOf(request),
      prompt: request.prompt,
      parameters: parametersOf(request),
      models: chosen,
      ...seenBy(request, visibility),
      ...editOf(request),
    },
    estimateCost(indexesOf(request).flatMap(() => chosen.map((model) => priceOfOne(request, model)))),
    now,
  );
}

function startedJob({ request, response }: StartedRun, { models, visibility }: ModelsResponse) {
  const providers = new Map(models.map((model) => [model.id, model.provider]));
  return freshJob(
    response.jobId,
    {
      indexes: indexesOf(request),
      prompt: request.prompt,
      parameters: parametersOf(request),
      models: response.models.map(({ id, name }) => ({ id, name, provider: providers.get(id) ?? '' })),
      ...seenBy(request, visibility),
      ...editOf(request),
    },
    response.estimatedCostUsd,
    Date.now(),
  );
}

/** A rolled seed rolls on after each run; a typed one stays. */
function nextDraft(place: string) {
  const draft = draftAt(place);
  return draft.seedRolls && draft.seed !== '' ? { ...draft, seed: String(randomSeed()) } : draft;
}

/**
 * The run that the address names, and how to start more. A retry belongs to its run if that was started in this browser;
 * otherwise it is a run of its own, which the address lists (`?with=`).
 */
export function useStudio(jobId: string | undefined, models: ModelsResponse) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const joinedKey = joinedIds(search).join(',');
  const joined = joinedKey === '' ? [] : joinedKey.split(',');
  const followed = useRun(jobId === undefined ? [] : [jobId, ...joined]);
  const newRun = useStartRun();
  const retry = useStartRun();
  const { mutate: mutateNew } = newRun;
  const { mutateAsync: sendRetry } = retry;
  const { run } = followed;
  const place = jobId ?? 'new';

  const running = run && !run.ended;
  const prompt = run?.prompt;
  useEffect(() => {
    if (running && jobId !== undefined) {
      watchRun([jobId, ...(joinedKey === '' ? [] : joinedKey.split(','))], prompt ?? '');
    }
  }, [running, jobId, joinedKey, prompt]);

  const fail = useCallback(
    (error: Error) =>
      reportError(t, error instanceof NoResponseError ? t.ask.notKnown : t.ask.notSent, error, 'start'),
    [t],
  );

  const start = useCallback(
    (request: DrawRequest, onStarted?: () => void) => {
      clearToasts('start');
      mutateNew(
        { ...request, ...visibilityField(), ...blindField(), ...expiryField(models.keptDays) },
        {
          onSuccess(started) {
            const id = started.response.jobId;
            queryClient.setQueryData(jobKey(id), startedJob(started, models));
            onStarted?.();
            seedDraft(id, nextDraft(place));
            watchRun([id], request.prompt);
            navigate(`/r/${id}`);
          },
          onError: fail,
        },
      );
    },
    [mutateNew, queryClient, models, navigate, fail, place],
  );

  /** Sends a retry. @returns whether it was started */
  const joinRun = useCallback(
    async (request: DrawRequest): Promise<boolean> => {
      if (jobId === undefined) return false;
      clearToasts('start');
      let started: StartedRun;
      try {
        started = await sendRetry({
          ...request,
          retryOf: jobId,
          ...visibilityField(),
          ...expiryField(models.keptDays),
        });
      } catch (error) {
        fail(error as Error);
        return false;
      }
      const id = started.response.jobId;
      const retried = startedJob(started, models);
      const isHere = location.pathname === `/r/${jobId}`;
      // As the address is now: a retry before this one may have added to it.
      const joined = joinedIds(new URLSearchParams(isHere ? location.search : `?with=${joinedKey}`));
      if (started.response.retryOf === jobId) {
        queryClient.setQueryData<StatusResponse>(
          jobKey(jobId),
          (before) => before && withRetry(before, retried),
        );
        watchRun([jobId, ...joined], prompt ?? request.prompt);
        return true;
      }
      queryClient.setQueryData(jobKey(id), retried);
      const jobIds = [jobId, ...joined, id] as const;
      watchRun(jobIds, request.prompt);
      if (isHere) navigate(runAddress(jobIds), { replace: true });
      return true;
    },
    [sendRetry, queryClient, models, joinedKey, jobId, prompt, navigate, fail],
  );

  const sendingRun: Run | undefined =
    newRun.isPending && newRun.variables
      ? foldJobs([askedJob(newRun.variables, models, newRun.submittedAt)])
      : undefined;

  return {
    ...followed,
    run: sendingRun ?? run,
    sending: newRun.isPending,
    retrying: retry.isPending,
    start,
    joinRun,
  };
}

/** Gives the composer of a run's page the run's own prompt, settings and models, unless they were edited before. */
export function useRunDraft(jobId: string | undefined, run: Run | undefined): void {
  useEffect(() => {
    // The words of a change say nothing without its picture.
    if (jobId === undefined || !run || run.edit || run.blind) return;
    seedDraft(jobId, draftOfRun({ ...run, ...askedOf(run.tiles) }));
  }, [jobId, run]);
}
