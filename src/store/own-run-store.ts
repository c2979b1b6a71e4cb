import { cursorOf, objectKeys, ownRunAfter, ownRunOf } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** A run that was started with a key. */
export interface OwnRun {
  jobId: string;
  createdAtMs: number;
}

/** Which runs were started with a key, known by its hash alone. Nothing public has either. */
export interface OwnRunStore {
  add(runKeyHash: string, run: OwnRun): Promise<void>;
  remove(runKeyHash: string, run: OwnRun): Promise<void>;
  /** One page, newest first. `nextCursor` is `undefined` on the last page. */
  list(
    runKeyHash: string,
    options: { limit: number; cursor?: string | undefined },
  ): Promise<{ runs: OwnRun[]; nextCursor: string | undefined }>;
}

export function ownRunStore(objects: ObjectStore): OwnRunStore {
  return {
    async add(runKeyHash, { jobId, createdAtMs }) {
      const key = objectKeys.ownRun(runKeyHash, createdAtMs, jobId);
      await objects.put(key, '', { contentType: 'text/plain' });
    },
    remove: (runKeyHash, { jobId, createdAtMs }) =>
      objects.delete(objectKeys.ownRun(runKeyHash, createdAtMs, jobId)),
    async list(runKeyHash, { limit, cursor }) {
      const { keys, more } = await objects.list(objectKeys.ownRuns(runKeyHash), {
        limit,
        ...(cursor !== undefined && { startAfter: ownRunAfter(runKeyHash, cursor) }),
      });
      const runs = keys.flatMap((key) => ownRunOf(key) ?? []);
      const last = runs.at(-1);
      return { runs, nextCursor: more && last !== undefined ? cursorOf(last) : undefined };
    },
  };
}
