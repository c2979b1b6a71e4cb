import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { galleryEntry } from '../gallery/gallery-entry.ts';
import { persist } from './persist.ts';

export interface ShowPictureTools {
  gallery: Pick<GalleryStore, 'add' | 'remove'>;
  images: Pick<ImageStore, 'delete'>;
  jobs: Pick<JobStore, 'findState'>;
  clock: Clock;
  log: Log;
}

/**
 * Every worker of a run, and of its follow-ups, writes the same entry under the same key; the first one that succeeds is
 * shown.
 * @returns whether the run is in the gallery now
 */
export async function addToGallery(
  { gallery, clock, log }: ShowPictureTools,
  event: WorkerEvent,
  result: Extract<ResultDocument, { status: 'completed' }>,
  until: number,
): Promise<boolean> {
  const entry = galleryEntry(event, result);
  try {
    await persist(() => gallery.add(entry), clock, until);
    return true;
  } catch (cause) {
    log.error('A run could not be added to the gallery', { jobId: entry.id, cause });
    return false;
  }
}

/**
 * Removes what this worker has stored of a run that was deleted meanwhile. The sweeper does the same until nobody works on the
 * run any more, so that a failure here only lets the picture stay for minutes.
 */
export async function removeIfDeleted(
  tools: ShowPictureTools,
  event: WorkerEvent,
  { imageKey, thumbnailKey, original }: Extract<ResultDocument, { status: 'completed' }>,
): Promise<void> {
  if (!(await isDeleted(tools, event))) return;
  const { jobId, createdAt } = event.run ?? event;
  const keys = [imageKey, thumbnailKey, original?.key].filter((key) => key !== undefined);
  try {
    await Promise.all([tools.images.delete(keys), tools.gallery.remove({ jobId, createdAt })]);
  } catch (cause) {
    tools.log.error('A picture of a deleted run could not be removed; the sweeper will do it', {
      jobId,
      cause,
    });
  }
}

/** Whether the run of the event has been deleted; if nobody can tell, its picture is kept, which was paid for. */
export async function isDeleted(
  { jobs, log }: Pick<ShowPictureTools, 'jobs' | 'log'>,
  event: WorkerEvent,
): Promise<boolean> {
  const { jobId } = event.run ?? event;
  try {
    return (await jobs.findState(jobId)) !== undefined;
  } catch (cause) {
    log.error('It is not known whether a run was deleted', { jobId, cause });
    return false;
  }
}
