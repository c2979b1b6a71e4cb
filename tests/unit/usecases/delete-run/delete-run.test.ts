import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import type { DeleteRunInput } from '../../../../src/usecases/delete-run/delete-run.ts';
import { actionsIn, useUpActions } from '../../../helpers/actions.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { input } from '../../../helpers/job-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];
const GONE = { status: 'RUN_DELETED', gallery: 'RUN_DELETED', list: 0, search: 0, mine: 0 };
const MINUTE_MS = 60_000;

describe('deleting a run', () => {
  it('takes it from every reader at once, from those that have read it before, too', async () => {
    const { world, jobId, work, remove, readers } = await deletionWorld();
    for (const event of world.dispatched) await work(event);
    expect(await readers()).toEqual({ status: 'completed', gallery: 2, list: 1, search: 1, mine: 1 });
    const deletedAt = new Date(world.clock.now()).toISOString();
    expect(await remove()).toEqual({ jobId, deletedAt });
    expect(await readers()).toEqual(GONE);
    expect(world.keysUnder('images/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    expect(world.keysUnder('mine/')).toEqual([]);
  });

  it('hides it before anything of it is taken away', async () => {
    const { world, jobId, work, remove } = await deletionWorld();
    for (const event of world.dispatched) await work(event);
    const order: string[] = [];
    const { put, delete: take } = world.objects;
    world.objects.put = async (key, ...others) => {
      await put(key, ...others);
      order.push(key);
    };
    world.objects.delete = async (key) => {
      order.push('taken away');
      await take(key);
    };
    await remove();
    expect(order.slice(0, 3)).toEqual([`deleting/${jobId}`, `jobs/${jobId}/state.json`, 'taken away']);
  });

  it('is an action of whoever does it, and nobody does more than 500 a day', async () => {
    const { world, remove, readers } = await deletionWorld();
    for (const other of [{ jobId: 'x' }, { runKey: undefined }]) await remove(other).catch(() => undefined);
    expect(actionsIn(world.counters)).toBe(0);
    await remove({ runKey: `${RUN_KEY}x` }).catch(() => undefined);
    expect(actionsIn(world.counters)).toBe(1);
    await useUpActions(world.counters);
    await expect(remove()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await readers()).toMatchObject({ status: 'pending' });
  });

  it('leaves nothing but its tombstone, which holds no word of it, and a request that is repeated starts nothing', async () => {
    const { world, jobId, work, remove, readers } = await deletionWorld();
    for (const event of world.dispatched) await work(event);
    await remove();
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect([...world.objects.objects.keys()]).toEqual([`jobs/${jobId}/state.json`]);
    const tombstone = Buffer.from(
      (await world.objects.get(`jobs/${jobId}/state.json`))?.body ?? [],
    ).toString();
    expect(Object.keys(JSON.parse(tombstone)).sort()).toEqual([
      'createdAt',
      'deletedAt',
      'runKeyHash',
      'visibility',
    ]);
    expect(await readers()).toEqual(GONE);
    expect(world.spent()).toBe(20_000);
    expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
  });

  it('does not start again what an idempotency key stood for, before nor after the documents went', async () => {
    const { world, remove } = await deletionWorld();
    const keyed = () =>
      world.container()(input({ idempotencyKey: 'a-key-of-one-client', request: { prompt: 'once' } }));
    const { runKeyHash } = (await world.jobs.read((await keyed()).response.jobId)) ?? {};
    expect(runKeyHash).toBeUndefined();
    const own = () =>
      world.container()(
        input({
          idempotencyKey: 'another-key-of-it',
          runKeyHash: sha256Hex(RUN_KEY),
          request: { prompt: 'twice' },
        }),
      );
    const { response } = await own();
    await remove({ jobId: response.jobId });
    const before = world.dispatched.length;
    await expect(own()).rejects.toMatchObject({ code: 'RUN_DELETED' });
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    await world.sweep();
    await expect(own()).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(world.dispatched).toHaveLength(before);
  });

  it('closes what has not begun: never drawn, and given back', async () => {
    const { world, calls, work, remove } = await deletionWorld();
    expect(world.spent()).toBe(80_000);
    await remove();
    expect(world.spent()).toBe(0);
    for (const event of world.dispatched) expect(await work(event)).toEqual({ outcome: 'duplicate' });
    expect(calls).toEqual([]);
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect([...world.objects.objects.keys()].map((key) => key.split('/').at(-1))).toEqual(['state.json']);
  });

  it('lets a worker that draws store nothing that stays, and counts what it was billed', async () => {
    const { world, jobId, work, remove, readers } = await deletionWorld();
    const [first, second] = world.dispatched;
    await work(first, { meanwhile: () => remove() });
    expect(await world.results.read(jobId, '1-model-1')).toMatchObject({ costUsd: 0.01 });
    expect(await work(second)).toEqual({ outcome: 'duplicate' });
    expect(world.keysUnder('images/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    expect(await readers()).toEqual(GONE);
    expect(world.spent()).toBe(10_000);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
  });

  it.each(Array.from({ length: 7 }, (_, call) => call + 1))(
    'meets a worker before its store call %i: pictures and entry go all the same',
    async (meeting) => {
      const { world, work, remove } = await deletionWorld();
      const [first] = world.dispatched;
      let deletions = 0;
      const onCall = async (call: number) => {
        if (call !== meeting) return;
        deletions += 1;
        await remove();
      };
      await work(first, { onCall });
      expect(deletions).toBe(1);
      expect(world.keysUnder('images/')).toEqual([]);
      expect(world.keysUnder('gallery/')).toEqual([]);
    },
  );

  it('takes its retries with it, by the id of any of them', async () => {
    const { world, jobId, work, remove, readers } = await deletionWorld();
    for (const event of world.dispatched.splice(0)) await work(event);
    const request = { prompt: 'again', models: ['1-model-1'], retryOf: jobId };
    const retry = await world.container()(input({ request, runKey: RUN_KEY }));
    for (const event of world.dispatched.splice(0)) await work(event);
    const id = retry.response.jobId;
    expect(await readers(id)).toMatchObject({ status: 'completed' });
    expect(await remove({ jobId: id })).toMatchObject({ jobId });
    expect(await readers()).toEqual(GONE);
    expect(await readers(id)).toEqual(GONE);
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect([...world.objects.objects.keys()].sort()).toEqual(
      [`jobs/${jobId}/state.json`, `jobs/${id}/state.json`].sort(),
    );
    expect(await remove({ jobId: id })).toMatchObject({ jobId });
    expect(await readers(id)).toEqual(GONE);
  });

  it('does not let a retry of it start any more', async () => {
    const { world, jobId, remove } = await deletionWorld();
    await remove();
    const before = world.dispatched.length;
    const retry = world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
    await expect(retry).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(world.dispatched).toHaveLength(before);
  });

  it('reaches a retry that was being started meanwhile', async () => {
    const { world, jobId, remove } = await deletionWorld();
    const before = world.dispatched.length;
    const { putIfAbsent } = world.objects;
    world.objects.putIfAbsent = async (...args) => {
      const outcome = await putIfAbsent(...args);
      if (args[0].includes('/attempts/')) {
        world.objects.putIfAbsent = putIfAbsent;
        await remove();
      }
      return outcome;
    };
    const retry = world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
    await expect(retry).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(world.dispatched).toHaveLength(before);
    for (let pass = 0; pass < 4; pass += 1) {
      world.clock.advance(10 * MINUTE_MS);
      await world.sweep();
    }
    const left = [...world.objects.objects.keys()].map((key) => key.split('/').at(-1));
    expect(new Set(left)).toEqual(new Set(['state.json']));
    expect(world.spent()).toBe(0);
  });

  it('tells the same when it is repeated, before and after the documents went', async () => {
    const { world, remove } = await deletionWorld();
    const first = await remove();
    world.clock.advance(MINUTE_MS);
    expect(await remove()).toEqual(first);
    world.clock.advance(16 * MINUTE_MS);
    await world.sweep();
    expect(await remove()).toEqual(first);
    await world.sweep();
    expect(world.keysUnder('deleting/')).toEqual([]);
  });

  it.each(['put', 'delete', 'list'])(
    'is finished by the sweeper if the store refuses to %s',
    async (method) => {
      const { world, jobId, work, remove, readers } = await deletionWorld();
      for (const event of world.dispatched) await work(event);
      let writes = 0;
      // The marker gets through; what comes after it does not.
      const plan = (_call: number, name: string) => {
        if (name === 'put') writes += 1;
        return name === method && writes > (method === 'put' ? 1 : 0) ? 'before' : undefined;
      };
      await expect(remove({}, { calls: 0, plan })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
      world.clock.advance(16 * MINUTE_MS);
      await world.sweep();
      expect([...world.objects.objects.keys()]).toEqual([`jobs/${jobId}/state.json`]);
      expect(await readers()).toEqual(GONE);
    },
  );
});

describe('what cannot be deleted', () => {
  it.each<[string, Partial<DeleteRunInput>]>([
    ['without a key', { runKey: undefined }],
    ['with another key', { runKey: `${RUN_KEY}x` }],
    ['if it does not exist', { jobId: '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' }],
    ['with a malformed id', { jobId: '../../gallery' }],
  ])('is not found %s', async (_what, changes) => {
    const { world, jobId, remove } = await deletionWorld();
    await expect(remove(changes)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await world.jobs.findState(jobId)).toBeUndefined();
    expect(world.keysUnder('deleting/')).toEqual([]);
  });

  it('is not found with another key once it was deleted, either', async () => {
    const { remove } = await deletionWorld();
    await remove();
    await expect(remove({ runKey: `${RUN_KEY}x` })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('is a run that was started without a key', async () => {
    const { world, remove } = await deletionWorld();
    const { response } = await world.container()(input());
    await expect(remove({ jobId: response.jobId })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('stays as it is while the store is unavailable', async () => {
    const { world, work, remove, readers } = await deletionWorld();
    for (const event of world.dispatched) await work(event);
    await expect(remove({}, failingMethods('put'))).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    await world.sweep();
    expect(await readers()).toEqual({ status: 'completed', gallery: 2, list: 1, search: 1, mine: 1 });
  });
});
