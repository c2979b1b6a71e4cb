import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/lib/hash.ts';
import { listStore } from '../../src/store/list-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { listDocument } from '../helpers/list-documents.ts';

/** What lists promise over every object store. Each test uses lists and keys of its own, so stores may be shared and dirty. */
export function listStoreSuite(name: string, create: () => ObjectStore | Promise<ObjectStore>): void {
  describe(`Lists over ${name}`, () => {
    let store: ReturnType<typeof listStore>;
    beforeAll(async () => {
      store = listStore(await create());
    });
    const own = () => ({ listId: randomUUID(), runKeyHash: sha256Hex(randomUUID()) });

    it('are found by their id and by whose they are, until they are deleted', async () => {
      const list = listDocument(own());
      const { listId, runKeyHash = '', createdAt } = list;
      expect(await store.find(listId)).toBeUndefined();
      await store.create(list);
      expect(await store.find(listId)).toEqual(list);
      const entry = { listId, createdAtMs: Date.parse(createdAt) };
      expect(await store.listOwn(runKeyHash, { limit: 9 })).toEqual({
        lists: [entry],
        nextCursor: undefined,
      });
      await store.takeCell(listId, 7, { jobId: randomUUID() });
      await store.delete(list);
      expect(await store.find(listId)).toBeUndefined();
      expect(await store.cells(listId)).toEqual([]);
      expect((await store.listOwn(runKeyHash, { limit: 9 })).lists).toEqual([]);
      await store.delete(list);
    });

    it('come newest first, in pages', async () => {
      const { runKeyHash } = own();
      const ids = new Map<string, string>();
      for (const hour of ['10', '12', '11']) {
        const list = listDocument({ ...own(), runKeyHash, createdAt: `2026-11-20T${hour}:00:00.000Z` });
        ids.set(hour, list.listId);
        await store.create(list);
      }
      const first = await store.listOwn(runKeyHash, { limit: 2 });
      const second = await store.listOwn(runKeyHash, { limit: 2, cursor: first.nextCursor });
      const found = [...first.lists, ...second.lists].map(({ listId }) => listId);
      expect(found).toEqual(['12', '11', '10'].map((hour) => ids.get(hour)));
      expect(second.nextCursor).toBeUndefined();
    });

    it('give each cell one run, whoever asks at once', async () => {
      const { listId } = own();
      const asked = Array.from({ length: 12 }, () => randomUUID());
      const taken = await Promise.all(asked.map((jobId) => store.takeCell(listId, 0, { jobId })));
      const [first] = taken;
      expect(new Set(taken.map(({ jobId }) => jobId)).size).toBe(1);
      expect(asked).toContain(first?.jobId);
      expect(await store.takeCell(listId, 0, { jobId: randomUUID() })).toEqual(first);
      expect(await store.readCell(listId, 0)).toEqual(first);
    });

    it('know their cells in order, as many as there can be', async () => {
      const { listId } = own();
      const numbers = [0, 7, 99, 100, 199];
      for (const n of numbers.toReversed()) await store.takeCell(listId, n, { jobId: randomUUID() });
      expect(await store.cells(listId)).toEqual(numbers);
    });
  });
}
