import { isoTime } from '../../lib/clock.ts';
import { safeText } from '../../lib/safe-text.ts';
import type { ClaimDocument, JobDocument, ResultDocument } from '../../store/documents.ts';
import { indexField, type JobPicture, parametersOf } from '../../store/pictures.ts';
import { CANCELLED_MESSAGE, NOT_STARTED_MESSAGE } from './close-attempt.ts';

/** The result of an attempt whose claimant died without one. Only the closer of an attempt knows that nothing was billed. */
export function closedResult(
  job: JobDocument,
  { model, index }: JobPicture,
  { startedAt, closing, cancelled }: Pick<ClaimDocument, 'startedAt' | 'closing' | 'cancelled'>,
  now: number,
): ResultDocument {
  return {
    model: model.name,
    modelId: model.id,
    ...indexField(index),
    provider: model.provider,
    status: 'failed',
    error: cancelled ? CANCELLED : closing ? NOT_STARTED : OUTCOME_UNKNOWN,
    ...(!closing && { startedAt }),
    completedAt: isoTime(now),
    requested: parametersOf(job.parameters, index),
  };
}

const NOT_STARTED = {
  code: 'NOT_STARTED',
  message: NOT_STARTED_MESSAGE,
  billed: 'no',
  retryable: true,
} as const;

const CANCELLED = {
  code: 'CANCELLED',
  message: CANCELLED_MESSAGE,
  billed: 'no',
  retryable: true,
} as const;

const OUTCOME_UNKNOWN = {
  code: 'OUTCOME_UNKNOWN',
  message: safeText`The outcome of this model is unknown. It may have been charged.`,
  billed: 'unknown',
  retryable: true,
} as const;
