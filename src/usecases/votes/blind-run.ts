import { isJobId } from '../../contract/generated/validators.js';
import { RequestError } from '../../errors.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { Judged } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { lettersOf } from '../read-run/blind-results.ts';
import { type ReadRunTools, type Run, readRun } from '../read-run/read-run.ts';
import type { Requester } from '../requester.ts';

/** A picture of a blind run, with whose it is. */
export interface BlindPicture extends Judged {
  /** Of what is shown of it. */
  key: string;
}

/** A run that can be judged. */
export interface BlindRun {
  job: JobDocument;
  /** Those that were drawn, in the order of their letters. */
  pictures: BlindPicture[];
  expiresAt: string | undefined;
}

/**
 * A blind run, for whoever may see it.
 * @throws RequestError JOB_NOT_FOUND, RUN_REVEALED, RUN_NOT_ENDED, RUN_DELETED, RUN_EXPIRED; DISPATCH_FAILED if a store is unavailable
 */
export async function readBlindRun(tools: ReadRunTools, jobId: string, who: Requester): Promise<BlindRun> {
  const found = isJobId(jobId) ? await failClosed(readRun(tools, jobId, who)) : undefined;
  if (found === undefined)
    throw new RequestError('JOB_NOT_FOUND', 'There is no such run, or it has expired.');
  const { expiresAt, jobs } = found;
  const [run] = jobs;
  if (run.isBlind !== true) throw revealed();
  if (run.endedAt === undefined) throw notEnded();
  return { job: run.job, pictures: picturesIn(run), expiresAt };
}

function picturesIn({ job, attempts }: Run): BlindPicture[] {
  return lettersOf(job).flatMap(({ letter, model, modelId, index }) => {
    const { result } = attempts.find((each) => each.model.id === modelId && each.index === index) ?? {};
    if (result?.status !== 'completed' || result.blind === undefined) return [];
    return [{ letter, model, modelId, key: result.blind.key }];
  });
}

function revealed(): RequestError {
  return new RequestError(
    'RUN_REVEALED',
    'It is told whose the pictures of this run are, so that nobody can judge them blind.',
  );
}

function notEnded(): RequestError {
  return new RequestError('RUN_NOT_ENDED', 'This run is still drawing. It can be judged once it has ended.');
}
