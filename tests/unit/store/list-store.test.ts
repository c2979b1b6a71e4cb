import { describe, expect, it } from '@jest/globals';
import { listStore } from '../../../src/store/list-store.ts';
import { LIST_ID, listDocument } from '../../helpers/list-documents.ts';
import { slowStore } from '../../helpers/slow-writes.ts';
import { listStoreSuite } from '../../suites/list-store.ts';

const HASH = 'a'.repeat(64);
const ANN = 'cQ0hBqBk1nE9m3rJx5vZ7-';
const idOf = (number: number) => `6b1f4c1e-8a53-4f0d-9a5e-${String(number).padStart(12, '0')}`;

listStoreSuite('a store whose writes take longer than its reads', slowStore);

describe('lists', () => {
  it('are found by their id and by whose they are, until they are deleted with all that they left', async () => {
    const objects = slowStore();
    const store = listStore(objects);
    const list = listDocument({ runKeyHash: HASH, owner: ANN });
    await store.create(list);
    await store.takeCell(LIST_ID, 2, { jobId: idOf(7) });
    expect(await store.find(LIST_ID)).toEqual(list);
    expect(await store.find(idOf(1))).toBeUndefined();
    const own = { listId: LIST_ID, createdAtMs: Date.parse(list.createdAt) };
    for (const index of [HASH, ANN]) {
      expect(await store.listOwn(index, { limit: 9 })).toEqual({ lists: [own], nextCursor: undefined });
    }
    await store.delete(list);
    expect([...objects.objects.keys()]).toEqual([]);
  });

  it('come newest first, in pages, and only those that this code wrote', async () => {
    const objects = slowStore();
    const store = listStore(objects);
    for (const [place, hour] of ['10', '12', '11'].entries()) {
      const createdAt = `2026-11-20T${hour}:00:00.000Z`;
      await store.create(listDocument({ listId: idOf(place), createdAt, runKeyHash: HASH }));
    }
    await objects.put(`lists/by/${HASH}/other`, '', { contentType: 'text/plain' });
    const first = await store.listOwn(HASH, { limit: 2 });
    expect(first.lists.map(({ listId }) => listId)).toEqual([idOf(1), idOf(2)]);
    const second = await store.listOwn(HASH, { limit: 2, cursor: first.nextCursor });
    expect(second).toEqual({
      lists: [{ listId: idOf(0), createdAtMs: Date.parse('2026-11-20T10:00:00.000Z') }],
      nextCursor: undefined,
    });
  });

  it('cannot be there before whoever deletes everything finds them, and none is read that is not listed', async () => {
    const objects = slowStore();
    const { put } = objects;
    objects.put = async (key, ...rest) =>
      key.startsWith('lists/by/') ? Promise.reject(new Error('S3 is unavailable')) : put(key, ...rest);
    objects.get = () => Promise.reject(new Error('not listed'));
    const store = listStore(objects);
    await expect(store.create(listDocument())).rejects.toThrow('S3 is unavailable');
    expect(await store.find(LIST_ID)).toBeUndefined();
  });

  it('go by their document first, so that no cell is started any more', async () => {
    const objects = slowStore();
    const store = listStore(objects);
    await store.create(listDocument());
    const deleted: string[] = [];
    const { delete: remove } = objects;
    objects.delete = async (key) => {
      deleted.push(key);
      await remove(key);
    };
    await store.takeCell(LIST_ID, 0, { jobId: idOf(7) });
    await store.delete(listDocument());
    expect(deleted.map((key) => key.split('/').slice(0, 2).join('/'))).toEqual([
      `lists/${LIST_ID}`,
      `lists/${LIST_ID}`,
      'lists/by',
    ]);
    expect(deleted[0]).toBe(`lists/${LIST_ID}/list.json`);
  });
});

describe('cells', () => {
  it('are not said to have a run that is not theirs', async () => {
    const objects = slowStore();
    objects.putIfAbsent = async () => 'exists';
    await expect(listStore(objects).takeCell(LIST_ID, 0, { jobId: idOf(1) })).rejects.toThrow('has gone');
  });
});
