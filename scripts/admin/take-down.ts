import { deletionStore } from '../../src/store/deletion-store.ts';
import { galleryStore } from '../../src/store/gallery-store.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import { linkStore } from '../../src/store/link-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { ownRunStore } from '../../src/store/own-run-store.ts';
import { beginDeletion, removeFromSight } from '../../src/usecases/delete-run/delete-run.ts';

/**
 * Deletes a run without its key, as its owner would: gone for every reader at once, and finished by the sweeper. By the id of a
 * retry, the run that it belongs to is deleted.
 * @returns the id of the run; `undefined` if there is no such run
 */
export async function takeDown(objects: ObjectStore, jobId: string, now: Date): Promise<string | undefined> {
  const jobs = jobStore(objects);
  const job = (await jobs.list(jobId)).hasJob ? await jobs.read(jobId) : undefined;
  if (job === undefined) return takeDownKept(objects, jobId, now);
  const { runKeyHash, owner, visibility = 'listed', run = job } = job;
  const { createdAt, expiresAt } = run;
  const deletion = {
    jobId: run.jobId,
    createdAt,
    ...(runKeyHash !== undefined && { runKeyHash }),
    ...(owner !== undefined && { owner }),
    visibility,
    ...(expiresAt !== undefined && { expiresAt }),
    deletedAt: now.toISOString(),
  };
  await deletionStore(objects).begin(deletion);
  await beginDeletion(jobs, deletion);
  const stores = {
    gallery: galleryStore(objects),
    images: imageStore(objects),
    kept: keptStore(objects),
    links: linkStore(objects),
    ownRuns: ownRunStore(objects),
  };
  await removeFromSight(stores, deletion);
  return run.jobId;
}

/** Of a run that has expired, what was kept because it was judged. */
async function takeDownKept(objects: ObjectStore, jobId: string, now: Date): Promise<string | undefined> {
  const kept = keptStore(objects);
  if ((await kept.list(jobId)).size === 0) return undefined;
  await kept.remove({ jobId, createdAt: now.toISOString() });
  return jobId;
}
