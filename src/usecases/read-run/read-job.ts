import type { Lru } from '../../lib/lru.ts';
import type { ClaimDocument, JobDocument, JobModel, ResultDocument } from '../../store/documents.ts';
import { readJson } from '../../store/json.ts';
import { keys } from '../../store/keys.ts';
import type { ObjectStore } from '../../store/object-store.ts';

/** Documents that never change, by key, so that a container reads each only once. */
export type DocumentCache = Lru<object>;

/** One model's part as the store has it: nothing yet, a claim, or a result. */
export interface ModelRecord {
  model: JobModel;
  claim: ClaimDocument | undefined;
  result: ResultDocument | undefined;
}

export interface JobRecord {
  job: JobDocument;
  /** In slot order. */
  models: ModelRecord[];
}

/** A job holds at most twenty models with two documents each, and itself. */
const MOST_DOCUMENTS = 41;

/**
 * One listing tells what there is; only what this container has not seen is read. A run whose end is known needs no
 * request at all.
 * @returns `undefined` where there is no such job
 */
export async function readJob(
  objects: ObjectStore,
  cache: DocumentCache,
  jobId: string,
): Promise<JobRecord | undefined> {
  const ended = endedInCache(cache, jobId);
  if (ended !== undefined) return ended;

  const page = await objects.list(keys.jobPrefix(jobId), { limit: MOST_DOCUMENTS });
  const listed = new Set(page.keys);
  const read = async <T extends object>(key: string): Promise<T | undefined> => {
    if (!listed.has(key)) return undefined;
    const known = cache.get(key) as T | undefined;
    if (known !== undefined) return known;
    const document = await readJson<T>(objects, key);
    if (document !== undefined) cache.set(key, document);
    return document;
  };

  // The listing names the models already, so that their documents need not wait for the job's.
  const [job] = await Promise.all([
    read<JobDocument>(keys.job(jobId)),
    ...page.keys
      .filter((key) => isResult(key) || (isClaim(key) && !listed.has(resultOfClaim(key))))
      .map((key) => read(key)),
  ]);
  if (job === undefined) return undefined;
  const models = job.models.map(async (model) => {
    const result = await read<ResultDocument>(keys.result(jobId, model.id));
    const claim = result ? undefined : await read<ClaimDocument>(keys.claim(jobId, model.id));
    return { model, claim, result };
  });
  return { job, models: await Promise.all(models) };
}

function endedInCache(cache: DocumentCache, jobId: string): JobRecord | undefined {
  const job = cache.get(keys.job(jobId)) as JobDocument | undefined;
  if (job === undefined) return undefined;
  const models = job.models.map((model) => ({
    model,
    claim: undefined,
    result: cache.get(keys.result(jobId, model.id)) as ResultDocument | undefined,
  }));
  return models.every(({ result }) => result !== undefined) ? { job, models } : undefined;
}

const isResult = (key: string) => key.endsWith('.result.json');
const isClaim = (key: string) => key.endsWith('.claim.json');
const resultOfClaim = (key: string) => key.replace(/\.claim\.json$/, '.result.json');
