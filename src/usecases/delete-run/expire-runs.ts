import { type Clock, isoTime } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { DeletionStore } from '../../store/deletion-store.ts';
import type { Expiry, ExpiryStore } from '../../store/expiry-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { expiryOf, visibilityOf } from '../who-may-see.ts';

/** Runs of one pass; what is left over, the next one finds. */
const RUNS_A_PASS = 200;

export interface ExpireRunsTools {
  expiries: Pick<ExpiryStore, 'due' | 'remove'>;
  jobs: Pick<JobStore, 'list' | 'read' | 'readStateVersion' | 'changeState'>;
  deletions: Pick<DeletionStore, 'begin'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/**
 * Begins to delete the runs whose time is over; readers have not shown them since. Passes may overlap and may be killed
 * at any time: the entry in the index goes last.
 * @returns how many deletions were begun
 */
export async function expireRuns(tools: ExpireRunsTools): Promise<number> {
  let begun = 0;
  for (const expiry of await tools.expiries.due(tools.clock.now(), RUNS_A_PASS)) {
    try {
      if (await expire(tools, expiry)) begun += 1;
    } catch (cause) {
      const { jobId } = expiry;
      tools.log.error('A run could not be expired; the next pass will try again', { jobId, cause });
    }
  }
  return begun;
}

async function expire(
  { expiries, jobs, deletions, clock }: ExpireRunsTools,
  expiry: Expiry,
): Promise<boolean> {
  const { jobId } = expiry;
  const job = (await jobs.list(jobId)).hasJob ? await jobs.read(jobId) : undefined;
  const current = await jobs.readStateVersion(jobId);
  const state = current?.state;
  const { createdAt, runKeyHash, owner } = state ?? job ?? {};
  const expiresAt = expiryOf(job, state);
  const isDue = expiresAt !== undefined && Date.parse(expiresAt) <= clock.now();
  const isOurs = isDue && (state?.deletedAt === undefined || job !== undefined);
  if (createdAt === undefined || !isOurs) {
    // It is gone already, or its owner has thought again, and it is in the index a second time.
    await expiries.remove(expiry);
    return false;
  }
  const deletedAt = state?.deletedAt ?? isoTime(clock.now());
  const deleted = {
    createdAt,
    ...(runKeyHash !== undefined && { runKeyHash }),
    ...(owner !== undefined && { owner }),
    visibility: visibilityOf(job, state),
    expiresAt,
    deletedAt,
  };
  // Whoever changes the run at this moment wins, and the next pass sees what was decided.
  if (state?.deletedAt === undefined && !(await jobs.changeState(jobId, deleted, current?.etag)))
    return false;
  await deletions.begin({ jobId, ...deleted });
  await expiries.remove(expiry);
  return true;
}
