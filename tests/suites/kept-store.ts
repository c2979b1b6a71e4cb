import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/lib/hash.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { keptStore } from '../../src/store/kept-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';

/** What kept pictures promise over every object store. Each test uses runs and keys of its own, so stores may be shared and dirty. */
export function keptStoreSuite(name: string, create: () => ObjectStore | Promise<ObjectStore>): void {
  describe(`Kept pictures over ${name}`, () => {
    let objects: ObjectStore;
    beforeAll(async () => {
      objects = await create();
    });
    const own = (runKeyHash = sha256Hex(randomUUID())) => ({
      jobId: randomUUID(),
      createdAt: '2026-11-20T12:00:00.000Z',
      runKeyHash,
    });
    const entryOf = ({ jobId, createdAt }: ReturnType<typeof own>) => ({
      jobId,
      createdAtMs: Date.parse(createdAt),
    });
    const picturesOf = async (runId: string, ...names: string[]) => {
      const pictures: { name: string; key: string }[] = [];
      for (const [place, each] of names.entries()) {
        const bytes = Uint8Array.of(place + 1);
        pictures.push({
          name: each,
          key: await imageStore(objects).saveThumbnail({ runId, name: each }, bytes),
        });
      }
      return pictures;
    };

    it('are copies that stay when the run is gone, and are found by it and by whose it was', async () => {
      const run = own();
      const kept = keptStore(objects);
      expect(await kept.list(run.jobId)).toEqual(new Map());
      await kept.keep(run, await picturesOf(run.jobId, '1-one', '1-one_1'));
      await imageStore(objects).deleteRun(run.jobId);
      const keys = await kept.list(run.jobId);
      expect([...keys]).toEqual(['1-one', '1-one_1'].map((each) => [each, `keep/${run.jobId}/${each}.webp`]));
      expect((await objects.get(keys.get('1-one_1') ?? ''))?.body).toEqual(Uint8Array.of(2));
      expect(await kept.runsOf(run.runKeyHash)).toEqual([entryOf(run)]);
      expect(await kept.runsOf(own().runKeyHash)).toEqual([]);
    });

    it('are copied once, also by many at once, and more of a run later', async () => {
      const run = own();
      const kept = keptStore(objects);
      const [one, other] = await picturesOf(run.jobId, '1-one', '2-two');
      const first = [one ?? never()];
      await Promise.all(Array.from({ length: 5 }, () => kept.keep(run, first)));
      // What is there is not asked for again.
      await imageStore(objects).delete(first.map(({ key }) => key));
      await kept.keep(run, [...first, other ?? never()]);
      expect([...(await kept.list(run.jobId)).keys()]).toEqual(['1-one', '2-two']);
    });

    it('go with all that leads to them, as often as that is asked for, and those of another run stay', async () => {
      const [run, second] = [own(), own()];
      const other = { ...second, runKeyHash: run.runKeyHash };
      const kept = keptStore(objects);
      for (const each of [run, other]) await kept.keep(each, await picturesOf(each.jobId, '1-one'));
      for (let times = 0; times < 2; times += 1) await kept.remove(run);
      expect(await kept.list(run.jobId)).toEqual(new Map());
      expect((await kept.list(other.jobId)).size).toBe(1);
      expect(await kept.runsOf(run.runKeyHash)).toEqual([entryOf(other)]);
    });
  });
}

function never(): never {
  throw new Error('There is no picture.');
}
