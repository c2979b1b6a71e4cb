import type { JobDocument } from './documents.ts';
import { afterOwnRuns, cursorOf, objectKeys, ownRunAfter, ownRunOf, personOfRun } from './object-keys.ts';
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
  /** How many runs each person has started since then that are kept. @param since milliseconds since the epoch */
  countSince(since: number): Promise<ReadonlyMap<string, number>>;
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
    async countSince(since) {
      const counts = new Map<string, number>();
      let startAfter = objectKeys.everybodysRuns;
      for (;;) {
        const { keys, more } = await objects.list(objectKeys.everybodysRuns, { startAfter });
        for (const key of keys) {
          const person = personOfRun(key);
          if (person === undefined || !isSince(key, since)) continue;
          counts.set(person, (counts.get(person) ?? 0) + 1);
        }
        const last = keys.at(-1);
        if (!more || last === undefined) return counts;
        // The newest come first, so that what follows an old run, or one of a key, need not be read.
        const isDone = personOfRun(last) === undefined || !isSince(last, since);
        startAfter = isDone ? afterOwnRuns(last) : last;
      }
    },
  };
}

const isSince = (key: string, since: number) => (ownRunOf(key)?.createdAtMs ?? 0) >= since;
