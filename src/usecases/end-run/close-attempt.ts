import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { isoTime } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultStore } from '../../store/result-store.ts';
import type { Budget } from '../limits/budget.ts';

export interface UnstartedAttempt {
  event: Pick<WorkerEvent, 'jobId' | 'modelId' | 'parameters' | 'createdAt' | 'reservedUsd'>;
  /** Of the slot and of its vendor, as a person reads them. */
  name: string;
  provider: string;
  /** A sentence for the person who asked. */
  reason: string;
  requestId: string;
}

export interface CloseTools {
  claims: ClaimStore;
  results: ResultStore;
  budget: Budget;
  clock: Clock;
  log: Log;
  newId: () => string;
}

/**
 * Ends an attempt that never started: takes its claim, so that no worker can start it later, releases its reservation
 * and stores a result that says so.
 * @returns `closed`: its vendor will never be called; `taken`: a worker has claimed it; `unknown`: the claims are
 * unavailable, so a worker may have it, and nothing was released
 */
export async function closeAttempt(
  { claims, results, budget, clock, log, newId }: CloseTools,
  { event, name, provider, reason, requestId }: UnstartedAttempt,
): Promise<'closed' | 'taken' | 'unknown'> {
  const { jobId, modelId, parameters } = event;
  const now = isoTime(clock.now());
  try {
    const claim = { claimId: newId(), modelId, startedAt: now, deadline: now, requestId };
    if (!(await claims.claim(jobId, claim))) return 'taken';
  } catch (cause) {
    log.error('An attempt that was not started could not be closed', { jobId, modelId, cause });
    return 'unknown';
  }
  // Before the result, so that a reader of the result can rely on it.
  await budget.settle(event, 0);
  try {
    await results.save(jobId, {
      model: name,
      modelId,
      provider,
      status: 'failed',
      error: { code: 'NOT_STARTED', message: reason, billed: 'no', retryable: true },
      completedAt: now,
      requested: parameters,
      sent: {},
      warnings: [],
    });
    await budget.forget(event, 0);
  } catch (cause) {
    log.error('The result of an attempt that was not started could not be stored', { jobId, modelId, cause });
  }
  return 'closed';
}
