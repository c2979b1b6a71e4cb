import type { FailedResult } from '../../contract/index.ts';
import type { ClaimDocument, JobDocument, JobModel } from '../../store/documents.ts';

/** A model that no worker took for this long will not be started any more; a worker refuses events older than 300 s. */
export const NOT_STARTED_AFTER_MS = 330_000;
/** A result this long after its deadline will not come any more. */
export const LOST_AFTER_DEADLINE_MS = 30_000;
/** From here on the pictures of a job do not change: the longest deadline has passed too. */
export const SETTLED_AFTER_MS = 15 * 60_000;

/** The end that the clock gives to a model nobody reported on, or `undefined` while it may still report. */
export function endByClock(
  job: JobDocument,
  model: JobModel,
  claim: ClaimDocument | undefined,
  now: number,
): FailedResult | undefined {
  const lostAt =
    claim === undefined
      ? Date.parse(job.createdAt) + NOT_STARTED_AFTER_MS
      : Date.parse(claim.deadline) + LOST_AFTER_DEADLINE_MS;
  if (now < lostAt) return undefined;
  return {
    model: model.name,
    modelId: model.id,
    provider: model.provider,
    status: 'failed',
    error: claim === undefined ? NOT_STARTED : OUTCOME_UNKNOWN,
    ...(claim === undefined ? {} : { startedAt: claim.startedAt }),
    completedAt: new Date(lostAt).toISOString(),
    requested: job.parameters,
  };
}

const NOT_STARTED: FailedResult['error'] = {
  code: 'NOT_STARTED',
  message: 'This model could not be started. Nothing was charged. Try again.',
  billed: 'no',
  retryable: true,
};

const OUTCOME_UNKNOWN: FailedResult['error'] = {
  code: 'OUTCOME_UNKNOWN',
  message: 'No answer of this model arrived. It may have been charged all the same.',
  billed: 'unknown',
  retryable: true,
};
