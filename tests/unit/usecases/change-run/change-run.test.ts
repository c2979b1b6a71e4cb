import { describe, expect, it } from '@jest/globals';
import type { GenerateRequest, Visibility } from '../../../../src/contract/index.ts';
import type { ChangeRunInput } from '../../../../src/usecases/change-run/change-run.ts';
import { actionsIn, useUpActions } from '../../../helpers/actions.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { input } from '../../../helpers/job-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

// `mine` is what the key lists.
const SHOWN = { status: 'completed', gallery: 2, list: 1, search: 1, mine: 1 };
const UNLISTED = { ...SHOWN, list: 0, search: 0 };
const HIDDEN = { ...UNLISTED, status: 'JOB_NOT_FOUND', gallery: 'GALLERY_NOT_FOUND' };
const GONE = { ...UNLISTED, status: 'RUN_DELETED', gallery: 'RUN_DELETED', mine: 0 };

async function drawn(request: Partial<GenerateRequest> = {}) {
  const found = await deletionWorld(request);
  for (const event of found.world.dispatched.splice(0)) await found.work(event);
  return found;
}

/** By hand: what each person gets of a run, by who may see it. */
const TABLE: [Visibility, 'nobody' | 'the key', object][] = [
  ['listed', 'nobody', SHOWN],
  ['listed', 'the key', SHOWN],
  ['unlisted', 'nobody', UNLISTED],
  ['unlisted', 'the key', UNLISTED],
  ['private', 'nobody', HIDDEN],
  ['private', 'the key', UNLISTED],
];
const keyOf = (who: string) => (who === 'the key' ? RUN_KEY : undefined);

describe('who may see a run', () => {
  it.each(TABLE)('that was started as %s: %s', async (visibility, who, expected) => {
    const { jobId, readers, status } = await drawn({ visibility });
    expect(await readers(jobId, keyOf(who))).toEqual(expected);
    expect(await status(jobId, { runKey: RUN_KEY })).toMatchObject({ visibility });
  });

  it.each(TABLE)('that was made %s later: %s', async (visibility, who, expected) => {
    const { jobId, change, readers, status } = await drawn({
      visibility: visibility === 'listed' ? 'private' : 'listed',
    });
    await readers();
    expect(await change({ visibility })).toEqual({ jobId, visibility });
    expect(await readers(jobId, keyOf(who))).toEqual(expected);
    expect(await status(jobId, { runKey: RUN_KEY })).toMatchObject({ visibility });
  });

  it.each(['listed', 'unlisted', 'private'] as const)(
    'is told that it was deleted only if they could see it before: %s',
    async (visibility) => {
      const { jobId, remove, readers } = await drawn({ visibility });
      await remove();
      expect(await readers(jobId, RUN_KEY)).toEqual(GONE);
      expect(await readers()).toEqual(visibility === 'private' ? { ...HIDDEN, mine: 0 } : GONE);
    },
  );

  it('may see its retries, by whichever id', async () => {
    const { world, jobId, work, change, readers } = await drawn();
    const request = { retryOf: jobId, models: ['1-model-1'] };
    const { response } = await world.container()(input({ request, runKey: RUN_KEY }));
    for (const event of world.dispatched.splice(0)) await work(event);
    expect(await readers(response.jobId)).toMatchObject({ status: 'completed' });
    expect(await change({ jobId: response.jobId })).toEqual({ jobId, visibility: 'private' });
    expect(await readers(response.jobId)).toEqual(HIDDEN);
    expect(await readers(response.jobId, RUN_KEY)).toMatchObject({ status: 'completed', list: 0 });
    await change({ visibility: 'listed' });
    expect(await readers(response.jobId)).toMatchObject({ status: 'completed', list: 1 });
  });

  it('may retry it; for others it does not exist', async () => {
    const { world, jobId } = await drawn({ visibility: 'private' });
    const retry = (runKey?: string) => world.container()(input({ request: { retryOf: jobId }, runKey }));
    await expect(retry()).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect((await retry(RUN_KEY)).response.retryOf).toBe(jobId);
    const [event] = world.dispatched;
    expect(event).toMatchObject({ visibility: 'private' });
  });

  it('is nobody without a key, so a private run must have one', async () => {
    const { world } = await drawn();
    const request = { prompt: 'a fox', visibility: 'private' as const };
    await expect(world.container()(input({ request }))).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'visibility' }],
    });
    const byDefault = world.container({ defaultVisibility: 'private' });
    await expect(byDefault(input())).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    expect(world.keysUnder('jobs/')).toHaveLength(6);
  });

  it('is what the owner has set, where the request says nothing', async () => {
    const { world, status } = await drawn();
    const { response } = await world.container({ defaultVisibility: 'unlisted' })(input());
    expect(await status(response.jobId)).toMatchObject({ visibility: 'unlisted' });
  });
});

describe('changing who may see a run', () => {
  it('that is being drawn keeps its workers from showing it', async () => {
    const { world, work, change, readers } = await deletionWorld();
    const [first, second] = world.dispatched;
    await work(first, { meanwhile: () => change({ visibility: 'unlisted' }) });
    await work(second);
    expect(await readers()).toEqual(UNLISTED);
  });

  it('has its workers show it from then on', async () => {
    const { world, work, change, readers } = await deletionWorld({ visibility: 'private' });
    const [first, second] = world.dispatched;
    await work(first, { meanwhile: () => change({ visibility: 'listed' }) });
    expect(await readers()).toMatchObject({ gallery: 1, list: 1 });
    await work(second);
    expect(await readers()).toEqual(SHOWN);
  });

  it.each(Array.from({ length: 7 }, (_, call) => call + 1))(
    'meets a worker before its store call %i, and has the last word',
    async (meeting) => {
      const { world, work, change, readers } = await deletionWorld();
      const [first, second] = world.dispatched;
      await work(first, { onCall: async (call) => void (call === meeting && (await change())) });
      await work(second);
      expect(await readers()).toEqual(HIDDEN);
    },
  );

  it('keeps the sweeper from showing it', async () => {
    const { world, jobId, change } = await deletionWorld();
    await change({ visibility: 'unlisted' });
    const startedAt = new Date(world.clock.now()).toISOString();
    const times = { startedAt, completedAt: startedAt };
    await world.claims.claim(jobId, {
      claimId: 'w',
      modelId: '1-model-1',
      startedAt,
      deadline: startedAt,
      requestId: 'w',
    });
    await world.results.save(jobId, {
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'completed',
      imageKey: `images/${jobId}/1-model-1.png`,
      width: 1,
      height: 1,
      bytes: 1,
      contentType: 'image/png',
      ...times,
      durationMs: 0,
      requested: {},
      sent: {},
      warnings: [],
    });
    world.clock.advance(400_000);
    await world.sweep();
    expect(world.keysUnder('gallery/')).toEqual([]);
    await change({ visibility: 'listed' });
    expect(world.keysUnder('gallery/')).toHaveLength(1);
  });

  it('does not bring back a run that is deleted meanwhile', async () => {
    const { world, jobId, change, remove, readers } = await drawn({ visibility: 'private' });
    const { putIfUnchanged } = world.objects;
    world.objects.putIfUnchanged = async (...args) => {
      world.objects.putIfUnchanged = putIfUnchanged;
      await remove();
      return putIfUnchanged(...args);
    };
    await expect(change({ visibility: 'listed' })).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(await readers(jobId, RUN_KEY)).toEqual(GONE);
    expect(world.keysUnder('gallery/')).toEqual([]);
  });

  it('does not put a run into the gallery that was deleted in between', async () => {
    const { world, change, remove } = await drawn({ visibility: 'private' });
    const { put } = world.objects;
    world.objects.put = async (...args) => {
      world.objects.put = put;
      await remove();
      return put(...args);
    };
    await change({ visibility: 'listed' });
    expect(world.keysUnder('gallery/')).toEqual([]);
  });

  it('applies each of several changes at the same time', async () => {
    const { jobId, change, status } = await drawn();
    await Promise.all([
      change({ visibility: 'unlisted' }),
      change({ visibility: 'unlisted' }),
      change({ visibility: 'unlisted' }),
    ]);
    expect(await status(jobId)).toMatchObject({ visibility: 'unlisted' });
  });

  it('is tried five times against others', async () => {
    const { world, jobId, change, status } = await drawn();
    const { putIfUnchanged } = world.objects;
    let tries = 0;
    const busy = (times: number) => {
      tries = 0;
      world.objects.putIfUnchanged = async (...args) => {
        tries += 1;
        return tries > times ? putIfUnchanged(...args) : 'changed';
      };
    };
    busy(4);
    await change({ visibility: 'unlisted' });
    expect(await status(jobId)).toMatchObject({ visibility: 'unlisted' });
    busy(5);
    await expect(change({ visibility: 'listed' })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(tries).toBe(5);
  });

  it('takes a run out of the gallery that others change each time that it is put in', async () => {
    const { world, jobId, change } = await drawn({ visibility: 'private' });
    const { put } = world.objects;
    let puts = 0;
    world.objects.put = async (key, ...others) => {
      await put(key, ...others);
      if (!key.startsWith('gallery/')) return;
      puts += 1;
      const state = await world.jobs.readState(jobId);
      if (state !== undefined) await world.jobs.saveState(jobId, { ...state, title: `title ${puts}` });
    };
    await change({ visibility: 'listed' });
    expect(puts).toBe(5);
    expect(world.keysUnder('gallery/')).toEqual([]);
  });

  it('is an action of whoever does it, and nobody does more than 500 a day', async () => {
    const { world, jobId, change, status } = await drawn();
    for (const other of [{ jobId: 'x' }, { runKey: undefined }]) await change(other).catch(() => undefined);
    expect(actionsIn(world.counters)).toBe(0);
    await change({ visibility: 'unlisted' });
    expect(actionsIn(world.counters)).toBe(1);
    await useUpActions(world.counters);
    await expect(change({ visibility: 'private' })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await status(jobId)).toMatchObject({ visibility: 'unlisted' });
  });

  it('puts no run into the gallery that has no picture', async () => {
    const { world, change } = await deletionWorld({ visibility: 'private' });
    await change({ visibility: 'listed' });
    expect(world.keysUnder('gallery/')).toEqual([]);
  });
});

describe('what cannot be changed', () => {
  it.each<[string, Partial<ChangeRunInput>]>([
    ['without a key', { runKey: undefined }],
    ['with another key', { runKey: `${RUN_KEY}x` }],
    ['if it does not exist', { jobId: '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' }],
    ['with a malformed id', { jobId: '../../gallery' }],
  ])('is not found %s', async (_what, changes) => {
    const { change, readers } = await drawn();
    await expect(change(changes)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await readers()).toEqual(SHOWN);
  });

  it('is a run that was deleted', async () => {
    const { world, change, remove } = await drawn();
    await remove();
    await expect(change()).rejects.toMatchObject({ code: 'RUN_DELETED' });
    await expect(change({ expiresInDays: 3 })).rejects.toMatchObject({ code: 'RUN_DELETED' });
    expect(world.keysUnder('expiry/')).toEqual([]);
  });

  it('stays as it is where the day on which it goes cannot be kept', async () => {
    const { jobId, world, change, status } = await drawn();
    const { put } = world.objects;
    world.objects.put = async (...args) => {
      if (args[0].startsWith('expiry/')) throw new Error('S3 is down.');
      return put(...args);
    };
    await expect(change({ expiresInDays: 3 })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(await status(jobId, { runKey: RUN_KEY })).not.toHaveProperty('expiresAt');
  });

  it('stays as it is while the store is unavailable', async () => {
    const { change, readers } = await drawn();
    await expect(change({}, failingMethods('putIfUnchanged'))).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
    expect(await readers()).toEqual(SHOWN);
  });
});
