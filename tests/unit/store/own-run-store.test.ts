import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { GalleryCursor } from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';
import { ownRunStore } from '../../../src/store/own-run-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const MINE = sha256Hex('the key of one browser');
const THEIRS = sha256Hex('the key of another');
const isCursor = new Ajv().compile(GalleryCursor);
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function storeOf(count: number) {
  const objects = slowStore();
  const store = ownRunStore(objects);
  for (let number = 1; number <= count; number += 1)
    await store.add(MINE, { jobId: idOf(number), createdAtMs: 1000 * number });
  return { objects, store };
}

describe('the runs of a key', () => {
  it('are listed newest first, page by page, each once', async () => {
    const { store } = await storeOf(5);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list(MINE, { limit: 2, cursor });
      seen.push(...page.runs.map(({ jobId }) => jobId));
      cursor = page.nextCursor;
      if (cursor !== undefined) expect(isCursor(cursor)).toBe(true);
    } while (cursor !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1].map(idOf));
  });

  it('are those of no other key', async () => {
    const { store } = await storeOf(1);
    await store.add(THEIRS, { jobId: idOf(7), createdAtMs: 7000 });
    expect((await store.list(MINE, { limit: 9 })).runs).toEqual([{ jobId: idOf(1), createdAtMs: 1000 }]);
    expect((await store.list(sha256Hex('nobody'), { limit: 9 })).runs).toEqual([]);
  });

  it('are the same however often they are added', async () => {
    const { objects, store } = await storeOf(1);
    await store.add(MINE, { jobId: idOf(1), createdAtMs: 1000 });
    expect(objects.objects.size).toBe(1);
  });

  it('do not show the key: only its hash is part of a name', async () => {
    const { objects } = await storeOf(1);
    const key = `mine/${MINE}/9999999998999-${idOf(1)}`;
    expect([...objects.objects.keys()]).toEqual([key]);
    expect(objects.objects.get(key)).toMatchObject({
      body: new Uint8Array(),
      options: { contentType: 'text/plain' },
    });
  });
});

describe('how many runs each person has started since a moment', () => {
  const [ANN, BEN, CAI] = ['A', 'b', '-'].map((letter) => letter.repeat(22)) as [string, string, string];
  const SINCE = 1_000_000;

  it('is counted of people, not of keys, over as many pages as there are', async () => {
    const objects = memoryObjectStore();
    const listed: string[] = [];
    const store = ownRunStore({
      ...objects,
      list: (prefix, options) => {
        listed.push(options?.startAfter ?? '');
        return objects.list(prefix, options);
      },
    });
    const add = async (index: string, count: number, first: number) => {
      for (let number = 0; number < count; number += 1)
        await store.add(index, { jobId: idOf(number), createdAtMs: first + number });
    };
    await add(ANN, 1200, SINCE);
    await add(ANN, 1, SINCE - 1);
    // Two pages of old runs, of which the first alone is read.
    await add(BEN, 3, SINCE);
    await add(BEN, 2500, SINCE - 2500);
    await add(CAI, 2, SINCE - 2);
    await add(MINE, 2500, SINCE);
    expect(Object.fromEntries(await store.countSince(SINCE))).toEqual({ [ANN]: 1200, [BEN]: 3 });
    expect(listed.length).toBe(4);
  });

  it('is nothing where nobody has drawn', async () => {
    expect([...(await ownRunStore(slowStore()).countSince(0))]).toEqual([]);
  });
});
