import type { JobDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys, runDocumentOf } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Which documents of a run exist. */
export interface RunListing {
  hasJob: boolean;
  /** Ids of the models with a claim, and of those with a result. */
  claims: readonly string[];
  results: readonly string[];
}

export interface JobStore {
  /**
   * Writes the job once. If the key is taken, an earlier attempt of this very call got through although its response
   * was lost, or the run was taken over by a repetition; either way the stored job is that of this id.
   */
  create(job: JobDocument): Promise<void>;
  read(jobId: string): Promise<JobDocument | undefined>;
  /** One listing: at most 20 models with two documents each, and the job. */
  list(jobId: string): Promise<RunListing>;
}

export function jobStore(objects: ObjectStore): JobStore {
  return {
    async create(job) {
      await objects.putIfAbsent(objectKeys.job(job.jobId), JSON.stringify(job), JSON_OPTIONS);
    },
    read: (jobId) => readJson<JobDocument>(objects, objectKeys.job(jobId)),
    async list(jobId) {
      const { keys } = await objects.list(objectKeys.run(jobId));
      const documents = keys.map(runDocumentOf);
      const modelsWith = (kind: 'claim' | 'result') =>
        documents.flatMap((document) => (document?.kind === kind ? [document.modelId] : []));
      return {
        hasJob: documents.some((document) => document?.kind === 'job'),
        claims: modelsWith('claim'),
        results: modelsWith('result'),
      };
    },
  };
}
