import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { galleryEntry } from '../gallery/gallery-entry.ts';
import { visibilityOf } from '../who-may-see.ts';
import { persist } from './persist.ts';

export interface ShowPictureTools {
  gallery: Pick<GalleryStore, 'add' | 'put' | 'remove'>;
  images: Pick<ImageStore, 'delete'>;
  jobs: Pick<JobStore, 'findState'>;
  clock: Clock;
  log: Log;
}

/**
 * Every worker of a run, and of its follow-ups, writes the same entry under the same key; the first one that succeeds is
 * shown. A run that was not for everybody when it was started is asked first whether it is now.
 * @returns whether the run is in the gallery now, if it belongs there
 */
export async function addToGallery(
  { gallery, jobs, clock, log }: ShowPictureTools,
  event: WorkerEvent,
  result: Picture,
  until: number,
): Promise<boolean> {
  const entry = galleryEntry(event, result);
  try {
    if (event.visibility !== undefined && visibilityOf(event, await jobs.findState(entry.id)) !== 'listed')
      return true;
    const isNew = await persist(() => gallery.add(entry), clock, until);
    if (isNew) await bringUpToDate(gallery, jobs, event, result);
    return true;
  } catch (cause) {
    log.error('A run could not be added to the gallery', { jobId: entry.id, cause });
    return false;
  }
}

/** Whoever has changed the run before it was in the gallery could not change its entry. */
async function bringUpToDate(
  gallery: ShowPictureTools['gallery'],
  jobs: ShowPictureTools['jobs'],
  event: WorkerEvent,
  result: Picture,
): Promise<void> {
  const state = await jobs.findState((event.run ?? event).jobId);
  if (state?.title === undefined && state?.expiresAt === undefined) return;
  await gallery.put(galleryEntry(event, result, state));
}

/**
 * Takes back what this worker has shown of a run that was deleted or hidden meanwhile. For deleted runs the sweeper does the same
 * until nobody works on them any more, so that a failure here only lets the picture stay for minutes.
 */
export async function removeIfHidden(
  tools: ShowPictureTools,
  event: WorkerEvent,
  result: ResultDocument,
): Promise<void> {
  const keys = keysOf(result);
  if (keys.length === 0) return;
  const { jobId, createdAt } = event.run ?? event;
  try {
    const state = await tools.jobs.findState(jobId);
    if (state === undefined) return;
    const isDeleted = state.deletedAt !== undefined;
    if (isDeleted) {
      await tools.images.delete(keys);
    }
    if (isDeleted || state.visibility !== 'listed') await tools.gallery.remove({ jobId, createdAt });
  } catch (cause) {
    tools.log.error('It is not known whether a run was deleted or hidden', { jobId, cause });
  }
}

/** Whether the run of the event has been deleted; if nobody can tell, its picture is kept, which was paid for. */
export async function isDeleted(
  { jobs, log }: Pick<ShowPictureTools, 'jobs' | 'log'>,
  event: WorkerEvent,
): Promise<boolean> {
  const { jobId } = event.run ?? event;
  try {
    return (await jobs.findState(jobId))?.deletedAt !== undefined;
  } catch (cause) {
    log.error('It is not known whether a run was deleted', { jobId, cause });
    return false;
  }
}

/** Object keys of what a result shows or names. */
function keysOf(result: ResultDocument): string[] {
  const picture =
    result.status === 'completed' ? [result.imageKey, result.thumbnailKey, result.blind?.key] : [];
  return [...picture, result.original?.key].filter((key) => key !== undefined);
}

type Picture = Extract<ResultDocument, { status: 'completed' }>;
