import type { WorkerEvent } from '../../contract/index.ts';
import { type Clock, isoTime } from '../../lib/clock.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import { warningFields } from '../../lib/warning.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultDocument } from '../../store/documents.ts';
import { indexField } from '../../store/pictures.ts';
import type { ResultStore } from '../../store/result-store.ts';
import { type SettleTools, settleAttempt } from './settle-attempt.ts';

export interface UnstartedAttempt {
  event: Pick<
    WorkerEvent,
    | 'jobId'
    | 'modelId'
    | 'index'
    | 'parameters'
    | 'createdAt'
    | 'reservedUsd'
    | 'totalModels'
    | 'totalPictures'
    | 'run'
  >;
  /** Of the slot and of its vendor, as a person reads them. */
  name: string;
  provider: string;
  /** A sentence for the person who asked. */
  reason: SafeText;
  /** Whether somebody wants it closed. */
  cancelled?: true;
  requestId: string;
}

/** What the result of an attempt that never started says. */
export const NOT_STARTED_MESSAGE = safeText`This model could not be started. Nothing was charged. Try again.`;

/** What the result of a cancelled attempt says. */
export const CANCELLED_MESSAGE = safeText`This picture was cancelled before it was begun. Nothing was charged.`;

export interface CloseTools extends SettleTools {
  claims: Pick<ClaimStore, 'claim'>;
  results: Pick<ResultStore, 'save' | 'read'>;
  clock: Clock;
  newId: () => string;
}

/**
 * Ends an attempt that never started: takes its claim, so that no worker can start it later, stores a result that says
 * so, and releases its reservation.
 * @returns `closed`: its vendor will never be called; `taken`: a worker has claimed it; `unknown`: the claims are
 * unavailable, so a worker may have it, and nothing was released
 */
export async function closeAttempt(
  tools: CloseTools,
  { event, name, provider, reason, cancelled, requestId }: UnstartedAttempt,
): Promise<'closed' | 'taken' | 'unknown'> {
  const { jobId, modelId, parameters } = event;
  const which = { modelId, ...indexField(event.index) };
  const now = isoTime(tools.clock.now());
  try {
    const times = { startedAt: now, deadline: now };
    const closing = { closing: true, ...(cancelled && { cancelled }) } as const;
    const claim = { claimId: tools.newId(), ...which, ...times, requestId, ...closing };
    if (!(await tools.claims.claim(jobId, claim))) return 'taken';
  } catch (cause) {
    tools.log.error('An attempt that was not started could not be closed', { jobId, modelId, cause });
    return 'unknown';
  }
  const result: ResultDocument = {
    model: name,
    ...which,
    provider,
    status: 'failed',
    error: { code: cancelled ? 'CANCELLED' : 'NOT_STARTED', message: reason, billed: 'no', retryable: true },
    completedAt: now,
    requested: parameters,
    sent: {},
    ...warningFields([]),
  };
  try {
    await tools.results.save(jobId, result);
    await settleAttempt(tools, event, result);
  } catch (cause) {
    tools.log.error('The result of an attempt that was not started could not be stored', {
      jobId,
      modelId,
      cause,
    });
  }
  return 'closed';
}
