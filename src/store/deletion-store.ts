import type { DeletionDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import { listAll, type ObjectStore } from './object-store.ts';

/** Runs that are being deleted, until nothing of them is left. */
export interface DeletionStore {
  begin(deletion: DeletionDocument): Promise<void>;
  list(): Promise<DeletionDocument[]>;
  finish(jobId: string): Promise<void>;
}

export function deletionStore(objects: ObjectStore): DeletionStore {
  return {
    begin: (deletion) =>
      objects.put(objectKeys.deletion(deletion.jobId), JSON.stringify(deletion), JSON_OPTIONS),
    async list() {
      const keys = await listAll(objects, objectKeys.deletions);
      const read = await Promise.all(keys.map((key) => readJson<DeletionDocument>(objects, key)));
      return read.filter((deletion) => deletion !== undefined);
    },
    finish: (jobId) => objects.delete(objectKeys.deletion(jobId)),
  };
}
