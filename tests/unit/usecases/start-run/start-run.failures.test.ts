import { describe, expect, it } from '@jest/globals';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { type Fault, failingCall, failingMethods, noFaults } from '../../../helpers/store-faults.ts';

const accepting = { dispatch: async () => undefined };

describe('workers that cannot be started', () => {
  it('closes a model at once whose worker was not accepted, and gives its reservation back', async () => {
    const world = jobWorld({ undispatched: ({ modelId }) => modelId === '2-model-2' });
    const { response } = await world.container()(input({ request: { prompt: 'a fox', seed: 3 } }));
    expect(await world.results.read(response.jobId, '2-model-2')).toEqual({
      model: 'Model 2',
      modelId: '2-model-2',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'NOT_STARTED',
        message: 'This model could not be started. Nothing was charged. Try again.',
        billed: 'no',
        retryable: true,
      },
      completedAt: '2026-11-20T12:00:00.000Z',
      requested: { seed: 3 },
      sent: {},
      warnings: [],
      notes: [],
    });
    expect(await world.results.read(response.jobId, '1-model-1')).toBeUndefined();
    expect(world.spent()).toBe(40_000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'A worker could not be started',
        fields: { jobId: response.jobId, modelId: '2-model-2', cause: expect.any(Error) },
      },
    ]);
  });

  it('leaves a model alone that a worker claimed although the dispatch seemed to fail', async () => {
    const world = jobWorld();
    const dispatch = async ({ jobId, modelId }: { jobId: string; modelId: string }) => {
      if (modelId === '1-model-1') return;
      const startedAt = new Date(world.clock.now()).toISOString();
      await world.claims.claim(jobId, {
        claimId: 'worker',
        modelId,
        startedAt,
        deadline: startedAt,
        requestId: 'r',
      });
      throw new Error('the answer was lost');
    };
    const { response } = await world.container({ dispatcher: { dispatch } })(input());
    expect(await world.results.read(response.jobId, '2-model-2')).toBeUndefined();
    expect(world.spent()).toBe(80_000);
  });

  it('gives everything back and answers 503 when nothing at all could be started', async () => {
    const world = jobWorld({ undispatched: () => true });
    const refusal = await refusalOf(world.container()(input({ idempotencyKey: 'key' })));
    expect(refusal).toMatchObject({ code: 'DISPATCH_FAILED', retryAfter: 5 });
    const counted = [...world.counters.values].filter(([key]) => !key.startsWith('run#'));
    expect(counted.map(([, value]) => value)).toEqual([0, 0, 0, 0]);
    const { response } = await world.container({ dispatcher: accepting })(input({ idempotencyKey: 'key' }));
    expect(response.jobId).not.toBe(world.keysUnder('jobs/')[0]?.split('/')[1]);
  });

  it('releases nothing if nobody can say whether a worker has claimed the model', async () => {
    const world = jobWorld({ undispatched: ({ modelId }) => modelId === '2-model-2' });
    const { objects } = world;
    const { putIfAbsent } = objects;
    objects.putIfAbsent = (key, ...others) =>
      key.includes('.claim.') ? Promise.reject(new Error('S3 is unavailable')) : putIfAbsent(key, ...others);
    const { response } = await world.container()(input());
    expect(await world.results.read(response.jobId, '2-model-2')).toBeUndefined();
    expect(world.spent()).toBe(80_000);
  });

  it('undoes the count of the request when the job cannot be written, and the sweeper gives the rest back', async () => {
    const world = jobWorld({ faults: failingMethods('putIfAbsent') });
    expect((await refusalOf(world.container()(input()))).code).toBe('DISPATCH_FAILED');
    expect([...world.counters.values.values()]).toEqual([0, 0, 80_000, 80_000]);
    expect(world.dispatched).toEqual([]);
    world.clock.advance(600_000);
    await world.sweep();
    expect([...world.counters.values.values()]).toEqual([0, 0, 0, 0]);
    expect(world.keysUnder('open/')).toEqual([]);
  });
});

describe('what a refused request counted', () => {
  /** Counters that answer one kind of call late, so that whoever does not wait for it is seen. */
  const slow = (world: ReturnType<typeof jobWorld>, method: 'takeBack' | 'unmark' = 'takeBack') => {
    const later = async (work: () => Promise<void>) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await work();
    };
    const { takeBack, unmark } = world.counters;
    if (method === 'takeBack') world.counters.takeBack = (...args) => later(() => takeBack(...args));
    else world.counters.unmark = (...args) => later(() => unmark(...args));
    return world;
  };
  const requests = (world: ReturnType<typeof jobWorld>) =>
    [...world.counters.values].filter(([key]) => key.startsWith('rate#')).map(([, value]) => value);

  it('is undone before it is refused for lack of time', async () => {
    const world = slow(jobWorld());
    await refusalOf(world.container()(input({ stopsAt: world.clock.now() + 2999 })));
    expect([...world.counters.values.values()]).toEqual([0, 0, 0, 0]);
    expect(world.objects.objects.size).toBe(0);
  });

  it('is undone before it is refused because its run could not be written', async () => {
    const world = slow(jobWorld({ faults: failingMethods('putIfAbsent') }));
    await refusalOf(world.container()(input()));
    expect(requests(world)).toEqual([0, 0]);
  });

  it('is undone before it is refused because no worker could be started', async () => {
    const world = slow(jobWorld({ undispatched: () => true }));
    await refusalOf(world.container()(input()));
    expect(requests(world)).toEqual([0, 0]);
  });

  it('is final when a started run is answered', async () => {
    const world = slow(jobWorld(), 'unmark');
    const clock = { now: world.clock.now, sleep: () => new Promise<never>(() => undefined) };
    await world.container({ clock })(input());
    expect(await marksOn(world.counters, world.counters.values.keys())).toEqual([]);
  });
});

describe('a store that fails once, at any call', () => {
  const LIMIT = { globalPerHour: 2, perAddressPerDay: 2, dailyBudgetUsd: 0.16 };
  const callsOfOneRun = async () => {
    const faults = noFaults();
    await jobWorld({ faults, limits: LIMIT }).container()(input({ idempotencyKey: 'key' }));
    return faults.calls;
  };

  it.each(['before', 'after'] as Fault[])(
    'never starts a second job for one key, nor lets more in than the limit (%s)',
    async (fault) => {
      const calls = await callsOfOneRun();
      expect(calls).toBeGreaterThan(4);
      for (let call = 1; call <= calls + 1; call += 1) {
        const world = jobWorld({ limits: LIMIT });
        const attempt = async (create = world.container()) => {
          try {
            return (await create(input({ idempotencyKey: 'key' }))).response.jobId;
          } catch (error) {
            expect(error).toMatchObject({
              code: expect.stringMatching(/^(DISPATCH_FAILED|RATE_LIMITED|BUDGET_EXHAUSTED)$/),
            });
            return undefined;
          }
        };
        await attempt(world.container({}, failingCall(call, fault)));
        world.clock.advance(40_000);
        const jobIds = [await attempt(), await attempt()];

        const started = new Set(world.dispatched.map(({ jobId }) => jobId));
        expect(started.size).toBeLessThanOrEqual(1);
        for (const jobId of jobIds) if (jobId !== undefined) expect([...started]).toEqual([jobId]);
        expect(world.spent()).toBeGreaterThanOrEqual(started.size * 80_000);
        expect(world.spent()).toBeLessThanOrEqual(160_000);
        expect(world.counters.values.get('rate#global#2026-11-20T12')).toBeLessThanOrEqual(2);
        // No worker ever claims anything here, so in the end nothing is reserved.
        for (let pass = 0; pass < 3; pass += 1) {
          world.clock.advance(600_000);
          await world.sweep();
        }
        expect(world.spent()).toBe(0);
        expect(world.keysUnder('open/')).toEqual([]);
        expect(await marksOn(world.counters, ['spend#2026-11-20', 'spend#2026-11'])).toEqual([]);
      }
    },
  );
});

describe('the response of a run that has started', () => {
  it.each([undefined, 'key-that-is-long-enough'])(
    'waits for no store: a second before the end it is sent, with key %s',
    async (idempotencyKey) => {
      const world = jobWorld();
      const start = world.clock.now();
      world.counters.unmark = () => new Promise<never>(() => undefined);
      const { response } = await world.container()(input({ idempotencyKey, stopsAt: start + 29_000 }));
      expect(world.dispatched.map(({ jobId }) => jobId)).toEqual([response.jobId, response.jobId]);
      expect(world.clock.now() - start).toBe(28_000);
      expect(world.log.lines).toEqual([
        {
          level: 'error',
          message: 'A run has started, but its admission or its key is not final yet',
          fields: { cause: new Error('There is no time left.') },
        },
      ]);
    },
  );
});
