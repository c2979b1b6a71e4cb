import type { StateDocument } from '../store/documents.ts';
import type { JobStore } from '../store/job-store.ts';
import { holdsKey } from './run-key.ts';
import { visibilityOf } from './who-may-see.ts';

/** The state of a run, as it is stored or would be. */
export interface OwnedRun extends StateDocument {
  jobId: string;
}

/**
 * The run with this id, or the one that it belongs to, for whoever has its key.
 * @returns `undefined` if there is no such run, or if this is not its key
 */
export async function findOwned(
  jobs: Pick<JobStore, 'list' | 'read' | 'readState' | 'findState'>,
  jobId: string,
  runKey: string,
): Promise<OwnedRun | undefined> {
  const listed = await jobs.list(jobId);
  const own = listed.hasState ? await jobs.readState(jobId) : undefined;
  const job = listed.hasJob ? await jobs.read(jobId) : undefined;
  const found = job ?? own;
  if (found?.runKeyHash === undefined || !holdsKey(found, runKey)) return undefined;
  const { createdAt, runKeyHash, run } = found;
  const root = run === undefined ? { jobId, createdAt } : { jobId: run.jobId, createdAt: run.createdAt };
  const state = run === undefined ? own : await jobs.findState(run.jobId);
  const { deletedAt } = state ?? {};
  const visibility = visibilityOf(job, state);
  return { ...root, runKeyHash, visibility, ...(deletedAt !== undefined && { deletedAt }) };
}
