import { describe, expect, it } from '@jest/globals';
import type { StateDocument } from '../../../../src/store/documents.ts';
import { expireRuns } from '../../../../src/usecases/delete-run/expire-runs.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { input, memoryLog } from '../../../helpers/job-world.ts';
import { failingCall } from '../../../helpers/store-faults.ts';

const DAY_MS = 86_400_000;
const OVER = { status: 'RUN_EXPIRED', gallery: 'RUN_EXPIRED', list: 0, search: 0, mine: 0 };
const THERE = { status: 'completed', gallery: 2, list: 1, search: 1, mine: 1 };

async function drawn(request: Parameters<typeof deletionWorld>[0] = {}) {
  const set = await deletionWorld(request);
  for (const event of set.world.dispatched.splice(0)) await set.work(event);
  await set.world.sweep();
  return set;
}

describe('a run that goes by itself', () => {
  it('is gone for every reader when its time is over, before the sweeper comes by', async () => {
    const { world, jobId, readers, status } = await drawn({ expiresInDays: 1 });
    expect(await readers()).toEqual(THERE);
    const { createdAt, expiresAt } = await status(jobId);
    expect(Date.parse(expiresAt ?? '')).toBe(Date.parse(createdAt) + DAY_MS);
    world.clock.advance(Date.parse(expiresAt ?? '') - world.clock.now() - 1);
    expect(await readers()).toEqual(THERE);
    world.clock.advance(1);
    expect(await readers()).toEqual(OVER);
    expect(world.keysUnder(`images/${jobId}`)).not.toEqual([]);
  });

  it('is deleted by the sweeper, down to a state that tells why', async () => {
    const { world, jobId, change, readers } = await drawn({ expiresInDays: 1 });
    await change({ title: 'words of its owner' });
    world.clock.advance(DAY_MS + 1000);
    await world.sweep();
    expect(await readers()).toEqual(OVER);
    expect(world.keysUnder('images/')).toEqual([]);
    world.clock.advance(120_000);
    await world.sweep();
    expect([...world.objects.objects.keys()]).toEqual([`jobs/${jobId}/state.json`]);
    expect(JSON.stringify(await world.jobs.readState(jobId))).not.toContain('words');
    expect(await readers()).toEqual(OVER);
  });

  it('tells only those of its end who could have seen it', async () => {
    const { world, readers, jobId } = await drawn({ expiresInDays: 1, visibility: 'private' });
    world.clock.advance(DAY_MS);
    expect(await readers(jobId)).toMatchObject({ status: 'JOB_NOT_FOUND', gallery: 'GALLERY_NOT_FOUND' });
    expect(await readers(jobId, RUN_KEY)).toMatchObject({ status: 'RUN_EXPIRED', gallery: 'RUN_EXPIRED' });
  });

  it('takes its retries along, and can neither be retried, repeated nor changed', async () => {
    const { world, jobId, work, readers, change } = await drawn({ expiresInDays: 1 });
    const key = { idempotencyKey: 'a-key-of-one-client-alone' };
    const request = { retryOf: jobId, models: ['1-model-1'] };
    const { response } = await world.container()(input({ request, runKey: RUN_KEY, ...key }));
    for (const event of world.dispatched.splice(0)) await work(event);
    expect(await readers(response.jobId)).toMatchObject({ status: 'completed' });
    world.clock.advance(DAY_MS - 1);
    await expect(world.container()(input({ request, runKey: RUN_KEY, ...key }))).resolves.toBeDefined();
    world.clock.advance(1);
    expect(await readers(response.jobId)).toMatchObject({ status: 'RUN_EXPIRED' });
    const again = world.container()(input({ request, runKey: RUN_KEY }));
    await expect(again).rejects.toMatchObject({ code: 'RUN_EXPIRED' });
    await expect(change({ expiresInDays: 5 })).rejects.toMatchObject({ code: 'RUN_EXPIRED' });
    await world.sweep();
    world.clock.advance(1_000_000);
    await world.sweep();
    expect(world.keysUnder('').filter((each) => !each.endsWith('/state.json'))).toEqual([]);
  });

  it('stays as long as its owner decides later, also in a gallery that was read before', async () => {
    const { world, jobId, change, readers } = await drawn({ expiresInDays: 1 });
    expect(await readers()).toEqual(THERE);
    const { expiresAt } = await change({ expiresInDays: 3 });
    world.clock.advance(2 * DAY_MS);
    await world.sweep();
    expect(await readers()).toEqual(THERE);
    expect(world.keysUnder('expiry/')).toEqual([`expiry/${expiresAt}/${jobId}`]);
    world.clock.advance(DAY_MS);
    expect(await readers()).toEqual(OVER);
  });

  it('goes sooner if its owner decides so, from lists that remember it too', async () => {
    const { world, change, readers } = await drawn();
    expect(await readers()).toEqual(THERE);
    await change({ expiresInDays: 1 });
    expect(await readers()).toEqual(THERE);
    world.clock.advance(DAY_MS);
    expect(await readers()).toEqual(OVER);
  });

  it('cannot go at once, nor outlive everything else', async () => {
    const { world, change } = await drawn();
    world.clock.advance(2 * DAY_MS);
    const refusal = { code: 'INVALID_PARAMETER', details: [{ field: 'expiresInDays' }] };
    await expect(change({ expiresInDays: 2 })).rejects.toMatchObject(refusal);
    await expect(change({ expiresInDays: 31 })).rejects.toMatchObject(refusal);
    await expect(deletionWorld({ expiresInDays: 31 })).rejects.toMatchObject(refusal);
    await change({ expiresInDays: 30 });
  });

  it('was deleted if somebody did that before its time was over', async () => {
    const { world, jobId, remove, readers } = await drawn({ expiresInDays: 1 });
    await remove();
    world.clock.advance(2 * DAY_MS);
    expect(await readers()).toMatchObject({ status: 'RUN_DELETED' });
    await world.sweep();
    expect(world.keysUnder('')).toEqual([`jobs/${jobId}/state.json`]);
  });

  it('is deleted by a later pass whichever call of the first one fails', async () => {
    for (let call = 1; ; call += 1) {
      for (const fault of ['before', 'after'] as const) {
        const { world, jobId } = await drawn({ expiresInDays: 1 });
        world.clock.advance(DAY_MS);
        const faults = failingCall(call, fault);
        await world.sweep(faults).catch(() => undefined);
        if (faults.calls < call) return;
        await world.sweep();
        world.clock.advance(120_000);
        await world.sweep();
        expect(world.keysUnder('')).toEqual([`jobs/${jobId}/state.json`]);
      }
    }
  });
});

describe('the title of a run', () => {
  it('is what its owner says, in the gallery too, until it is taken back', async () => {
    const { jobId, world, change, status } = await drawn();
    expect(await change({ title: 'For the poster' })).toEqual({
      jobId,
      visibility: 'listed',
      title: 'For the poster',
    });
    expect(await status(jobId)).toMatchObject({ title: 'For the poster' });
    const entry = async () => {
      const { places } = await world.gallery.list({ limit: 1 });
      return world.gallery.read(places[0]?.key ?? '');
    };
    expect(await entry()).toMatchObject({ title: 'For the poster' });
    await change({ visibility: 'unlisted' });
    expect(await status(jobId)).toMatchObject({ title: 'For the poster', visibility: 'unlisted' });
    await change({ visibility: 'listed', title: '' });
    expect(await status(jobId)).not.toHaveProperty('title');
    expect(await entry()).not.toHaveProperty('title');
  });

  it('is in the gallery also if it was given before the first picture', async () => {
    const { world, change, work } = await deletionWorld();
    await change({ title: 'Early' });
    await work(world.dispatched[0]);
    const { places } = await world.gallery.list({ limit: 1 });
    expect(await world.gallery.read(places[0]?.key ?? '')).toMatchObject({ title: 'Early' });
  });

  it('passes the content filter', async () => {
    const { change } = await drawn();
    await expect(change({ title: 'a forbidden title' })).rejects.toMatchObject({ code: 'PROMPT_BLOCKED' });
  });
});

describe('a pass over the runs whose time is over', () => {
  const expiresAt = '2026-11-20T12:00:00.000Z';
  const state = { createdAt: '2026-11-19T12:00:00.000Z', visibility: 'listed' as const, expiresAt };

  /** One entry that is due, of a run whose state is as given. */
  function pass(
    current: { state: StateDocument; etag: string } | undefined,
    changed = true,
    remove: () => Promise<void> = async () => undefined,
  ) {
    const did: string[] = [];
    const written: unknown[] = [];
    const log = memoryLog();
    const tools = {
      expiries: {
        due: async (now: number, limit: number) => {
          expect([now, limit]).toEqual([Date.parse(expiresAt), 200]);
          return [{ jobId: 'run', expiresAt }];
        },
        remove: async () => {
          await remove();
          did.push('leaves the index');
        },
      },
      jobs: {
        list: async () => ({
          hasJob: true,
          claims: [],
          results: [],
          late: [],
          adoptions: [],
          hasEnded: true,
          hasState: current !== undefined,
          followUps: [],
        }),
        read: async () => undefined,
        readStateVersion: async () => current,
        changeState: async (...args: unknown[]) => {
          written.push(args);
          return changed;
        },
      },
      deletions: {
        begin: async (deletion: unknown) => {
          written.push(deletion);
          did.push('is deleted');
        },
      },
      clock: fakeClock(Date.parse(expiresAt)),
      log,
    };
    return { begun: expireRuns(tools), did, written, log };
  }

  it.each([{}, { owner: 'ann' }, { runKeyHash: 'h', owner: 'ann' }])(
    'keeps of a run whose it was and who could see it, and no word of it: %j',
    async (whose) => {
      const { begun, written } = pass({ state: { ...state, ...whose, title: 'words' }, etag: 'e' });
      expect(await begun).toBe(1);
      const deleted = { ...state, ...whose, deletedAt: expiresAt };
      expect(written).toStrictEqual([['run', deleted, 'e'], { jobId: 'run', ...deleted }]);
    },
  );

  it.each([undefined, { state, etag: 'e' }])(
    'goes on after one that fails, and says so: %j',
    async (current) => {
      const { begun, log } = pass(current, true, () => Promise.reject(new Error('S3 is away')));
      expect(await begun).toBe(0);
      expect(log.lines).toEqual([
        {
          level: 'error',
          message: 'A run could not be expired; the next pass will try again',
          fields: { jobId: 'run', cause: new Error('S3 is away') },
        },
      ]);
    },
  );

  it.each([
    ['is begun', { state, etag: 'e' }, true, 1, ['is deleted', 'leaves the index']],
    ['waits for the next one while somebody else changes the run', { state, etag: 'e' }, false, 0, []],
    ['is not begun for a run that is gone', undefined, true, 0, ['leaves the index']],
  ])('counts what was begun: a deletion %s', async (_what, current, changed, count, expected) => {
    const { begun, did } = pass(current, changed);
    expect(await begun).toBe(count);
    expect(did).toEqual(expected);
  });
});
