import { isJobId } from '../../contract/generated/validators.js';
import type { DeleteRunResponse } from '../../contract/index.ts';
import { notYourRun } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { DeletionStore } from '../../store/deletion-store.ts';
import type { DeletionDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { KeptStore } from '../../store/kept-store.ts';
import type { LinkStore } from '../../store/link-store.ts';
import { indexesOf, type OwnRunStore } from '../../store/own-run-store.ts';
import { type CloseUnbegunTools, closeUnbegun } from '../cancel-run/cancel-run.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { findOwned, type OwnedRun } from '../owned-run.ts';
import { type ReadRunTools, readListed } from '../read-run/read-run.ts';
import { isSomebody, type Requester } from '../requester.ts';

/** What deleting a run takes, for whoever may. */
export interface DeleteTools extends CloseUnbegunTools, ReadRunTools {
  jobs: CloseUnbegunTools['jobs'] & ReadRunTools['jobs'] & Pick<JobStore, 'findState' | 'saveState'>;
  claims: CloseUnbegunTools['claims'] & ReadRunTools['claims'];
  results: CloseUnbegunTools['results'] & ReadRunTools['results'];
  clock: CloseUnbegunTools['clock'];
  deletions: Pick<DeletionStore, 'begin'>;
  gallery: Pick<GalleryStore, 'remove'>;
  images: Pick<ImageStore, 'deleteRun'>;
  kept: Pick<KeptStore, 'list' | 'remove' | 'runsOf'>;
  links: Pick<LinkStore, 'idsOf' | 'revoke'>;
  ownRuns: Pick<OwnRunStore, 'remove'>;
}

export interface SightTools extends Pick<DeleteTools, 'gallery' | 'images' | 'links' | 'ownRuns'> {
  kept: Pick<KeptStore, 'remove'>;
}

export interface DeleteRunTools extends DeleteTools, CountActionTools {
  clock: DeleteTools['clock'];
}

export interface DeleteRunInput extends Requester {
  jobId: string;
  /** As the gateway saw it. */
  address: string;
  requestId: string;
}

/**
 * Deletes a run and its follow-ups: from the response on, nobody reads anything of it, and what has not begun is never
 * drawn. The marker comes first, so that the sweeper finishes what dies in between; it also deletes the documents, once
 * nobody works on the run any more. Repeating it does the same again. Of a run that has expired, what was kept is deleted.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function deleteRun(tools: DeleteRunTools): (input: DeleteRunInput) => Promise<DeleteRunResponse> {
  return async ({ jobId, address, requestId, ...who }) => {
    if (!isJobId(jobId) || !isSomebody(who)) throw notYourRun();
    await countAction(tools, address, who.owner);
    const run = await failClosed(findOwned(tools.jobs, jobId, who));
    if (run === undefined) return failClosed(deleteKept(tools, jobId, who));
    const deletion = await failClosed(deleteOwned(tools, run, requestId));
    return { jobId: deletion.jobId, deletedAt: deletion.deletedAt };
  };
}

/** Deletes what is kept of a run that has expired. @throws RequestError JOB_NOT_FOUND if nothing is, or not of theirs */
async function deleteKept(
  { kept, clock }: Pick<DeleteTools, 'kept' | 'clock'>,
  jobId: string,
  { owner, runKey, isAdmin = false }: Requester,
): Promise<DeleteRunResponse> {
  const indexes = [owner, runKey === undefined ? undefined : sha256Hex(runKey)];
  const found = await Promise.all(
    indexes.map(async (index = '') => {
      const run = index === '' ? undefined : (await kept.runsOf(index)).find((each) => each.jobId === jobId);
      return run && { jobId, createdAt: isoTime(run.createdAtMs), owner: index };
    }),
  );
  const run = found.find((each) => each !== undefined);
  if (run === undefined && !(isAdmin && (await kept.list(jobId)).size > 0)) throw notYourRun();
  const deletedAt = isoTime(clock.now());
  await kept.remove(run ?? { jobId, createdAt: deletedAt });
  return { jobId, deletedAt };
}

/**
 * Deletes a run for whoever it was found for; again what was deleted before, whose time stays.
 * @throws if a store is unavailable; the sweeper finishes what was begun
 */
export async function deleteOwned(
  tools: DeleteTools,
  { deletedAt = isoTime(tools.clock.now()), title: _title, isBlind: _blind, ...state }: OwnedRun,
  requestId: string,
): Promise<DeletionDocument> {
  // No word of the run stays.
  const deletion = { ...state, deletedAt };
  await tools.deletions.begin(deletion);
  await beginDeletion(tools.jobs, deletion);
  await clear(tools, deletion, requestId);
  return deletion;
}

/**
 * Hides a run and its follow-ups from every reader, and has the sweeper finish the deletion. The run comes first: from then
 * on, no request adds a follow-up.
 * @returns ids of the follow-ups
 */
export async function beginDeletion(
  jobs: Pick<JobStore, 'list' | 'saveState'>,
  { jobId, ...state }: DeletionDocument,
): Promise<string[]> {
  await jobs.saveState(jobId, state);
  const { followUps } = await jobs.list(jobId);
  const ids = followUps.map((followUp) => followUp.jobId);
  const { createdAt } = state;
  await Promise.all(ids.map((id) => jobs.saveState(id, { ...state, run: { jobId, createdAt } })));
  return ids;
}

/** Deletes the pictures of a run, those that were kept of it, its entry in the gallery, and those among the runs of its key and of its owner. */
export async function removeFromSight(
  { gallery, images, kept, links, ownRuns }: SightTools,
  { jobId, createdAt, ...whose }: DeletionDocument,
) {
  const own = { jobId, createdAtMs: Date.parse(createdAt) };
  await Promise.all([
    images.deleteRun(jobId),
    kept.remove({ jobId, createdAt, ...whose }),
    gallery.remove({ jobId, createdAt }),
    links.idsOf(jobId).then((ids) => Promise.all(ids.map((id) => links.revoke(id)))),
    ...indexesOf(whose).map((index) => ownRuns.remove(index, own)),
  ]);
}

/** Ends what has not begun, and removes what people can find without asking for the run. */
async function clear(tools: DeleteTools, deletion: DeletionDocument, requestId: string) {
  const { jobId } = deletion;
  await removeFromSight(tools, deletion);
  const runs = await readListed(tools, jobId, await tools.jobs.list(jobId));
  await closeUnbegun(tools, runs ?? [], () => true, requestId);
}
