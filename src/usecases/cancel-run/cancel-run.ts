import { isJobId } from '../../contract/generated/validators.js';
import type { CancelResponse } from '../../contract/index.ts';
import { notYourRun } from '../../errors.ts';
import { indexField, parametersOf, pictureId, totalsOf } from '../../store/pictures.ts';
import { CANCELLED_MESSAGE, type CloseTools, closeAttempt } from '../end-run/close-attempt.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed, unavailable } from '../limits/rate-limiter.ts';
import { type Attempt, type ReadRunTools, type Run, readRun } from '../read-run/read-run.ts';
import { isSomebody, owns, type Requester } from '../requester.ts';

export interface CloseUnbegunTools extends CloseTools {
  claims: CloseTools['claims'] & ReadRunTools['claims'];
}

export interface CancelRunTools extends CloseUnbegunTools, ReadRunTools, CountActionTools {
  jobs: CloseTools['jobs'] & ReadRunTools['jobs'];
  claims: CloseTools['claims'] & ReadRunTools['claims'];
  results: CloseTools['results'] & ReadRunTools['results'];
  clock: CloseTools['clock'];
}

export interface CancelInput extends Requester {
  jobId: string;
  /** Ids; `undefined` for all. */
  models: readonly string[] | undefined;
  /** Of one picture of each model; `undefined` for all. */
  index: number | undefined;
  /** As the gateway saw it. */
  address: string;
  requestId: string;
}

/** `closed` by this or an earlier request, `begun` before, or ended `otherwise` without having begun. */
type Fate = 'closed' | 'begun' | 'otherwise';

/**
 * Closes every attempt of a run and of its follow-ups that has not begun. The claim decides: whoever creates it, worker
 * or cancellation, has the attempt. Repeating it finds the same and changes nothing.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RUN_DELETED; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function cancelRun(tools: CancelRunTools): (input: CancelInput) => Promise<CancelResponse> {
  return async ({ jobId, models, index, address, requestId, ...who }) => {
    if (!isJobId(jobId) || !isSomebody(who)) throw notYourRun();
    await countAction(tools, address, who.owner);
    const jobs = (await failClosed(readRun(tools, jobId, who)))?.jobs;
    if (jobs === undefined || !owns(jobs[0].job, who)) throw notYourRun();
    const isMeant = ({ model, index: place }: Attempt) =>
      (models?.includes(model.id) ?? true) && (index === undefined || index === place);
    return { jobId, ...(await closeUnbegun(tools, jobs, isMeant, requestId)) };
  };
}

/**
 * Closes the attempts that have not begun, of a run and of its follow-ups.
 * @throws RequestError DISPATCH_FAILED if a store is unavailable
 */
export async function closeUnbegun(
  tools: CloseUnbegunTools,
  jobs: readonly Run[],
  isMeant: (attempt: Attempt) => boolean,
  requestId: string,
): Promise<Pick<CancelResponse, 'closed' | 'begun'>> {
  const closing = jobs.flatMap((run) =>
    run.attempts.filter(isMeant).map(async (attempt) => ({
      fate: await failClosed(cancelAttempt(tools, run, attempt, requestId)),
      picture: { jobId: run.job.jobId, modelId: attempt.model.id, index: attempt.index },
    })),
  );
  const fates = await Promise.all(closing);
  const those = (wanted: Fate) => fates.flatMap(({ fate, picture }) => (fate === wanted ? [picture] : []));
  return { closed: those('closed'), begun: those('begun') };
}

async function cancelAttempt(
  tools: CloseUnbegunTools,
  { job }: Run,
  { model, index, claim, result }: Attempt,
  requestId: string,
): Promise<Fate> {
  if (result?.status === 'failed' && result.error.code === 'CANCELLED') return 'closed';
  if (result?.status === 'failed' && result.error.code === 'NOT_STARTED') return 'otherwise';
  if (result !== undefined) return 'begun';
  if (claim !== undefined) return fateOf(claim);
  const { id: modelId, name, provider, reservedUsd } = model;
  const which = { modelId, ...indexField(index), reservedUsd };
  const event = { ...totalsOf(job), ...which, parameters: parametersOf(job.parameters, index) };
  const reason = CANCELLED_MESSAGE;
  const outcome = await closeAttempt(tools, { event, name, provider, reason, cancelled: true, requestId });
  if (outcome === 'unknown') throw unavailable(new Error('A claim could not be taken.'));
  if (outcome === 'closed') return 'closed';
  const taken = await tools.claims.read(job.jobId, pictureId(event));
  return taken === undefined ? 'begun' : fateOf(taken);
}

/** Of an attempt with a claim and no result. */
const fateOf = ({ closing, cancelled }: { closing?: true; cancelled?: true }): Fate =>
  cancelled ? 'closed' : closing ? 'otherwise' : 'begun';
