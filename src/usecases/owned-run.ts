import type { JobDocument, StateDocument } from '../store/documents.ts';
import type { JobStore } from '../store/job-store.ts';
import { owns, type Requester } from './requester.ts';
import { expiryOf, isBlind, visibilityOf } from './who-may-see.ts';

/** The state of a run, as it is stored or would be. */
export interface OwnedRun extends StateDocument {
  jobId: string;
  /** Whether it is not told whose its pictures are; never stored. */
  isBlind?: true;
}

/**
 * The run with this id, or the one that it belongs to, for whom it belongs to.
 * @returns `undefined` if there is no such run, or if it is not theirs
 */
export const findOwned = (jobs: RunDocuments, jobId: string, who: Requester): Promise<OwnedRun | undefined> =>
  findRun(jobs, jobId, (run) => owns(run, who));

type RunDocuments = Pick<JobStore, 'list' | 'read' | 'readState' | 'findState'>;

/** The same, for whoever it `isOf`. */
export async function findRun(
  jobs: RunDocuments,
  jobId: string,
  isOf: (run: Pick<JobDocument, 'runKeyHash' | 'owner'>) => boolean,
): Promise<OwnedRun | undefined> {
  const listed = await jobs.list(jobId);
  const own = listed.hasState ? await jobs.readState(jobId) : undefined;
  const job = listed.hasJob ? await jobs.read(jobId) : undefined;
  const found = job ?? own;
  if (found === undefined || !isOf(found)) return undefined;
  const { createdAt, runKeyHash, owner, run } = found;
  const root = run === undefined ? { jobId, createdAt } : { jobId: run.jobId, createdAt: run.createdAt };
  const state = run === undefined ? own : await jobs.findState(run.jobId);
  const { deletedAt, title, revealedAt } = state ?? {};
  const expiresAt = expiryOf(job, state);
  return {
    ...root,
    ...(runKeyHash !== undefined && { runKeyHash }),
    ...(owner !== undefined && { owner }),
    visibility: visibilityOf(job, state),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(title !== undefined && { title }),
    ...(deletedAt !== undefined && { deletedAt }),
    ...(revealedAt !== undefined && { revealedAt }),
    ...(isBlind(job, state) && { isBlind: true }),
  };
}
