import type { ResultDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { pictureId } from './pictures.ts';

export interface ResultStore {
  /**
   * Ends an attempt. The first result stays for ever.
   * @returns `closed` if the attempt has another result already
   */
  save(jobId: string, result: ResultDocument): Promise<'saved' | 'closed'>;
  read(jobId: string, modelId: string): Promise<ResultDocument | undefined>;
  /**
   * Keeps a picture that arrived after its attempt was closed, beside the result. The first one stays.
   * @param runId of the run that the job is a follow-up of; its readers do not look at the job any more
   */
  saveLate(jobId: string, result: ResultDocument, runId?: string): Promise<void>;
  readLate(jobId: string, modelId: string): Promise<ResultDocument | undefined>;
  readFollowUpLate(runId: string, jobId: string, modelId: string): Promise<ResultDocument | undefined>;
}

export function resultStore(objects: ObjectStore): ResultStore {
  return {
    async save(jobId, result) {
      const key = objectKeys.result(jobId, pictureId(result));
      const text = JSON.stringify(result);
      if ((await objects.putIfAbsent(key, text, JSON_OPTIONS)) === 'created') return 'saved';
      // Taken by an earlier attempt of this very call, whose response was lost, or by whoever closed the attempt.
      return JSON.stringify(await readJson(objects, key)) === text ? 'saved' : 'closed';
    },
    read: (jobId, modelId) => readJson<ResultDocument>(objects, objectKeys.result(jobId, modelId)),
    async saveLate(jobId, result, runId) {
      const id = pictureId(result);
      const keys = [objectKeys.late(jobId, id)];
      if (runId !== undefined) keys.push(objectKeys.followUpLate(runId, jobId, id));
      const text = JSON.stringify(result);
      await Promise.all(keys.map((key) => objects.putIfAbsent(key, text, JSON_OPTIONS)));
    },
    readFollowUpLate: (runId, jobId, modelId) =>
      readJson<ResultDocument>(objects, objectKeys.followUpLate(runId, jobId, modelId)),
    readLate: (jobId, modelId) => readJson<ResultDocument>(objects, objectKeys.late(jobId, modelId)),
  };
}
