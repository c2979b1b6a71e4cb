import { isJobId } from '../../contract/generated/validators.js';
import type { ErrorCode } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { ListStore } from '../../store/list-store.ts';
import { pictureId } from '../../store/pictures.ts';
import type { Judged } from '../../store/vote-store.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import { seenList } from '../own-list.ts';
import { lettersOf } from '../read-run/blind-results.ts';
import { type ReadRunTools, type Run, readRun, type SeenRun } from '../read-run/read-run.ts';
import type { Requester } from '../requester.ts';

/** A picture of a blind run, with whose it is. */
export interface BlindPicture extends Judged {
  /** Of what is shown of it. */
  key: string;
  /** Of the smallest there is of it. */
  smallKey: string;
  /** Among the pictures of its run. */
  name: string;
}

/** A run that can be judged. */
export interface BlindRun {
  job: JobDocument;
  /** Those that were drawn, in the order of their letters. */
  pictures: BlindPicture[];
  expiresAt: string | undefined;
}

export interface BlindRunTools extends ReadRunTools {
  lists: Pick<ListStore, 'find'>;
}

/** Who may see a list may see the pictures of its cells, under letters. */
const READER = { isAdmin: true };

/**
 * A blind run, for whoever may see it, or the list that it is a cell of.
 * @throws RequestError JOB_NOT_FOUND, RUN_REVEALED, RUN_NOT_ENDED, RUN_DELETED, RUN_EXPIRED; DISPATCH_FAILED if a store is unavailable
 */
export async function readBlindRun(tools: BlindRunTools, jobId: string, who: Requester): Promise<BlindRun> {
  const found = isJobId(jobId)
    ? ((await failClosed(readRun(tools, jobId, who))) ?? (await failClosed(ofSeenList(tools, jobId, who))))
    : undefined;
  if (found === undefined)
    throw new RequestError('JOB_NOT_FOUND', 'There is no such run, or it has expired.');
  return judged(found);
}

/** A blind cell of a list that somebody may see. @throws RequestError as `readBlindRun` */
export async function readBlindCell(tools: ReadRunTools, jobId: string): Promise<BlindRun | undefined> {
  const found = await failClosed(readRun(tools, jobId, READER));
  return found && judged(found);
}

/** For whoever may not see it otherwise, a run that is gone never was. */
async function ofSeenList(tools: BlindRunTools, jobId: string, who: Requester) {
  try {
    const found = await readRun(tools, jobId, READER);
    const { cell } = found?.jobs[0].job ?? {};
    if (cell === undefined) return undefined;
    await seenList(tools, cell.listId, who);
    return found;
  } catch (error) {
    if (error instanceof RequestError && HIDDEN.includes(error.code)) return undefined;
    throw error;
  }
}

const HIDDEN: readonly ErrorCode[] = ['RUN_DELETED', 'RUN_EXPIRED', 'LIST_NOT_FOUND'];

function judged({ expiresAt, jobs: [run] }: SeenRun): BlindRun {
  if (run.isBlind !== true) throw revealed();
  if (run.endedAt === undefined) throw notEnded();
  return { job: run.job, pictures: picturesIn(run), expiresAt };
}

function picturesIn({ job, attempts }: Run): BlindPicture[] {
  return lettersOf(job).flatMap(({ letter, model, modelId, index }) => {
    const { result } = attempts.find((each) => each.model.id === modelId && each.index === index) ?? {};
    if (result?.status !== 'completed' || result.blind === undefined) return [];
    const { key } = result.blind;
    const smallKey = result.thumbnailKey ?? key;
    return [{ letter, model, modelId, key, smallKey, name: pictureId({ modelId, index }) }];
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
