import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../src/store/image-store.ts';
import { keptStore } from '../../../src/store/kept-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';
import { failingMethods, withFaults } from '../../helpers/store-faults.ts';
import { keptStoreSuite } from '../../suites/kept-store.ts';

const HASH = 'a'.repeat(64);
const ANN = 'cQ0hBqBk1nE9m3rJx5vZ7-';
const JOB = '6b1f4c1e-8a53-4f0d-9a5e-000000000001';
const createdAt = '2026-11-20T12:00:00.000Z';
const run = { jobId: JOB, createdAt, runKeyHash: HASH, owner: ANN };
const own = (jobId: string) => ({ jobId, createdAtMs: Date.parse(createdAt) });

async function world() {
  const objects = slowStore();
  const place = { runId: JOB, name: '1-one' };
  const key = await imageStore(objects).saveThumbnail(place, Uint8Array.of(1));
  return { objects, pictures: [{ name: '1-one', key }], kept: keptStore(objects) };
}

keptStoreSuite('a store whose writes take longer than its reads', slowStore);

describe('kept pictures', () => {
  it('of a run of a person are found by the person alone: it does not obey its key', async () => {
    const { pictures, kept } = await world();
    await kept.keep(run, pictures);
    expect(await kept.runsOf(ANN)).toEqual([own(JOB)]);
    expect(await kept.runsOf(HASH)).toEqual([]);
  });

  it('are pictures that browsers ask for again after an hour, so that a deleted one disappears', async () => {
    const { objects, pictures } = await world();
    const puts: Parameters<typeof objects.put>[] = [];
    const put: typeof objects.put = (...written) => {
      puts.push(written);
      return objects.put(...written);
    };
    await keptStore({ ...objects, put }).keep(run, pictures);
    expect(puts.filter(([key]) => key.startsWith('keep/'))).toEqual([
      [
        `keep/${JOB}/1-one.webp`,
        Uint8Array.of(1),
        { contentType: 'image/webp', cacheControl: 'public, max-age=3600' },
      ],
    ]);
  });

  it('are found by whose they are also where the copy failed', async () => {
    const { objects, pictures, kept } = await world();
    const broken = keptStore(withFaults(objects, failingMethods('get')));
    await expect(broken.keep(run, pictures)).rejects.toThrow('get failed');
    expect(await kept.runsOf(ANN)).toEqual([own(JOB)]);
    await expect(kept.keep(run, [{ name: '2-two', key: 'images/none' }])).rejects.toThrow('has gone');
  });
});
