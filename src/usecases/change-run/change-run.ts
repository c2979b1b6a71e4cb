import { isJobId } from '../../contract/generated/validators.js';
import type { ChangeRunResponse, Visibility } from '../../contract/index.ts';
import { notYourRun, runDeleted } from '../../errors.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { galleryEntry } from '../gallery/gallery-entry.ts';
import { shownAs } from '../gallery/shown-as.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed, unavailable } from '../limits/rate-limiter.ts';
import { findOwned, type OwnedRun } from '../owned-run.ts';
import { type ReadRunTools, readListed } from '../read-run/read-run.ts';
import { isSomebody, type Requester } from '../requester.ts';

/** How often a change is tried that meets another one. */
const TRIES = 5;

export interface ChangeRunTools extends ReadRunTools, CountActionTools {
  jobs: ReadRunTools['jobs'] & Pick<JobStore, 'readStateVersion' | 'changeState'>;
  gallery: Pick<GalleryStore, 'add' | 'remove'>;
}

export interface ChangeRunInput extends Requester {
  jobId: string;
  visibility: Visibility;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Decides who may see a run and its follow-ups. Of two changes that meet, both are applied one after the other, and none
 * brings back a run that was deleted.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RUN_DELETED; RATE_LIMITED; DISPATCH_FAILED if a store is
 * unavailable
 */
export function changeRun(tools: ChangeRunTools): (input: ChangeRunInput) => Promise<ChangeRunResponse> {
  return async ({ jobId, visibility, address, ...who }) => {
    if (!isJobId(jobId) || !isSomebody(who)) throw notYourRun();
    await countAction(tools, address, who.owner);
    const run = await failClosed(findOwned(tools.jobs, jobId, who));
    if (run === undefined) throw notYourRun();
    await failClosed(save(tools, run, visibility));
    await failClosed(show(tools, run, visibility));
    return { jobId: run.jobId, visibility };
  };
}

async function save({ jobs }: ChangeRunTools, run: OwnedRun, visibility: Visibility): Promise<void> {
  const { jobId, visibility: _before, deletedAt: _none, ...rest } = run;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const current = await jobs.readStateVersion(jobId);
    if (current?.state.deletedAt !== undefined) throw runDeleted();
    const next = { ...rest, visibility };
    if (await jobs.changeState(jobId, next, current?.etag)) return;
  }
  throw unavailable(new Error('The state of the run is being changed all the time.'));
}

/** Puts the run into the gallery or takes it out. Whoever changes or deletes it meanwhile has the last word. */
async function show(tools: ChangeRunTools, run: OwnedRun, visibility: Visibility): Promise<void> {
  const { jobs, gallery } = tools;
  const { jobId } = run;
  if (visibility === 'listed') {
    const read = (await readListed(tools, jobId, await jobs.list(jobId))) ?? [];
    const pictures = read.flatMap(({ job, attempts, late }) =>
      [...attempts.flatMap(({ result }) => result ?? []), ...late]
        .filter((result): result is Picture => result.status === 'completed')
        .map((picture) => galleryEntry(shownAs(job), picture)),
    );
    const [entry] = pictures;
    if (entry !== undefined) await gallery.add(entry);
    const now = await jobs.findState(jobId);
    if (now?.visibility === 'listed' && now.deletedAt === undefined) return;
  }
  await gallery.remove(run);
}

type Picture = Extract<ResultDocument, { status: 'completed' }>;
