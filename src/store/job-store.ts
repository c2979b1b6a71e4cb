import type { JobDocument } from './documents.ts';
import { exists, JSON_OPTIONS, readJson } from './json.ts';
import { keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface JobStore {
  /**
   * Writes the job once. That the key is taken can only mean that an earlier attempt of this very call got through
   * although its answer was lost, since every job has a fresh random id.
   */
  create(job: JobDocument): Promise<void>;
  read(jobId: string): Promise<JobDocument | undefined>;
  exists(jobId: string): Promise<boolean>;
}

export function jobStore(objects: ObjectStore): JobStore {
  return {
    async create(job) {
      await objects.putIfAbsent(keys.job(job.jobId), JSON.stringify(job), JSON_OPTIONS);
    },
    read: (jobId) => readJson<JobDocument>(objects, keys.job(jobId)),
    exists: (jobId) => exists(objects, keys.job(jobId)),
  };
}
