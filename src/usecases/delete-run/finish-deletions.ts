import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { DeletionStore } from '../../store/deletion-store.ts';
import type { DeletionDocument } from '../../store/documents.ts';
import type { Expiry, ExpiryStore } from '../../store/expiry-store.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import type { LinkStore } from '../../store/link-store.ts';
import type { OpenRunStore } from '../../store/open-run-store.ts';
import type { OwnRunStore } from '../../store/own-run-store.ts';
import { beginDeletion, removeFromSight } from './delete-run.ts';

/**
 * Documents of a run younger than this stay: without its claim, an event that is delivered twice would be drawn twice
 * (an event lives 300 s, its worker as long), and the admission of a request that died is looked up in its job (600 s).
 */
export const OLD_ENOUGH_MS = 900_000;
/** A request that read the run before it was deleted may add a follow-up for so long. */
export const NOTHING_NEW_MS = 60_000;

export interface FinishDeletionsTools {
  deletions: DeletionStore;
  jobs: Pick<JobStore, 'list' | 'readFollowUp' | 'saveState' | 'deleteDocuments'>;
  images: Pick<ImageStore, 'deleteRun'>;
  kept: Pick<KeptStore, 'remove'>;
  links: Pick<LinkStore, 'idsOf' | 'revoke'>;
  gallery: Pick<GalleryStore, 'remove'>;
  ownRuns: Pick<OwnRunStore, 'remove'>;
  openRuns: Pick<OpenRunStore, 'isOpen'>;
  expiries: Pick<ExpiryStore, 'list' | 'remove'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/**
 * One pass over the runs that are being deleted: removes pictures that workers have stored since, and once the run and
 * its follow-ups have ended, everything but their states. Passes may overlap and may be killed at any time.
 * @returns how many deletions were finished
 */
export async function finishDeletions(tools: FinishDeletionsTools): Promise<number> {
  let finished = 0;
  let read: Promise<Expiry[]> | undefined;
  /** Reads the index once for all runs of a pass: it knows its runs by their time. */
  const expiriesOf = async ({ jobId, expiresAt }: DeletionDocument) => {
    if (expiresAt === undefined) return [];
    read ??= tools.expiries.list();
    return (await read).filter((expiry) => expiry.jobId === jobId);
  };
  for (const deletion of await tools.deletions.list()) {
    try {
      if (await finish(tools, deletion, () => expiriesOf(deletion))) finished += 1;
    } catch (cause) {
      const { jobId } = deletion;
      tools.log.error('A run could not be deleted; the next pass will try again', { jobId, cause });
    }
  }
  return finished;
}

async function finish(
  tools: FinishDeletionsTools,
  deletion: DeletionDocument,
  expiriesOf: () => Promise<Expiry[]>,
): Promise<boolean> {
  const { deletions, jobs } = tools;
  const { jobId } = deletion;
  const followUps = await beginDeletion(jobs, deletion);
  await removeFromSight(tools, deletion);
  if (!(await isOver(tools, deletion, followUps))) return false;
  for (const expiry of await expiriesOf()) await tools.expiries.remove(expiry);
  // The run itself last: it knows its follow-ups.
  for (const id of followUps) await jobs.deleteDocuments(id);
  await jobs.deleteDocuments(jobId);
  await deletions.finish(jobId);
  return true;
}

/** Whether nobody works on the run or on a follow-up any more, or will. */
async function isOver(
  { jobs, openRuns, clock }: FinishDeletionsTools,
  { jobId, createdAt, deletedAt }: DeletionDocument,
  followUps: readonly string[],
): Promise<boolean> {
  const now = clock.now();
  const read = await Promise.all(followUps.map((id) => jobs.readFollowUp(jobId, id)));
  const runs = [{ jobId, createdAt }, ...read.filter((followUp) => followUp !== undefined)].map((run) => ({
    jobId: run.jobId,
    createdAtMs: Date.parse(run.createdAt),
  }));
  if (now - Date.parse(deletedAt) < NOTHING_NEW_MS) return false;
  if (runs.some(({ createdAtMs }) => now - createdAtMs < OLD_ENOUGH_MS)) return false;
  return !(await Promise.all(runs.map((run) => openRuns.isOpen(run)))).includes(true);
}
