import type { WorkerEvent } from '../../contract/index.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { JobDocument, ResultDocument, StateDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore, RunListing } from '../../store/job-store.ts';
import { picturePlace } from '../../store/object-keys.ts';
import type { OpenRun, OpenRunStore } from '../../store/open-run-store.ts';
import { indexField, type JobPicture, parametersOf, picturesOf, totalsOf } from '../../store/pictures.ts';
import type { ResultStore } from '../../store/result-store.ts';
import { tableKeys } from '../../store/table-keys.ts';
import { galleryEntry } from '../gallery/gallery-entry.ts';
import { shownAs } from '../gallery/shown-as.ts';
import type { Dispatcher } from '../ports.ts';
import { visibilityOf } from '../who-may-see.ts';
import { type CloseTools, closeAttempt, NOT_STARTED_MESSAGE } from './close-attempt.ts';
import { closedResult } from './closed-result.ts';
import { costOf, lateOf, recordSettlement } from './settle-attempt.ts';
import { storeEnd } from './store-end.ts';

/** Runs that one pass brings on, and runs that it looks at: those that cannot be ended must not hold up the others. */
const RUNS_PER_PASS = 200;
const LOOKS_PER_PASS = 2000;
/** Runs visited at the same time. */
const RUNS_AT_ONCE = 10;
/** An attempt that is not claimed by then never will be: workers refuse events older than 300 s. */
const UNCLAIMED_MS = 330_000;
/** The worker's Timeout of 300 s and a minute: from then on, whoever claimed an attempt is dead. */
const CLAIMANT_DEAD_MS = 360_000;
/** A run that cannot be read for so long never will be. */
const GIVEN_UP_MS = 7 * 24 * 60 * 60 * 1000;
/** How often a stored picture is handed to a worker; from the second time on without making a thumbnail. */
const ADOPTIONS = 3;
/** The marks of settlements stay for longer than any other pass can last, so that none settles once more. */
const MARKS_KEPT_MS = 180_000;

export interface SweepTools extends CloseTools {
  openRuns: OpenRunStore;
  jobs: Pick<JobStore, 'list' | 'read' | 'readEnd' | 'end' | 'endFollowUp' | 'readState' | 'findState'>;
  claims: ClaimStore;
  results: ResultStore;
  images: Pick<ImageStore, 'list'>;
  gallery: Pick<GalleryStore, 'add' | 'remove'>;
  counters: CounterStore;
  dispatcher: Dispatcher;
}

/** What a pass found, for the log. */
export interface Sweep {
  /** Runs that were ended, or rid of their marker. */
  visited: number;
  /** Runs that have to wait for somebody who may be alive. */
  waiting: number;
  /** Runs that could not be visited; the next pass tries again. */
  failed: number;
}

/**
 * One pass over the runs that have not ended, the oldest first: adopts pictures that are stored without a result,
 * closes what never started or never answered, settles every result once, and ends the run. Passes may overlap and
 * may be killed at any time.
 */
export async function sweep(tools: SweepTools, requestId: string): Promise<Sweep> {
  const now = tools.clock.now();
  const found: Sweep = { visited: 0, waiting: 0, failed: 0 };
  const looks = () => found.visited + found.waiting + found.failed;
  for (let next: string | undefined; ; ) {
    const page = await tools.openRuns.list(RUNS_AT_ONCE, next);
    const due = page.runs.filter(({ createdAtMs }) => now - createdAtMs >= UNCLAIMED_MS);
    for (const outcome of await Promise.all(due.map((run) => tryToVisit(tools, run, requestId)))) {
      found[outcome] += 1;
    }
    next = page.next;
    const isOver = next === undefined || due.length < page.runs.length;
    if (isOver || found.visited >= RUNS_PER_PASS || looks() >= LOOKS_PER_PASS) return found;
  }
}

async function tryToVisit(tools: SweepTools, run: OpenRun, requestId: string): Promise<keyof Sweep> {
  try {
    return await visit(tools, run, requestId);
  } catch (cause) {
    const { jobId, createdAtMs } = run;
    if (tools.clock.now() - createdAtMs < GIVEN_UP_MS) {
      tools.log.error('A run could not be ended; the next pass will try again', { jobId, cause });
      return 'failed';
    }
    tools.log.error('A run could not be ended for a week and is given up', { jobId, cause });
    await tools.openRuns.close(run);
    return 'visited';
  }
}

/** A run as one pass finds it. */
interface FoundRun {
  job: JobDocument;
  listed: RunListing;
  /** Object keys of stored pictures by name. */
  pictures: ReadonlyMap<string, string>;
  /** Ids of the pictures whose attempt is settled. */
  settled: ReadonlySet<string>;
  /** Nothing of it is adopted any more; what it has cost is still counted. */
  isDeleted: boolean;
  /** Whether it belongs into the gallery. */
  isListed: boolean;
  /** What was decided about it since it was started. */
  state: StateDocument | undefined;
  requestId: string;
}

async function visit(tools: SweepTools, open: OpenRun, requestId: string): Promise<'visited' | 'waiting'> {
  const { jobId } = open;
  const listed = await tools.jobs.list(jobId);
  const job = listed.hasJob ? await tools.jobs.read(jobId) : undefined;
  if (job === undefined) {
    // Its request died before it wrote the job, so there is nothing to end.
    await tools.openRuns.close(open);
    return 'visited';
  }

  const state = await stateOf(tools, job, listed);
  const isDeleted = state?.deletedAt !== undefined;
  const isListed = !isDeleted && visibilityOf(job, state) === 'listed';
  // A worker that died after it had added the entry did not look whether the run was hidden meanwhile.
  if (state !== undefined && !isListed) await tools.gallery.remove(job.run ?? job);
  const [pictures, marks] = await Promise.all([
    isDeleted ? new Map<string, string>() : tools.images.list(job.run?.jobId ?? jobId),
    tools.counters.marks(tableKeys.settledAttempts(jobId)),
  ]);
  const run = {
    job,
    listed,
    pictures,
    settled: new Set(marks.map(({ mark }) => mark)),
    isDeleted,
    isListed,
    state,
    requestId,
  };
  if (!listed.hasEnded) {
    const outcomes = await Promise.all(picturesOf(job).map((picture) => endAttempt(tools, run, picture)));
    if (!outcomes.every((outcome) => outcome === 'settled')) return 'waiting';
    await storeEnd(tools, job);
    return 'visited';
  }
  const end = await tools.jobs.readEnd(jobId);
  if (tools.clock.now() - Date.parse(end?.endedAt ?? '') < MARKS_KEPT_MS) return 'waiting';
  const isAdopting = await adoptLatePictures(tools, run);
  if (isAdopting) return 'waiting';
  await settleLatePictures(tools, run);
  await forgetSettlements(tools, run);
  await tools.openRuns.close(open);
  return 'visited';
}

/** Brings one attempt as far as can be today: `settled`, or `open` until a later pass. */
async function endAttempt(tools: SweepTools, run: FoundRun, asked: JobPicture): Promise<'settled' | 'open'> {
  const { job, listed, pictures, settled, requestId } = run;
  const { jobId } = job;
  const { id, index, model } = asked;
  const attempt = attemptOf(job, asked);
  if (settled.has(id)) return 'settled';

  if (!listed.claims.includes(id)) {
    const event = { ...attempt, parameters: parametersOf(job.parameters, index) };
    const { name, provider } = model;
    const reason = NOT_STARTED_MESSAGE;
    const outcome = await closeAttempt(tools, { event, name, provider, reason, requestId });
    return outcome === 'closed' ? 'settled' : 'open';
  }

  const claim = await tools.claims.read(jobId, id);
  if (claim === undefined || isAlive(tools, claim.startedAt)) return 'open';

  const stored = listed.results.includes(id) ? await tools.results.read(jobId, id) : undefined;
  const picture = pictures.get(picturePlace(job, id).name);
  if (stored === undefined && picture !== undefined) {
    if (await adopt(tools, run, asked, picture)) return 'open';
  }
  const result = stored ?? closedResult(job, asked, claim, tools.clock.now());
  if (stored === undefined && (await tools.results.save(jobId, result)) === 'closed') return 'open';
  // Whoever stored it may have died before it was shown.
  if (stored?.status === 'completed') await show(tools, run, stored);
  await recordSettlement(tools, attempt, result);
  return 'settled';
}

/**
 * Has a worker adopt a stored picture, unless one is doing so.
 * @returns `false` if every adoption failed
 */
async function adopt(
  tools: SweepTools,
  { job, listed }: FoundRun,
  asked: JobPicture,
  imageKey: string,
): Promise<boolean> {
  const begun = listed.adoptions.filter(({ modelId }) => modelId === asked.id);
  const last = Math.max(0, ...begun.map(({ attempt }) => attempt));
  if (last > 0) {
    const adoption = await tools.claims.readAdoption(job.jobId, asked.id, last);
    if (adoption === undefined || isAlive(tools, adoption.startedAt)) return true;
  }
  if (last === ADOPTIONS) {
    tools.log.error('A stored picture could not be adopted', { jobId: job.jobId, modelId: asked.id });
    return false;
  }
  const { prompt, correlationId } = job;
  const blind = job.blind?.[asked.id];
  const event: WorkerEvent = {
    ...attemptOf(job, asked),
    prompt,
    parameters: parametersOf(job.parameters, asked.index),
    correlationId,
    ...(blind !== undefined && { blind }),
    adopt: { imageKey, attempt: last + 1, thumbnail: last === 0 },
  };
  await tools.dispatcher.dispatch(event);
  return true;
}

/** Failures after which a picture may have been stored all the same. */
const MAY_HAVE_PICTURE = ['OUTCOME_UNKNOWN', 'TIMEOUT', 'INTERNAL'];

/** Has pictures adopted that were stored after their attempts were closed. @returns whether any is being adopted */
async function adoptLatePictures(tools: SweepTools, run: FoundRun): Promise<boolean> {
  const { job, listed, pictures } = run;
  const adopting = picturesOf(job).map(async (asked) => {
    const picture = pictures.get(picturePlace(job, asked.id).name);
    if (picture === undefined || listed.late.includes(asked.id)) return false;
    const result = await tools.results.read(job.jobId, asked.id);
    if (result?.status !== 'failed' || !MAY_HAVE_PICTURE.includes(result.error.code)) return false;
    return adopt(tools, run, asked, picture);
  });
  return (await Promise.all(adopting)).includes(true);
}

/** Shows and settles pictures and files that came late, whose workers may have died before they did. */
async function settleLatePictures(tools: SweepTools, run: FoundRun): Promise<void> {
  const { job, listed } = run;
  for (const asked of picturesOf(job).filter(({ id }) => listed.late.includes(id))) {
    const late = await tools.results.readLate(job.jobId, asked.id);
    if (late === undefined) continue;
    await tools.results.saveLate(job.jobId, late, job.run?.jobId);
    if (late.status === 'completed') await show(tools, run, late);
    if (late.costUsd !== undefined) await tools.budget.settle(lateOf(attemptOf(job, asked)), late.costUsd);
  }
}

async function show(
  { gallery }: SweepTools,
  { job, isListed, state }: FoundRun,
  result: Extract<ResultDocument, { status: 'completed' }>,
): Promise<void> {
  if (isListed) await gallery.add(galleryEntry(shownAs(job), result, state));
}

/** That of the run that a follow-up belongs to. */
async function stateOf({ jobs }: SweepTools, { jobId, run }: JobDocument, { hasState }: RunListing) {
  if (run !== undefined) return jobs.findState(run.jobId);
  return hasState ? jobs.readState(jobId) : undefined;
}

/** Removes the marks of all settlements of the run. */
async function forgetSettlements(tools: SweepTools, { job }: FoundRun): Promise<void> {
  for (const asked of picturesOf(job)) {
    const result = await tools.results.read(job.jobId, asked.id);
    const costUsd = result && costOf(result);
    if (costUsd !== undefined) await tools.budget.forget(attemptOf(job, asked), costUsd);
  }
}

const isAlive = (tools: SweepTools, startedAt: string) =>
  tools.clock.now() - Date.parse(startedAt) < CLAIMANT_DEAD_MS;

function attemptOf(job: JobDocument, { model, index }: JobPicture) {
  const { id: modelId, reservedUsd } = model;
  return { ...totalsOf(job), modelId, ...indexField(index), reservedUsd };
}
