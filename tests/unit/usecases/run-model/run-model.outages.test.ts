import { describe, expect, it } from '@jest/globals';
import { type Fault, failingCall, failingMethods, noFaults } from '../../../helpers/store-faults.ts';
import {
  BUDGETS,
  CREATED_AT,
  event,
  INVOCATION,
  JOB,
  MODEL,
  PLANNED,
  PNG,
  workerWorld,
} from '../../../helpers/worker-world.ts';

describe('a store that fails', () => {
  const callsOfOneRun = async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    const faults = noFaults();
    await world.worker({}, faults)(event(), INVOCATION);
    return faults.calls;
  };

  it.each(['before', 'after'] as Fault[])(
    'once, at any call (%s): the vendor is asked once and its picture kept',
    async (fault) => {
      const calls = await callsOfOneRun();
      expect(calls).toBeGreaterThan(6);
      for (let call = 1; call <= calls; call += 1) {
        const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
        await world.worker({}, failingCall(call, fault))(event(), INVOCATION);
        expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
        expect(world.asked).toHaveLength(1);
        expect(await world.result()).toMatchObject({ status: 'completed', thumbnailKey: expect.any(String) });
        expect(world.keysUnder('gallery/')).toHaveLength(1);
        for (const period of BUDGETS) {
          expect([50_000, 80_000]).toContain(world.counters.values.get(period));
        }
      }
    },
  );

  it('for two minutes while the picture is there: it is kept all the same', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const outage = {
      calls: 0,
      plan: (_call: number, method: string) =>
        method === 'put' && world.clock.now() < Date.parse(CREATED_AT) + 120_000
          ? ('before' as const)
          : undefined,
    };
    await world.worker({}, outage)(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.asked).toHaveLength(1);
  });

  it('for pictures until the end: the result says that it was billed', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await world.worker({}, failingMethods('put'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'INTERNAL', billed: 'yes' }, costUsd: 0.04 });
    expect(world.spent()).toBe(80_000);
  });

  it('for pictures until the end: five seconds are left for the result', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const tries: number[] = [];
    world.objects.put = () => {
      tries.push(world.clock.now() - Date.parse(CREATED_AT));
      return Promise.reject(new Error('S3 is unavailable'));
    };
    await world.worker()(event(), { requestId: 'r', remainingMs: 50_000 });
    expect(Math.max(...tries)).toBeLessThanOrEqual(45_000);
    expect(Math.max(...tries)).toBeGreaterThan(40_000);
  });

  it('for results until the end: it is said in time for the event to be given up', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const save = () => Promise.reject(new Error('S3 is unavailable'));
    const ended = world.worker({ results: { ...world.results, save } })(event(), {
      requestId: 'r',
      remainingMs: 53_000,
    });
    await expect(ended).rejects.toThrow('S3 is unavailable');
    const end = world.clock.now() - Date.parse(CREATED_AT);
    // Two and a half seconds before the end, and not a whole wait earlier.
    expect(end).toBeLessThanOrEqual(50_500);
    expect(end).toBeGreaterThan(45_500);
    expect(world.spent()).toBe(80_000);
  });

  it('for the gallery: the picture is there, the log says which run is not shown, and the rest is for the sweeper', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    const add = () => Promise.reject(new Error('S3 is unavailable'));
    await world.worker({ gallery: { ...world.gallery, add } })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'The gallery could not be brought up to date',
        fields: { jobId: JOB, cause: expect.any(Error) },
      },
    ]);
  });

  it('for claims: the vendor is not asked, and the event goes to the dead-letter queue', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await expect(world.worker({}, failingMethods('putIfAbsent'))(event(), INVOCATION)).rejects.toThrow(
      'putIfAbsent failed',
    );
    expect(world.asked).toEqual([]);
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeLessThanOrEqual(10_000);
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeGreaterThan(5000);
  });

  it('for counters: the picture and its result are there, and the budget counts too much rather than too little', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    await world.worker({}, failingMethods('correct'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  it('for pictures until the end: the cost is what the vendor reported', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    await world.worker({}, failingMethods('put'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'INTERNAL', billed: 'yes' }, costUsd: 0.01 });
    // It may be stored all the same, so the sweeper looks for it before it settles.
    expect(world.spent()).toBe(80_000);
  });

  it('for thumbnails: the picture is completed without one after five seconds', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const { put } = world.objects;
    world.objects.put = (key, ...others) =>
      key.endsWith('.thumb.webp') ? Promise.reject(new Error('S3 is unavailable')) : put(key, ...others);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'completed',
      warnings: [PLANNED.sentence, 'No small version of this picture could be made.'],
    });
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeLessThanOrEqual(5000);
  });

  it('for counters that answer late: the worker stays until its cost is settled', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    const done: string[] = [];
    const settle = async () => {
      await world.clock.sleep(8000);
      done.push('settled');
      return true;
    };
    const forget = async () => void done.push('forgotten');
    await world.worker({ budget: { settle, forget } })(event(), INVOCATION);
    expect(done).toEqual(['settled', 'forgotten']);
  });

  it('for its own time: once that is up, the marks of the settlement are left to the sweeper', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const done: string[] = [];
    const settle = async () => done.push('settled') > 0;
    const forget = async () => void done.push('forgotten');
    await world.worker({ budget: { settle, forget } })(event(), { ...INVOCATION, remainingMs: 0 });
    expect(await world.result()).toMatchObject({ error: { code: 'NOT_STARTED', billed: 'no' } });
    expect(done).toEqual(['settled']);
  });

  it('for a worker that has died: whoever adopts its picture leaves the marks to the sweeper, too', async () => {
    const world = await workerWorld([]);
    const origin = { startedAt: CREATED_AT, completedAt: CREATED_AT, costUsd: 0.01, sent: {} };
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const imageKey = await world.images.saveImage({ runId: JOB, name: MODEL }, PNG, type, origin);
    const done: string[] = [];
    const settle = async () => done.push('settled') > 0;
    const forget = async () => void done.push('forgotten');
    const adopt = { imageKey, attempt: 1, thumbnail: true };
    await world.worker({ budget: { settle, forget } })(event({ adopt }), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed', costUsd: 0.01 });
    expect(done).toEqual(['settled']);
  });

  it('for counters that never answer: the result is there all the same', async () => {
    const world = await workerWorld([{ bytes: PNG, costUsd: 0.01 }]);
    const settle = () => new Promise<never>(() => undefined);
    void world.worker({ budget: { settle, forget: settle } })(event(), INVOCATION);
    await world.clock.sleep(1);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });
});
