import type { CellDocument, ListDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { cellOfKey, cursorOf, objectKeys, ownListAfter, ownListOf } from './object-keys.ts';
import { deleteAll, listAll, type ObjectStore, putMarker } from './object-store.ts';
import { indexesOf } from './own-run-store.ts';

/** A list that was made with a key, or by a person. */
export interface OwnList {
  listId: string;
  createdAtMs: number;
}

/** Lists of prompts, and which run each of their cells has. */
export interface ListStore {
  create(list: ListDocument): Promise<void>;
  /** `undefined` if there is no such list, or not any more. */
  find(listId: string): Promise<ListDocument | undefined>;
  /** Gives a cell this run, unless it has one. @returns the run that it has */
  takeCell(listId: string, n: number, cell: CellDocument): Promise<CellDocument>;
  /** Which cells have a run. */
  cells(listId: string): Promise<number[]>;
  /** Only of a cell that has one: S3 may respond 403 to reading a key that does not exist. */
  readCell(listId: string, n: number): Promise<CellDocument | undefined>;
  /** Deletes a list: first the document that cells are started by, last the entries by which it is found. */
  delete(list: ListDocument): Promise<void>;
  /** The same for what is left of a list that is not there. */
  forget(index: string, list: OwnList): Promise<void>;
  /** One page of those of a key or a person, newest first. `nextCursor` is `undefined` on the last page. */
  listOwn(
    index: string,
    options: { limit: number; cursor?: string | undefined },
  ): Promise<{ lists: OwnList[]; nextCursor: string | undefined }>;
}

export function listStore(objects: ObjectStore): ListStore {
  const forget: ListStore['forget'] = async (index, { listId, createdAtMs }) => {
    await deleteAll(objects, await listAll(objects, objectKeys.cells(listId)));
    await objects.delete(objectKeys.ownList(index, createdAtMs, listId));
  };
  return {
    async create(list) {
      const createdAtMs = Date.parse(list.createdAt);
      // First: whoever deletes everything of somebody has to find it.
      await Promise.all(
        indexesOf(list).map((index) =>
          putMarker(objects, objectKeys.ownList(index, createdAtMs, list.listId)),
        ),
      );
      await objects.putIfAbsent(objectKeys.list(list.listId), JSON.stringify(list), JSON_OPTIONS);
    },
    async find(listId) {
      const key = objectKeys.list(listId);
      // Listed first, because S3 may respond 403 to reading a key that does not exist.
      const { keys } = await objects.list(key);
      return keys.length === 0 ? undefined : readJson<ListDocument>(objects, key);
    },
    async takeCell(listId, n, cell) {
      const key = objectKeys.cell(listId, n);
      if ((await objects.putIfAbsent(key, JSON.stringify(cell), JSON_OPTIONS)) === 'created') return cell;
      const taken = await readJson<CellDocument>(objects, key);
      if (taken === undefined) throw new Error('A cell has gone while it was taken.');
      return taken;
    },
    async cells(listId) {
      return (await listAll(objects, objectKeys.cells(listId))).flatMap((key) => cellOfKey(key) ?? []);
    },
    readCell: (listId, n) => readJson<CellDocument>(objects, objectKeys.cell(listId, n)),
    async delete(list) {
      const own = { listId: list.listId, createdAtMs: Date.parse(list.createdAt) };
      await objects.delete(objectKeys.list(list.listId));
      for (const index of indexesOf(list)) await forget(index, own);
    },
    forget,
    async listOwn(index, { limit, cursor }) {
      const { keys, more } = await objects.list(objectKeys.ownLists(index), {
        limit,
        ...(cursor !== undefined && { startAfter: ownListAfter(index, cursor) }),
      });
      const lists = keys.flatMap((key) => ownListOf(key) ?? []);
      const last = lists.at(-1);
      const nextCursor = more && last !== undefined ? cursorOf({ ...last, jobId: last.listId }) : undefined;
      return { lists, nextCursor };
    },
  };
}
