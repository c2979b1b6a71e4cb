import type { ResultDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface ResultStore {
  /** Writes the end of one model's part; only who holds the claim may. The first result stays. */
  save(jobId: string, result: ResultDocument): Promise<void>;
  read(jobId: string, modelId: string): Promise<ResultDocument | undefined>;
}

export function resultStore(objects: ObjectStore): ResultStore {
  return {
    async save(jobId, result) {
      await objects.putIfAbsent(keys.result(jobId, result.modelId), JSON.stringify(result), JSON_OPTIONS);
    },
    read: (jobId, modelId) => readJson<ResultDocument>(objects, keys.result(jobId, modelId)),
  };
}
