import type { EndDocument, JobDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys, runDocumentOf } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Which documents of a run exist. */
export interface RunListing {
  hasJob: boolean;
  /** Ids of the models with a claim, and of those with a result. */
  claims: readonly string[];
  results: readonly string[];
  /** Ids of the models with a picture that arrived late. */
  late: readonly string[];
  /** Adoptions that were begun. */
  adoptions: readonly { modelId: string; attempt: number }[];
  hasEnded: boolean;
}

export interface JobStore {
  /**
   * Writes the job once. If the key is taken, an earlier attempt of this very call got through although its response
   * was lost, or the run was taken over by a repetition; either way the stored job is that of this id.
   */
  create(job: JobDocument): Promise<void>;
  /** Only for a run that is listed: S3 may respond 403 to reading a key that does not exist. */
  read(jobId: string): Promise<JobDocument | undefined>;
  /** Writes the end of the run; the first one stays. */
  end(jobId: string, end: EndDocument): Promise<void>;
  readEnd(jobId: string): Promise<EndDocument | undefined>;
  /** One listing: at most 20 models with a few documents each, the job and its end. */
  list(jobId: string): Promise<RunListing>;
}

export function jobStore(objects: ObjectStore): JobStore {
  return {
    async create(job) {
      await objects.putIfAbsent(objectKeys.job(job.jobId), JSON.stringify(job), JSON_OPTIONS);
    },
    read: (jobId) => readJson<JobDocument>(objects, objectKeys.job(jobId)),
    async end(jobId, end) {
      await objects.putIfAbsent(objectKeys.end(jobId), JSON.stringify(end), JSON_OPTIONS);
    },
    readEnd: (jobId) => readJson<EndDocument>(objects, objectKeys.end(jobId)),
    async list(jobId) {
      const { keys } = await objects.list(objectKeys.run(jobId));
      const documents = keys.map(runDocumentOf);
      const modelsWith = (kind: 'claim' | 'result' | 'late') =>
        documents.flatMap((document) => (document?.kind === kind ? [document.modelId] : []));
      return {
        hasJob: documents.some((document) => document?.kind === 'job'),
        claims: modelsWith('claim'),
        results: modelsWith('result'),
        late: modelsWith('late'),
        adoptions: documents.flatMap((document) =>
          document?.kind === 'adoption' ? [{ modelId: document.modelId, attempt: document.attempt }] : [],
        ),
        hasEnded: documents.some((document) => document?.kind === 'ended'),
      };
    },
  };
}
