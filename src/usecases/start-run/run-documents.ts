import { EDIT_EVENT_VERSION, TOOL_EVENT_VERSION } from '../../contract/constants.ts';
import type { EventInput, GenerateResponse, WorkerEvent } from '../../contract/index.ts';
import type { InputDocument, JobDocument } from '../../store/documents.ts';
import type { JobStore } from '../../store/job-store.ts';
import { indexField, type JobPicture, parametersOf, picturesOf, totalsOf } from '../../store/pictures.ts';
import { expiresAfter } from '../expiry.ts';
import { whyGone } from '../who-may-see.ts';
import type { Asked } from './asked.ts';
import type { Cell } from './cell.ts';
import { inputsOf } from './edit.ts';
import type { RunPlan } from './plan-run.ts';

export interface DescribedRun extends Asked {
  plan: RunPlan;
  now: number;
  /** The person who starts it, where people sign in. */
  payer: string | undefined;
  /** Id of the key of a program, if it has a budget. */
  payerKey: string | undefined;
  /** Of a list of prompts. */
  cell?: Cell | undefined;
  correlationId: string;
}

/** @param newName names that tell nothing */
export function jobDocument(
  run: DescribedRun,
  jobId: string,
  admissionId: string,
  newName: () => string,
): JobDocument {
  const {
    prompt,
    parameters,
    plan,
    indexes,
    correlationId,
    runKeyHash,
    owner,
    payer,
    payerKey,
    cell,
    visibility,
    expiresInDays,
    root,
    edit,
    parent,
    blind,
  } = run;
  const { models, estimatedCostUsd } = plan;
  const createdAt = new Date(run.now).toISOString();
  const expiresAt = expiresInDays === undefined ? run.expiresAt : expiresAfter(createdAt, expiresInDays);
  const asked = { jobId, prompt, parameters, createdAt, models, estimatedCostUsd, correlationId };
  return {
    ...asked,
    version: 2,
    admissionId,
    ...(indexes !== undefined && { indexes }),
    ...(runKeyHash !== undefined && { runKeyHash }),
    ...(owner !== undefined && { owner }),
    ...(payer !== undefined && { payer }),
    ...(payerKey !== undefined && { payerKey }),
    ...(cell !== undefined && cellField(cell)),
    ...(visibility !== undefined && { visibility }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(root !== undefined && { run: root }),
    // A follow-up works on the pictures of its run, which lie where its own do.
    ...(edit !== undefined && {
      operation: edit.operation,
      ...inputsOf(root?.jobId ?? jobId, edit),
      ...(edit.expand !== undefined && { expand: edit.expand }),
    }),
    ...(parent !== undefined && { parent }),
    ...(blind && {
      blind: namesOf(picturesOf({ models, ...(indexes !== undefined && { indexes }) }), newName),
    }),
  };
}

function cellField({ listId, n, category, list }: Cell): Pick<JobDocument, 'cell' | 'payerList'> {
  return {
    cell: { listId, n, ...(category !== undefined && { category }) },
    ...(list.budgetUsd !== undefined && { payerList: listId }),
  };
}

const namesOf = (pictures: readonly JobPicture[], newName: () => string) =>
  Object.fromEntries(pictures.map(({ id }) => [id, newName()]));

export function workerEvent(job: JobDocument, { model, index, id }: JobPicture): WorkerEvent {
  const { prompt, correlationId, operation, inputs = [], mask, expand } = job;
  const blind = job.blind?.[id];
  const { id: modelId, reservedUsd } = model;
  const parameters = parametersOf(job.parameters, index);
  const event = {
    ...totalsOf(job),
    modelId,
    ...indexField(index),
    prompt,
    parameters,
    reservedUsd,
    correlationId,
    ...(blind !== undefined && { blind }),
  };
  if (operation === undefined) return event;
  const byWords = operation === 'change' || operation === 'combine';
  return {
    ...event,
    operation,
    inputs: inputs.map(eventInput),
    ...(mask !== undefined && { mask: eventInput(mask) }),
    ...(expand !== undefined && { expand }),
    version: byWords ? EDIT_EVENT_VERSION : TOOL_EVENT_VERSION,
  };
}

const eventInput = ({ key, contentType, width, height, sha256 }: InputDocument): EventInput => ({
  key,
  contentType,
  width,
  height,
  sha256,
});

export function responseOf({
  jobId,
  models,
  indexes = [0],
  estimatedCostUsd,
  run,
}: JobDocument): GenerateResponse {
  const count = models.length;
  return {
    jobId,
    status: 'pending',
    message: count === 1 ? 'Drawing with one model.' : `Drawing with ${count} models.`,
    totalModels: count,
    totalPictures: count * indexes.length,
    models: models.map(({ id, name }) => ({ id, name })),
    estimatedCostUsd,
    ...(run !== undefined && { retryOf: run.jobId }),
  };
}

/**
 * A job that may not exist. Listed first, because S3 may respond 403 to reading a key that does not exist.
 * @throws RequestError RUN_DELETED, RUN_EXPIRED
 */
export async function findJob(
  { jobs, clock }: FindJobTools,
  jobId: string,
): Promise<JobDocument | undefined> {
  const listed = await jobs.list(jobId);
  const own = listed.hasState ? await jobs.readState(jobId) : undefined;
  const job = listed.hasJob ? await jobs.read(jobId) : undefined;
  const gone = whyGone(job, own ?? (job?.run && (await jobs.findState(job.run.jobId))), clock.now());
  if (gone !== undefined) throw gone;
  return job;
}

interface FindJobTools {
  jobs: Pick<JobStore, 'list' | 'read' | 'readState' | 'findState'>;
  clock: { now(): number };
}
