import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultStore } from '../../store/result-store.ts';

/** Whose part of a job is to be closed. */
export interface UnstartedModel {
  event: Pick<WorkerEvent, 'jobId' | 'modelId' | 'parameters'>;
  name: string;
  provider: string;
  /** A sentence for the person who asked. */
  reason: string;
  requestId: string;
}

export interface CloseTools {
  claims: ClaimStore;
  results: ResultStore;
  clock: Clock;
  log: Log;
  newId: () => string;
}

/**
 * Ends a model's part before its vendor was ever asked, by taking its claim so that no worker can start it later.
 * @returns `closed`: nobody will ever call the vendor, so what was reserved may be given back; `taken`: a worker has
 * it; `unknown`: the store could not say, so nothing may be given back
 * @param beforeResult done once the model is certain never to start, for example giving back its reservation; a
 * reader of the result may then rely on it
 */
export async function closeUnstarted(
  { claims, results, clock, log, newId }: CloseTools,
  { event, name, provider, reason, requestId }: UnstartedModel,
  beforeResult: () => Promise<void> = async () => undefined,
): Promise<'closed' | 'taken' | 'unknown'> {
  const { jobId, modelId, parameters } = event;
  const now = new Date(clock.now()).toISOString();
  try {
    const claim = { claimId: newId(), modelId, startedAt: now, deadline: now, requestId };
    if (!(await claims.claim(jobId, claim))) return 'taken';
  } catch (cause) {
    log.error('A model that was not started could not be closed', { jobId, modelId, cause });
    return 'unknown';
  }
  await beforeResult();
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
  } catch (cause) {
    log.error('The result of a model that was not started could not be stored', { jobId, modelId, cause });
  }
  return 'closed';
}
