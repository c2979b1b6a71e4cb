import type { FailedResult } from '../../contract/index.ts';
import { isoTime } from '../../lib/clock.ts';
import type { ClaimDocument, JobDocument, JobModel } from '../../store/documents.ts';

// Only for runs of versions without a sweeper, whose ends were not stored.

/** An attempt that is not claimed by then never will be: workers refuse events older than 300 s. */
const NOT_STARTED_AFTER_MS = 330_000;
/** A result that is not stored this long after its deadline never will be. */
const LOST_AFTER_DEADLINE_MS = 30_000;

/** The result that an attempt without one has after so long, or `undefined` while its worker may still report. */
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
    completedAt: isoTime(lostAt),
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
  message: 'The outcome of this model is unknown. It may have been charged.',
  billed: 'unknown',
  retryable: true,
};
