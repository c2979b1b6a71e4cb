import type { ResultDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface ResultStore {
  /** Ends an attempt; only the holder of its claim may. The first result stays. */
  save(jobId: string, result: ResultDocument): Promise<void>;
  read(jobId: string, modelId: string): Promise<ResultDocument | undefined>;
}

export function resultStore(objects: ObjectStore): ResultStore {
  return {
    async save(jobId, result) {
      await objects.putIfAbsent(
        objectKeys.result(jobId, result.modelId),
        JSON.stringify(result),
        JSON_OPTIONS,
      );
    },
    read: (jobId, modelId) => readJson<ResultDocument>(objects, objectKeys.result(jobId, modelId)),
  };
}
