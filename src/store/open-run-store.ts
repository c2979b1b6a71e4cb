import { objectKeys, openRunOf } from './object-keys.ts';
import { type ObjectStore, putMarker } from './object-store.ts';

/** A run that has not ended. */
export interface OpenRun {
  jobId: string;
  createdAtMs: number;
}

export interface OpenRunPage {
  runs: OpenRun[];
  /** Where the next page begins; `undefined` after the last one. */
  next: string | undefined;
}

/** Markers of runs that have not ended, so that the sweeper finds them without reading every run. */
export interface OpenRunStore {
  open(run: OpenRun): Promise<void>;
  /**
   * One page, the oldest first.
   * @param after `next` of the page before
   */
  list(limit: number, after?: string): Promise<OpenRunPage>;
  close(run: OpenRun): Promise<void>;
  isOpen(run: OpenRun): Promise<boolean>;
}

export function openRunStore(objects: ObjectStore): OpenRunStore {
  const keyOf = ({ jobId, createdAtMs }: OpenRun) => objectKeys.openRun(createdAtMs, jobId);
  return {
    open: (run) => putMarker(objects, keyOf(run)),
    async list(limit, startAfter) {
      const page = { limit, ...(startAfter !== undefined && { startAfter }) };
      const { keys, more } = await objects.list(objectKeys.openRuns, page);
      return { runs: keys.flatMap((key) => openRunOf(key) ?? []), next: more ? keys.at(-1) : undefined };
    },
    close: (run) => objects.delete(keyOf(run)),
    async isOpen(run) {
      return (await objects.list(keyOf(run))).keys.length > 0;
    },
  };
}
