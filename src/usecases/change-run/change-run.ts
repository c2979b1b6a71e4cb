import { isDeepStrictEqual } from 'node:util';
import { isJobId } from '../../contract/generated/validators.js';
import type { ChangeRunRequest, ChangeRunResponse } from '../../contract/index.ts';
import { notYourRun, promptBlocked, stillBlind } from '../../errors.ts';
import type { ResultDocument, StateDocument } from '../../store/documents.ts';
import type { ExpiryStore } from '../../store/expiry-store.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { expiresAfter, requireFuture, requireKept } from '../expiry.ts';
import { galleryEntry } from '../gallery/gallery-entry.ts';
import { shownAs } from '../gallery/shown-as.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed, unavailable } from '../limits/rate-limiter.ts';
import { findOwned, type OwnedRun } from '../owned-run.ts';
import { type ReadRunTools, readListed } from '../read-run/read-run.ts';
import { isSomebody, type Requester } from '../requester.ts';
import { whyGone } from '../who-may-see.ts';

/** How often a change is tried that meets another one. */
const TRIES = 5;

export interface ChangeRunTools extends ReadRunTools, CountActionTools {
  jobs: ReadRunTools['jobs'] & Pick<JobStore, 'readStateVersion' | 'changeState'>;
  gallery: Pick<GalleryStore, 'put' | 'remove'>;
  expiries: Pick<ExpiryStore, 'add'>;
  isBlocked: (text: string) => boolean;
  /** Days that everything is kept for. */
  keptDays: number;
}

export interface ChangeRunInput extends Requester {
  jobId: string;
  /** Valid by the contract, its title normalized. */
  change: ChangeRunRequest;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Decides who may see a run and its follow-ups, when they go by themselves, and what they are called. Of two changes that
 * meet, both are applied one after the other, and none brings back a run that was deleted.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RUN_DELETED; RUN_EXPIRED; PROMPT_BLOCKED; INVALID_PARAMETER
 * for a time that is over or too far away; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function changeRun(tools: ChangeRunTools): (input: ChangeRunInput) => Promise<ChangeRunResponse> {
  return async ({ jobId, change, address, ...who }) => {
    if (!isJobId(jobId) || !isSomebody(who)) throw notYourRun();
    await countAction(tools, address, who.owner);
    const run = await failClosed(findOwned(tools.jobs, jobId, who));
    if (run === undefined) throw notYourRun();
    const gone = whyGone(undefined, run, tools.clock.now());
    if (gone !== undefined) throw gone;
    if (run.isBlind && (change.visibility ?? 'private') !== 'private') throw stillBlind();
    if (change.title !== undefined && tools.isBlocked(change.title)) throw promptBlocked();
    const expiresAt = wantedExpiry(tools, run, change);
    // Before the state, so that the sweeper comes by whatever dies in between.
    if (expiresAt !== undefined) await failClosed(tools.expiries.add({ jobId: run.jobId, expiresAt }));
    const { visibility, ...saved } = await failClosed(saveState(tools, run, { ...change, expiresAt }));
    await failClosed(show(tools, run));
    return {
      jobId: run.jobId,
      visibility,
      ...(saved.title !== undefined && { title: saved.title }),
      ...(saved.expiresAt !== undefined && { expiresAt: saved.expiresAt }),
    };
  };
}

function wantedExpiry(
  { keptDays, clock }: ChangeRunTools,
  { createdAt }: OwnedRun,
  { expiresInDays }: ChangeRunRequest,
): string | undefined {
  if (expiresInDays === undefined) return undefined;
  requireKept(expiresInDays, keptDays);
  const expiresAt = expiresAfter(createdAt, expiresInDays);
  requireFuture(expiresAt, clock.now());
  return expiresAt;
}

type Change = Pick<ChangeRunRequest, 'visibility' | 'title'> & {
  expiresAt?: string | undefined;
  revealedAt?: string;
};

/**
 * Changes the state of a run, whoever changes it at the same time.
 * @returns the state from now on
 * @throws RequestError RUN_DELETED, RUN_EXPIRED, DISPATCH_FAILED
 */
export async function saveState(
  {
    jobs,
    clock,
  }: { jobs: Pick<JobStore, 'readStateVersion' | 'changeState'>; clock: ChangeRunTools['clock'] },
  run: OwnedRun,
  change: Change,
): Promise<StateDocument> {
  const { jobId, createdAt, runKeyHash, owner } = run;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const current = await jobs.readStateVersion(jobId);
    const before = { ...run, ...current?.state };
    const gone = whyGone(undefined, before, clock.now());
    if (gone !== undefined) throw gone;
    const { visibility = before.visibility, title = before.title, expiresAt = before.expiresAt } = change;
    // The first one stays.
    const { revealedAt = change.revealedAt } = before;
    const next = {
      createdAt,
      ...(runKeyHash !== undefined && { runKeyHash }),
      ...(owner !== undefined && { owner }),
      visibility,
      ...(title !== undefined && title !== '' && { title }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(revealedAt !== undefined && { revealedAt }),
    };
    if (await jobs.changeState(jobId, next, current?.etag)) return next;
  }
  throw unavailable(new Error('The state of the run is being changed all the time.'));
}

/** Puts the run into the gallery or takes it out. Whoever changes or deletes it meanwhile has the last word. */
async function show(tools: ChangeRunTools, run: OwnedRun): Promise<void> {
  const { jobs, gallery } = tools;
  const { jobId } = run;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const state = await jobs.findState(jobId);
    if (state?.visibility !== 'listed' || state.deletedAt !== undefined) break;
    const read = (await readListed(tools, jobId, await jobs.list(jobId))) ?? [];
    const pictures = read.flatMap(({ job, attempts, late }) =>
      [...attempts.flatMap(({ result }) => result ?? []), ...late]
        .filter((result): result is Picture => result.status === 'completed')
        .map((picture) => galleryEntry(shownAs(job), picture, state)),
    );
    const [entry] = pictures;
    if (entry !== undefined) await gallery.put(entry);
    if (isDeepStrictEqual(await jobs.findState(jobId), state)) return;
  }
  await gallery.remove(run);
}

type Picture = Extract<ResultDocument, { status: 'completed' }>;
