import type { Slot } from '../../config/slot.ts';
import { sumUsd } from '../../contract/estimate.ts';
import type { GenerateRequest, GenerateResponse, WorkerEvent } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { beginInTurn } from '../../lib/begin-in-turn.ts';
import { canonicalJson, sha256Hex } from '../../lib/hash.ts';
import type { JobDocument, JobModel } from '../../store/documents.ts';
import type { JobStore } from '../../store/job-store.ts';
import { clientOf, type RunAdmissionTools, runAdmission } from '../limits/admission.ts';
import type { Budget } from '../limits/budget.ts';
import { type Admitted, unavailable } from '../limits/gate.ts';
import type { Dispatcher } from '../ports.ts';
import { type CloseTools, closeUnstarted } from './close-unstarted.ts';
import type { Idempotency } from './idempotency.ts';
import { type JobPlan, planJob, startOrder } from './job-plan.ts';

export interface CreateJobTools extends CloseTools, RunAdmissionTools {
  slots: readonly Slot[];
  isBlocked: (prompt: string) => boolean;
  idempotency: Idempotency;
  jobs: JobStore;
  budget: Budget;
  dispatcher: Dispatcher;
  addressHashKey: string;
}

export interface CreateJobInput {
  /** Valid by the contract, its texts normalised. */
  request: GenerateRequest;
  /** As the gateway saw it, never as the client says. */
  address: string;
  idempotencyKey: string | undefined;
  correlationId: string;
  requestId: string;
}

export interface CreatedJob {
  response: GenerateResponse;
  /** `RateLimit-*`; none on a repeated answer, which charges nothing. */
  headers: Record<string, string>;
}

/**
 * Makes a job of a request: content filter, idempotency, limits, budgets, `job.json`, one worker per model. What is
 * refused on the way gives back what it was charged.
 * @throws RequestError UNKNOWN_MODEL, PROMPT_BLOCKED, IDEMPOTENCY_MISMATCH, RATE_LIMITED,
 * BUDGET_EXHAUSTED, DISPATCH_FAILED
 */
export function createJob(tools: CreateJobTools): (input: CreateJobInput) => Promise<CreatedJob> {
  const admissionOf = runAdmission(tools);
  return async (input) => {
    const plan = planJob(tools.slots, input.request);
    if (tools.isBlocked(plan.prompt)) throw blocked();

    const now = tools.clock.now();
    const client = clientOf(tools.addressHashKey, input.address);
    const admission = admissionOf(client, now, plan.reservedUsd);
    const job = jobDocument(plan, tools.newId(), now, input.correlationId);
    const response = responseOf(job);

    const refusal = admission.knownRefusal();
    const repetition =
      input.idempotencyKey === undefined
        ? undefined
        : { clientHash: client.hash, key: input.idempotencyKey, bodyHash: bodyHashOf(plan), response };
    if (refusal !== undefined) {
      const earlier = repetition && (await orUnavailable(tools.idempotency.recall(repetition)));
      if (earlier === undefined) throw refusal;
      return { response: earlier, headers: {} };
    }

    // Repetitions are charged nothing, not even for a moment, since that could refuse somebody else. What looks new is
    // charged and written while its key is claimed, because each is a round trip.
    const looksNew = repetition === undefined || (await tools.idempotency.seemsFirst(repetition));
    const claim = repetition && orUnavailable(tools.idempotency.begin(repetition));
    const enter = () => charged(tools, admission, job);
    const [turn, entry] = await Promise.allSettled([
      claim,
      looksNew ? enter() : claim?.then(({ first }) => (first ? enter() : undefined)),
    ]);
    const isFirst = turn.status === 'fulfilled' && turn.value?.first !== false;
    if (!isFirst && entry.status === 'fulfilled') await entry.value?.refund();
    if (turn.status === 'rejected') throw turn.reason;
    if (turn.value?.first === false) return { response: turn.value.response, headers: {} };
    try {
      if (entry.status === 'rejected') throw entry.reason;
      const admitted = entry.value;
      if (admitted === undefined) throw new Error('A first request was not charged.');
      await fanOut(tools, job, admitted, input);
      return { response, headers: admitted.headers };
    } catch (error) {
      await turn.value?.withdraw();
      throw error;
    }
  };
}

/** Charges the run and writes its document. */
async function charged(
  tools: CreateJobTools,
  admission: { admit: () => Promise<Admitted> },
  job: JobDocument,
): Promise<Admitted> {
  const admitted = await admission.admit();
  try {
    await tools.jobs.create(job);
    return admitted;
  } catch (cause) {
    await admitted.refund();
    throw unavailable(cause);
  }
}

/** Starts the workers; refunds and throws when nothing at all could be started. */
async function fanOut(
  tools: CreateJobTools,
  job: JobDocument,
  admitted: Admitted,
  { request, requestId }: CreateJobInput,
) {
  const models = startOrder(job.models, request.models);
  const outcomes = await beginInTurn(models, (model) => startModel(tools, job, model, requestId));
  const closed = outcomes.filter((outcome) => outcome.state === 'closed');
  if (closed.length === outcomes.length) {
    await admitted.refund();
    throw unavailable(closed[0]?.cause);
  }
  await tools.budget.release(job.createdAt, sumUsd(closed.map((outcome) => outcome.reservedUsd)));
}

/** A model whose worker cannot be started is closed at once, unless a worker started all the same. */
async function startModel(tools: CreateJobTools, job: JobDocument, model: JobModel, requestId: string) {
  const event = workerEvent(job, model);
  const { reservedUsd } = model;
  try {
    await tools.dispatcher.dispatch(event);
    return { state: 'dispatched', reservedUsd } as const;
  } catch (cause) {
    tools.log.error('A worker could not be started', { jobId: job.jobId, modelId: model.id, cause });
    const state = await closeUnstarted(tools, {
      event,
      name: model.name,
      provider: model.provider,
      reason: 'This model could not be started. Nothing was charged. Try again.',
      requestId,
    });
    return { state, reservedUsd, cause };
  }
}

function jobDocument(plan: JobPlan, jobId: string, now: number, correlationId: string): JobDocument {
  const { prompt, parameters, models, estimatedCostUsd } = plan;
  const createdAt = new Date(now).toISOString();
  return { jobId, prompt, parameters, createdAt, models, estimatedCostUsd, correlationId };
}

function workerEvent(job: JobDocument, model: JobModel): WorkerEvent {
  const { jobId, prompt, parameters, createdAt, correlationId } = job;
  return {
    jobId,
    modelId: model.id,
    prompt,
    parameters,
    createdAt,
    totalModels: job.models.length,
    reservedUsd: model.reservedUsd,
    correlationId,
  };
}

function responseOf({ jobId, models, estimatedCostUsd }: JobDocument): GenerateResponse {
  const count = models.length;
  return {
    jobId,
    status: 'pending',
    message: count === 1 ? 'Drawing with one model.' : `Drawing with ${count} models.`,
    totalModels: count,
    models: models.map(({ id, name }) => ({ id, name })),
    estimatedCostUsd,
  };
}

/** Two requests are the same when they ask for the same pictures, however they are written. */
function bodyHashOf({ prompt, parameters, models }: JobPlan): string {
  return sha256Hex(canonicalJson({ prompt, parameters, models: models.map(({ id }) => id) }));
}

/** A store that fails is a refusal of ours, never a free pass. */
async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof RequestError ? error : unavailable(error);
  }
}

function blocked(): RequestError {
  return new RequestError(
    'PROMPT_BLOCKED',
    'This prompt asks for sexual or abusive content, which this service does not draw. Please change the wording.',
  );
}
