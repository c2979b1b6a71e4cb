import type { Lru } from '../../lib/lru.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ClaimDocument, JobDocument, JobModel, ResultDocument } from '../../store/documents.ts';
import type { JobStore } from '../../store/job-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import type { ResultStore } from '../../store/result-store.ts';

/** Documents that never change, by object key, so that a container reads each only once. */
export type DocumentCache = Lru<object>;

export interface ReadRunTools {
  jobs: Pick<JobStore, 'list' | 'read'>;
  claims: Pick<ClaimStore, 'read'>;
  results: Pick<ResultStore, 'read'>;
  cache: DocumentCache;
}

/** What is stored of one attempt: nothing yet, a claim, or a result. */
export interface Attempt {
  model: JobModel;
  claim: ClaimDocument | undefined;
  result: ResultDocument | undefined;
}

export interface Run {
  job: JobDocument;
  /** In slot order. */
  attempts: Attempt[];
}

/**
 * Reads a run with one listing, and only the documents that this container has not seen. A run whose every result has
 * been seen needs no request at all.
 * @returns `undefined` if there is no such run
 */
export async function readRun(tools: ReadRunTools, jobId: string): Promise<Run | undefined> {
  const { cache, jobs, claims, results } = tools;
  const ended = endedRun(cache, jobId);
  if (ended !== undefined) return ended;

  const listed = await jobs.list(jobId);
  if (!listed.hasJob) return undefined;
  // The listing names the models, so that nothing has to wait for the job.
  const [job, resultOf, claimOf] = await Promise.all([
    remembered(cache, objectKeys.job(jobId), () => jobs.read(jobId)),
    readEach(listed.results, (id) =>
      remembered(cache, objectKeys.result(jobId, id), () => results.read(jobId, id)),
    ),
    readEach(
      listed.claims.filter((id) => !listed.results.includes(id)),
      (id) => remembered(cache, objectKeys.claim(jobId, id), () => claims.read(jobId, id)),
    ),
  ]);
  if (job === undefined) return undefined;
  const attempts = job.models.map((model) => ({
    model,
    claim: claimOf.get(model.id),
    result: resultOf.get(model.id),
  }));
  return { job, attempts };
}

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

function endedRun(cache: DocumentCache, jobId: string): Run | undefined {
  const job = cache.get(objectKeys.job(jobId)) as JobDocument | undefined;
  if (job === undefined) return undefined;
  const attempts = job.models.map((model) => ({
    model,
    claim: undefined,
    result: cache.get(objectKeys.result(jobId, model.id)) as ResultDocument | undefined,
  }));
  return attempts.every(({ result }) => result !== undefined) ? { job, attempts } : undefined;
}
