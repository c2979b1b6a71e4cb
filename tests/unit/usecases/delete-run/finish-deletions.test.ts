import { describe, expect, it } from '@jest/globals';
import { deletionStore } from '../../../../src/store/deletion-store.ts';
import { expiryStore } from '../../../../src/store/expiry-store.ts';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { keptStore } from '../../../../src/store/kept-store.ts';
import { linkStore } from '../../../../src/store/link-store.ts';
import { openRunStore } from '../../../../src/store/open-run-store.ts';
import { ownRunStore } from '../../../../src/store/own-run-store.ts';
import { finishDeletions } from '../../../../src/usecases/delete-run/finish-deletions.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { jobDocument, storeJob } from '../../../helpers/job-documents.ts';
import { input, memoryLog } from '../../../helpers/job-world.ts';
import { slowStore } from '../../../helpers/slow-writes.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const MINUTE_MS = 60_000;

describe('finishing deletions', () => {
  it('keeps claims until no event of the run can be delivered any more', async () => {
    const { world, work, remove } = await deletionWorld();
    const [first] = world.dispatched;
    await work(first);
    await remove();
    world.clock.advance(15 * MINUTE_MS - 1);
    await world.sweep();
    expect(world.keysUnder('jobs/').filter((key) => key.endsWith('.claim.json'))).toHaveLength(2);
    world.clock.advance(1);
    await world.sweep();
    expect(world.keysUnder('jobs/').map((key) => key.split('/').at(-1))).toEqual(['state.json']);
  });

  it('waits for a minute with old runs, to which a retry may be being added', async () => {
    const { world, work, remove } = await deletionWorld();
    for (const event of world.dispatched) await work(event);
    world.clock.advance(24 * 60 * MINUTE_MS);
    await remove();
    await world.sweep();
    world.clock.advance(MINUTE_MS - 1);
    await world.sweep();
    expect(world.keysUnder('jobs/').length).toBeGreaterThan(1);
    world.clock.advance(1);
    await world.sweep();
    expect(world.keysUnder('jobs/')).toHaveLength(1);
  });

  it('removes pictures that were stored since', async () => {
    const { world, jobId, work, remove } = await deletionWorld();
    const [first] = world.dispatched;
    await work(first, { meanwhile: () => remove() });
    await world.images.saveThumbnail({ runId: jobId, name: '1-model-1' }, Uint8Array.of(1));
    await world.sweep();
    expect(world.keysUnder('images/')).toEqual([]);
  });

  it('takes the run out of the index of those that go by themselves, wherever it stands in it', async () => {
    const { world, jobId, change, work, remove } = await deletionWorld({ expiresInDays: 20 });
    for (const event of world.dispatched) await work(event);
    for (const expiresInDays of [9, 5]) await change({ expiresInDays });
    expect(world.keysUnder('expiry/').filter((key) => key.includes(jobId))).toHaveLength(3);
    const other = 'expiry/2026-11-29T12:00:00.000Z/0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    await world.objects.put(other, '', { contentType: 'text/plain' });
    await remove();
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect([...world.objects.objects.keys()].sort()).toEqual([other, `jobs/${jobId}/state.json`]);
  });

  it('waits for a run that is still being drawn, and adopts nothing of it', async () => {
    const { world, jobId, remove } = await deletionWorld();
    const claim = { claimId: 'w', modelId: '1-model-1', startedAt: '', deadline: '', requestId: 'w' };
    const startedAt = new Date(world.clock.now()).toISOString();
    await world.claims.claim(jobId, { ...claim, startedAt });
    await remove();
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const origin = { startedAt, completedAt: startedAt, costUsd: 0.01, sent: {} };
    world.dispatched.length = 0;
    world.clock.advance(7 * MINUTE_MS);
    await world.images.saveImage({ runId: jobId, name: '1-model-1' }, Uint8Array.of(1), type, origin);
    await world.sweep();
    expect(world.dispatched).toEqual([]);
    expect(world.keysUnder('images/')).toEqual([]);
    expect(await world.results.read(jobId, '1-model-1')).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN', billed: 'unknown' },
    });
    // What may have been billed stays counted.
    expect(world.spent()).toBe(40_000);
    world.clock.advance(10 * MINUTE_MS);
    await world.sweep();
    await world.sweep();
    expect([...world.objects.objects.keys()]).toEqual([`jobs/${jobId}/state.json`]);
  });

  it('goes on with the others if one fails, and with that one at the next pass', async () => {
    const { world, jobId, remove } = await deletionWorld();
    await remove();
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep(failingMethods('delete'));
    expect(world.log.lines).toContainEqual({
      level: 'error',
      message: 'A run could not be deleted; the next pass will try again',
      fields: { jobId, cause: expect.any(Error) },
    });
    await world.sweep();
    expect([...world.objects.objects.keys()]).toEqual([`jobs/${jobId}/state.json`]);
  });

  it('ends a retry that nobody works on before it deletes it', async () => {
    const { world, jobId, work, remove } = await deletionWorld();
    for (const event of world.dispatched.splice(0)) await work(event);
    await world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
    expect(world.spent()).toBe(100_000);
    await remove();
    expect(world.spent()).toBe(20_000);
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect(world.keysUnder('jobs/').every((key) => key.endsWith('/state.json'))).toBe(true);
    expect(world.keysUnder('open/')).toEqual([]);
  });
});

describe('one pass', () => {
  const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

  it('counts what it has finished, reads the index of ends once, and forgets each run last', async () => {
    const objects = slowStore();
    const clock = fakeClock(Date.parse('2026-11-20T12:00:00.000Z'));
    const tools = {
      jobs: jobStore(objects),
      images: imageStore(objects),
      kept: keptStore(objects),
      links: linkStore(objects),
      gallery: galleryStore(objects),
      ownRuns: ownRunStore(objects),
      openRuns: openRunStore(objects),
      deletions: deletionStore(objects),
      expiries: expiryStore(objects),
      clock,
      log: memoryLog(),
    };
    const [createdAt, deletedAt] = ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'];
    const expiresAt = '2026-11-30T10:00:00.000Z';
    const run = { createdAt, deletedAt, runKeyHash: 'h', visibility: 'listed' as const };
    for (const number of [1, 2, 3]) {
      const jobId = idOf(number);
      await storeJob(objects, jobDocument(1, { jobId, createdAt }));
      const followUp = { jobId: idOf(number + 3), createdAt };
      await tools.jobs.addFollowUp(jobId, followUp, { most: 20, taken: 0 });
      await storeJob(objects, jobDocument(1, followUp));
      await tools.deletions.begin({ jobId, ...run, ...(number < 3 && { expiresAt }) });
      await tools.expiries.add({ jobId, expiresAt });
    }
    await tools.openRuns.open({ jobId: idOf(2), createdAtMs: Date.parse(createdAt) });
    let lists = 0;
    const list = () => {
      lists += 1;
      return tools.expiries.list();
    };
    const order: string[] = [];
    const { delete: remove } = objects;
    objects.delete = async (key) => {
      await remove(key);
      order.push(key);
    };
    const finished = await finishDeletions({ ...tools, expiries: { ...tools.expiries, list } });
    expect(finished).toBe(2);
    expect(lists).toBe(1);
    expect(await tools.deletions.list()).toMatchObject([{ jobId: idOf(2) }]);
    // The run without an end is not looked for there.
    expect((await tools.expiries.list()).map(({ jobId }) => jobId)).toEqual([idOf(2), idOf(3)]);
    const ofFirst = order.filter((key) => [1, 4].some((number) => key.includes(idOf(number))));
    expect(ofFirst.slice(-3)).toEqual([
      expect.stringContaining(`jobs/${idOf(1)}/`),
      expect.stringContaining(`jobs/${idOf(1)}/`),
      `deleting/${idOf(1)}`,
    ]);
    expect(ofFirst).toContain(`jobs/${idOf(4)}/job.json`);
    expect(tools.log.lines).toEqual([]);
    objects.delete = remove;
    await tools.openRuns.close({ jobId: idOf(2), createdAtMs: Date.parse(createdAt) });
    expect(await finishDeletions(tools)).toBe(1);
    expect(await tools.deletions.list()).toEqual([]);
  });
});
