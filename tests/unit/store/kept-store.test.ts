import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../src/store/image-store.ts';
import { keptStore } from '../../../src/store/kept-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';
import { failingMethods, withFaults } from '../../helpers/store-faults.ts';

const HASH = 'a'.repeat(64);
const ANN = 'cQ0hBqBk1nE9m3rJx5vZ7-';
const JOB = '6b1f4c1e-8a53-4f0d-9a5e-000000000001';
const OTHER = '6b1f4c1e-8a53-4f0d-9a5e-000000000002';
const createdAt = '2026-11-20T12:00:00.000Z';
const run = { jobId: JOB, createdAt, runKeyHash: HASH, owner: ANN };
const own = (jobId: string) => ({ jobId, createdAtMs: Date.parse(createdAt) });

async function world() {
  const objects = slowStore();
  const small = (jobId: string, name: string, byte: number) =>
    imageStore(objects).saveThumbnail({ runId: jobId, name }, Uint8Array.of(byte));
  const pictures = [
    { name: '1-one', key: await small(JOB, '1-one', 1) },
    { name: '1-one_1', key: await small(JOB, '1-one_1', 2) },
  ];
  return { objects, pictures, kept: keptStore(objects), small };
}

describe('kept pictures', () => {
  it('are copies that stay when the run is gone, found by it and by whose it was', async () => {
    const { objects, pictures, kept } = await world();
    await kept.keep(run, pictures);
    await imageStore(objects).deleteRun(JOB);
    const keys = new Map([
      ['1-one', `keep/${JOB}/1-one.webp`],
      ['1-one_1', `keep/${JOB}/1-one_1.webp`],
    ]);
    expect(await kept.list(JOB)).toEqual(keys);
    expect((await objects.get(`keep/${JOB}/1-one_1.webp`))?.body).toEqual(Uint8Array.of(2));
    expect(await kept.runsOf(ANN)).toEqual([own(JOB)]);
    // A run of a person does not obey its key.
    expect(await kept.runsOf(HASH)).toEqual([]);
  });

  it('of a run that is nobody else’s are found by its key', async () => {
    const { pictures, kept } = await world();
    await kept.keep({ jobId: JOB, createdAt, runKeyHash: HASH }, pictures);
    expect(await kept.runsOf(HASH)).toEqual([own(JOB)]);
  });

  it('are copied once', async () => {
    const { objects, pictures, kept } = await world();
    await kept.keep(run, pictures);
    const key = `keep/${JOB}/1-one.webp`;
    const { etag } = (await objects.get(key)) ?? {};
    await imageStore(objects).deleteRun(JOB);
    await kept.keep(run, pictures);
    expect((await objects.get(key))?.etag).toBe(etag);
  });

  it('go with all that leads to them, and those of others stay', async () => {
    const { objects, pictures, kept, small } = await world();
    await kept.keep(run, pictures);
    const others = [{ name: '1-one', key: await small(OTHER, '1-one', 3) }];
    await kept.keep({ ...run, jobId: OTHER }, others);
    await kept.remove(run);
    const left = [...objects.objects.keys()].filter((key) => key.startsWith('keep'));
    expect(left.filter((key) => key.includes(JOB))).toEqual([]);
    expect(left).toHaveLength(2);
    expect(await kept.runsOf(ANN)).toEqual([own(OTHER)]);
  });

  it('are found by whose they are also where the copy failed', async () => {
    const { objects, pictures, kept } = await world();
    const broken = keptStore(withFaults(objects, failingMethods('get')));
    await expect(broken.keep(run, pictures)).rejects.toThrow('get failed');
    expect(await kept.runsOf(ANN)).toEqual([own(JOB)]);
    await expect(kept.keep(run, [{ name: '2-two', key: 'images/none' }])).rejects.toThrow('has gone');
  });
});
