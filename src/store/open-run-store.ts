import { objectKeys, openRunOf } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** A run that has not ended. */
export interface OpenRun {
  jobId: string;
  createdAtMs: number;
}

/** Markers of runs that have not ended, so that whoever ends them finds them without reading every run. */
export interface OpenRunStore {
  open(run: OpenRun): Promise<void>;
  /** The oldest first. */
  list(limit: number): Promise<OpenRun[]>;
  close(run: OpenRun): Promise<void>;
}

export function openRunStore(objects: ObjectStore): OpenRunStore {
  const keyOf = ({ jobId, createdAtMs }: OpenRun) => objectKeys.openRun(createdAtMs, jobId);
  return {
    async open(run) {
      await objects.put(keyOf(run), '', { contentType: 'text/plain' });
    },
    async list(limit) {
      const { keys } = await objects.list(objectKeys.openRuns, { limit });
      return keys.flatMap((key) => openRunOf(key) ?? []);
    },
    close: (run) => objects.delete(keyOf(run)),
  };
}
