import { isJobId } from '../../contract/generated/validators.js';
import type { RevealResponse } from '../../contract/index.ts';
import { notYourRun, RequestError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import type { JobStore } from '../../store/job-store.ts';
import { saveState } from '../change-run/change-run.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { findOwned } from '../owned-run.ts';
import { lettersOf } from '../read-run/blind-results.ts';
import { isSomebody, type Requester } from '../requester.ts';
import { whyGone } from '../who-may-see.ts';

export interface RevealRunTools extends CountActionTools {
  jobs: Pick<JobStore, 'list' | 'read' | 'readState' | 'findState' | 'readStateVersion' | 'changeState'>;
}

export interface RevealRunInput extends Requester {
  jobId: string;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Tells whose the pictures of a blind run are, to everybody who may see it. Not before all have ended: who sees some pictures
 * with their names and others without would know the others.
 * @throws RequestError JOB_NOT_FOUND, for whom it does not belong to, too; RUN_NOT_ENDED; RUN_DELETED; RUN_EXPIRED; RATE_LIMITED;
 * DISPATCH_FAILED if a store is unavailable
 */
export function revealRun(tools: RevealRunTools): (input: RevealRunInput) => Promise<RevealResponse> {
  return async ({ jobId, address, ...who }) => {
    if (!isJobId(jobId) || !isSomebody(who)) throw notYourRun();
    await countAction(tools, address, who.owner);
    const { jobs, clock } = tools;
    const run = await failClosed(findOwned(jobs, jobId, who));
    if (run === undefined) throw notYourRun();
    const gone = whyGone(undefined, run, clock.now());
    if (gone !== undefined) throw gone;
    const job = await failClosed(jobs.read(run.jobId));
    const letters = job?.blind === undefined ? [] : lettersOf(job);
    // What was never blind has been told from the start.
    const { revealedAt: before = run.createdAt } = run;
    if (!run.isBlind) return { jobId: run.jobId, revealedAt: before, letters };
    const { hasEnded } = await failClosed(jobs.list(run.jobId));
    if (!hasEnded) throw notEnded();
    const now = isoTime(clock.now());
    const { revealedAt = now } = await failClosed(saveState(tools, run, { revealedAt: now }));
    return { jobId: run.jobId, revealedAt, letters };
  };
}

function notEnded(): RequestError {
  return new RequestError(
    'RUN_NOT_ENDED',
    'This run is still drawing. It can be revealed once it has ended.',
  );
}
