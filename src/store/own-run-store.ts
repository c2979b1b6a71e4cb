import type { JobDocument } from './documents.ts';
import { cursorOf, objectKeys, ownRunAfter, ownRunOf } from './object-keys.ts';
import { type ObjectStore, putMarker } from './object-store.ts';

/** A run that was started with a key, or by a person. */
export interface OwnRun {
  jobId: string;
  createdAtMs: number;
}

/** Which runs were started with a key, known by its hash alone, or by a person, known by an id. Nothing public has either. */
export interface OwnRunStore {
  add(index: string, run: OwnRun): Promise<void>;
  remove(index: string, run: OwnRun): Promise<void>;
  /** One page, newest first. `nextCursor` is `undefined` on the last page. */
  list(
    index: string,
    options: { limit: number; cursor?: string | undefined },
  ): Promise<{ runs: OwnRun[]; nextCursor: string | undefined }>;
}

/** The indexes that a run is in. */
export const indexesOf = ({ runKeyHash, owner }: Pick<JobDocument, 'runKeyHash' | 'owner'>): string[] =>
  [runKeyHash, owner].filter((index) => index !== undefined && index !== '') as string[];

export function ownRunStore(objects: ObjectStore): OwnRunStore {
  return {
    add: (index, { jobId, createdAtMs }) => putMarker(objects, objectKeys.ownRun(index, createdAtMs, jobId)),
    remove: (index, { jobId, createdAtMs }) => objects.delete(objectKeys.ownRun(index, createdAtMs, jobId)),
    async list(index, { limit, cursor }) {
      const { keys, more } = await objects.list(objectKeys.ownRuns(index), {
        limit,
        ...(cursor !== undefined && { startAfter: ownRunAfter(index, cursor) }),
      });
      const runs = keys.flatMap((key) => ownRunOf(key) ?? []);
      const last = runs.at(-1);
      return { runs, nextCursor: more && last !== undefined ? cursorOf(last) : undefined };
    },
  };
}
