import type { Visibility } from '../../contract/index.ts';
import { type Clock, newestFirst } from '../../lib/clock.ts';
import type { Lru } from '../../lib/lru.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ClaimDocument, JobDocument, JobModel, ResultDocument } from '../../store/documents.ts';
import type { FollowUpListing, JobStore, RunListing } from '../../store/job-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import { pictureId, picturesOf } from '../../store/pictures.ts';
import type { ResultStore } from '../../store/result-store.ts';
import type { Requester } from '../requester.ts';
import { expiryOf, isBlind, maySee, visibilityOf } from '../who-may-see.ts';

/** Documents that never change, by object key, so that a container reads each only once. */
export type DocumentCache = Lru<object>;

export interface ReadRunTools {
  jobs: Pick<JobStore, 'list' | 'read' | 'readEnd' | 'readFollowUpEnd' | 'readState' | 'findState'>;
  claims: Pick<ClaimStore, 'read'>;
  results: Pick<ResultStore, 'read' | 'readLate' | 'readFollowUpLate'>;
  cache: DocumentCache;
  clock: Pick<Clock, 'now'>;
}

/** What is stored of one attempt: nothing yet, a claim, or a result. */
export interface Attempt {
  model: JobModel;
  /** Which picture of the model. */
  index: number;
  claim: ClaimDocument | undefined;
  result: ResultDocument | undefined;
}

export interface Run {
  job: JobDocument;
  /** In slot order. */
  attempts: Attempt[];
  /** Pictures that arrived after their attempts were closed. */
  late: ResultDocument[];
  /** When the run ended; `undefined` while anything may still change. */
  endedAt: string | undefined;
  /** Whether it is not told whose its pictures are. */
  isBlind?: boolean;
}

/** A run that somebody may see, with who else may. */
export interface SeenRun {
  /** The run itself, then its follow-ups, the oldest first. */
  jobs: [Run, ...Run[]];
  visibility: Visibility;
  /** When it goes by itself, if somebody has decided so. */
  expiresAt: string | undefined;
  /** What its owner calls it. */
  title: string | undefined;
}

/**
 * Reads a run with one listing, and only the documents that this container has not seen; then its follow-ups, each of
 * which is one document once it has ended. Whether it was deleted or hidden is asked of the store each time: no cache may
 * answer for such a run. A follow-up is seen by whoever may see its run.
 * @returns `undefined` if there is no such run, or not for them
 * @throws RequestError RUN_DELETED, RUN_EXPIRED
 */
export async function readRun(
  tools: ReadRunTools,
  jobId: string,
  who: Requester,
): Promise<SeenRun | undefined> {
  const now = tools.clock.now();
  const listed = await tools.jobs.list(jobId);
  const own = listed.hasState ? await tools.jobs.readState(jobId) : undefined;
  if (own?.deletedAt !== undefined && !maySee(undefined, own, who, now)) return undefined;
  const jobs = await readListed(tools, jobId, listed);
  if (jobs === undefined) return undefined;
  const [{ job }] = jobs;
  const state = job.run === undefined ? own : await tools.jobs.findState(job.run.jobId);
  if (!maySee(job, state, who, now)) return undefined;
  const [root, ...followUps] = jobs;
  return {
    jobs: isBlind(job, state) ? [{ ...root, isBlind: true }, ...followUps] : jobs,
    visibility: visibilityOf(job, state),
    expiresAt: expiryOf(job, state),
    title: state?.title,
  };
}

/** A run with its follow-ups, deleted or not. */
export async function readListed(
  tools: ReadRunTools,
  jobId: string,
  listed: RunListing,
): Promise<[Run, ...Run[]] | undefined> {
  const found = await readJob(tools, jobId, listed);
  if (found === undefined) return undefined;
  const read = await Promise.all(found.followUps.map((followUp) => readFollowUp(tools, jobId, followUp)));
  const followUps = read.filter((run) => run !== undefined);
  followUps.sort((one, other) => newestFirst(other.job, one.job));
  return [found, ...followUps];
}

/** `undefined` if the request that made it died before it wrote the job. */
async function readFollowUp(
  tools: ReadRunTools,
  runId: string,
  { jobId, hasEnded, late }: FollowUpListing,
): Promise<Run | undefined> {
  if (!hasEnded) return readJob(tools, jobId, await tools.jobs.list(jobId));
  const { cache, jobs, results } = tools;
  const [end, lateOf] = await Promise.all([
    remembered(cache, objectKeys.followUpEnd(runId, jobId), () => jobs.readFollowUpEnd(runId, jobId)),
    readEach(late, (id) =>
      remembered(cache, objectKeys.followUpLate(runId, jobId, id), () =>
        results.readFollowUpLate(runId, jobId, id),
      ),
    ),
  ]);
  if (end === undefined) return undefined;
  const attempts = picturesOf(end.job).map(({ model, index, id }) => ({
    model,
    index,
    claim: undefined,
    result: end.results.find((result) => pictureId(result) === id),
  }));
  return { job: end.job, attempts, late: defined(lateOf), endedAt: end.endedAt };
}

/** Reads one job, without its follow-ups. */
async function readJob(
  tools: ReadRunTools,
  jobId: string,
  listed: RunListing,
): Promise<(Run & { followUps: readonly FollowUpListing[] }) | undefined> {
  const { cache, jobs, claims, results } = tools;
  if (!listed.hasJob) return undefined;
  // The listing names the models, so that nothing has to wait for the job.
  const [job, resultOf, claimOf, lateOf, end] = await Promise.all([
    remembered(cache, objectKeys.job(jobId), () => jobs.read(jobId)),
    readEach(listed.results, (id) =>
      remembered(cache, objectKeys.result(jobId, id), () => results.read(jobId, id)),
    ),
    readEach(
      listed.claims.filter((id) => !listed.results.includes(id)),
      (id) => remembered(cache, objectKeys.claim(jobId, id), () => claims.read(jobId, id)),
    ),
    readEach(listed.late, (id) =>
      remembered(cache, objectKeys.late(jobId, id), () => results.readLate(jobId, id)),
    ),
    listed.hasEnded
      ? remembered(cache, objectKeys.end(jobId), () => jobs.readEnd(jobId))
      : Promise.resolve(undefined),
  ]);
  if (job === undefined) return undefined;
  const attempts = picturesOf(job).map(({ model, index, id }) => ({
    model,
    index,
    claim: claimOf.get(id),
    result: resultOf.get(id),
  }));
  return { job, attempts, late: defined(lateOf), endedAt: end?.endedAt, followUps: listed.followUps };
}

const defined = <T>(read: ReadonlyMap<string, T | undefined>): T[] =>
  [...read.values()].filter((value) => value !== undefined);

async function readEach<T>(
  ids: readonly string[],
  read: (id: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));
}

/** A document from the cache, or read once and kept there. */
async function remembered<T extends object>(
  cache: DocumentCache,
  key: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = cache.get(key) as T | undefined;
  if (known !== undefined) return known;
  const document = await read();
  if (document !== undefined) cache.set(key, document);
  return document;
}
