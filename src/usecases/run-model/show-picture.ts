import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ResultDocument, StateDocument } from '../../store/documents.ts';
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
 * Shows the picture of a stored result in the gallery, if its run is for everybody. Every worker of a run, and of its
 * follow-ups, writes the same entry under the same key; the first one that succeeds is shown. What a run brought that was
 * deleted meanwhile is taken away.
 *
 * Whoever deletes or hides a run writes its state first, and then looks for pictures and the entry; here the state is read
 * after the picture was stored, and again after the entry was, so that one of the two sees what the other has done.
 * @returns whether that is done; if not, the sweeper does it
 */
export async function showPicture(
  tools: ShowPictureTools,
  event: WorkerEvent,
  result: ResultDocument,
  until: number,
): Promise<boolean> {
  const { gallery, jobs, clock, log } = tools;
  const { jobId } = event.run ?? event;
  const keys = keysOf(result);
  if (keys.length === 0) return true;
  try {
    const stateOfRun = () => persist(() => jobs.findState(jobId), clock, until);
    const state = await stateOfRun();
    if (await isTakenBack(tools, event, keys, state)) return true;
    if (result.status !== 'completed' || visibilityOf(event, state) !== 'listed') return true;
    let tries = 0;
    const add = () => {
      tries += 1;
      return gallery.add(galleryEntry(event, result, state));
    };
    const isNew = await persist(add, clock, until);
    // From the second try on, the entry may be that of the first one.
    if (!isNew && tries === 1) return true;
    const changed = await stateOfRun();
    if (await isTakenBack(tools, event, keys, changed)) return true;
    const isCurrent = changed?.title === state?.title && changed?.expiresAt === state?.expiresAt;
    if (!isCurrent) await gallery.put(galleryEntry(event, result, changed));
    return true;
  } catch (cause) {
    log.error('The gallery could not be brought up to date', { jobId, cause });
    return false;
  }
}

/** Takes the entry of a run out of the gallery that is deleted or not for everybody any more, and its pictures if it is deleted. */
async function isTakenBack(
  { gallery, images }: ShowPictureTools,
  event: WorkerEvent,
  keys: string[],
  state: StateDocument | undefined,
): Promise<boolean> {
  const isDeleted = state?.deletedAt !== undefined;
  if (state === undefined || (!isDeleted && state.visibility === 'listed')) return false;
  if (isDeleted) await images.delete(keys);
  const { jobId, createdAt } = event.run ?? event;
  await gallery.remove({ jobId, createdAt });
  return true;
}

/** Object keys of what a result shows or names. */
function keysOf(result: ResultDocument): string[] {
  const picture =
    result.status === 'completed' ? [result.imageKey, result.thumbnailKey, result.blind?.key] : [];
  return [...picture, result.original?.key].filter((key) => key !== undefined);
}
