import type { DeletionDocument } from './documents.ts';
import { keptNameOf, keptRunOf, objectKeys } from './object-keys.ts';
import { deleteAll, listAll, type ObjectStore, putMarker } from './object-store.ts';
import type { OwnRun } from './own-run-store.ts';

/** Whose pictures are kept. */
export type Keeper = Pick<DeletionDocument, 'jobId' | 'createdAt' | 'runKeyHash' | 'owner'>;

/** Small copies of judged pictures, which stay when their run has expired, until somebody deletes them. */
export interface KeptStore {
  /** Copies these pictures, by name and object key of a small WebP, unless it has been done. */
  keep(run: Keeper, pictures: readonly { name: string; key: string }[]): Promise<void>;
  /** The object keys of the kept pictures of a run by name. */
  list(runId: string): Promise<ReadonlyMap<string, string>>;
  /** Deletes those of a run. */
  remove(run: Keeper): Promise<void>;
  /** Runs of a key or of a person that have any, also when nothing else is left of them. */
  runsOf(index: string): Promise<OwnRun[]>;
}

/** Nobody changes them; but they have to disappear when they are deleted. */
const OPTIONS = { contentType: 'image/webp', cacheControl: 'public, max-age=3600' };

export function keptStore(objects: ObjectStore): KeptStore {
  const list: KeptStore['list'] = async (runId) => {
    const keys = await listAll(objects, objectKeys.keptPictures(runId));
    return new Map(keys.map((key) => [keptNameOf(key) ?? key, key]));
  };
  return {
    async keep(run, pictures) {
      const { jobId } = run;
      const kept = await list(jobId);
      const missing = pictures.filter(({ name }) => !kept.has(name));
      if (missing.length === 0) return;
      // First: whoever deletes everything of somebody has to find them.
      for (const key of keepersOf(run)) await putMarker(objects, key);
      await Promise.all(
        missing.map(async ({ name, key }) => {
          const picture = await objects.get(key);
          if (picture === undefined) throw new Error('A picture has gone while it was judged.');
          await objects.put(objectKeys.keptPicture(jobId, name), picture.body, OPTIONS);
        }),
      );
    },
    list,
    async remove(run) {
      await deleteAll(objects, [
        ...(await listAll(objects, objectKeys.keptPictures(run.jobId))),
        ...keepersOf(run),
      ]);
    },
    runsOf: async (index) =>
      (await listAll(objects, objectKeys.ownKept(index))).flatMap((key) => keptRunOf(key) ?? []),
  };
}

/** Where the run stands in the index: with its person, and with its key only where it has none. */
function keepersOf({ jobId, createdAt, owner, runKeyHash }: Keeper): string[] {
  const index = owner ?? runKeyHash ?? '';
  return index === '' ? [] : [objectKeys.keeper(index, Date.parse(createdAt), jobId)];
}
