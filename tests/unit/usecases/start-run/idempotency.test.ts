import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import type { IdempotencyStore } from '../../../../src/store/idempotency-store.ts';
import type { StartRunInput } from '../../../../src/usecases/start-run/start-run.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

const HOUR_MS = 3_600_000;
const KEY = 'a-key-of-16-char';
const keyed = (changes: Partial<StartRunInput> = {}) => input({ idempotencyKey: KEY, ...changes });
const refusal = (code: string, more = {}) => expect.objectContaining({ code, ...more });
const turnOfEventLoop = () => new Promise((resolve) => setImmediate(resolve));

type World = ReturnType<typeof jobWorld>;

/** A request that is stopped for ever just before this step, as by a kill. */
async function killedBefore(
  world: World,
  step: 'admission' | 'job' | 'dispatch' | 'completion',
  changes: Partial<StartRunInput> = {},
) {
  const never = () => new Promise<never>(() => undefined);
  const clock = { now: world.clock.now, sleep: never };
  const container = {
    admission: () => world.container({ clock, rateLimiter: { admit: never } }),
    job: () => world.container({ clock, jobs: { ...world.jobs, create: never } }),
    dispatch: () => world.container({ clock, dispatcher: { dispatch: never } }),
    completion: () => {
      const keys = { ...world.idempotencyKeys, complete: never };
      return world.container({ clock, idempotency: world.idempotencyOver(keys, clock) });
    },
  }[step]();
  void container(keyed(changes));
  for (let turn = 0; turn < 20; turn += 1) await turnOfEventLoop();
}

describe('a repetition', () => {
  it('gets the same response, starts nothing and counts nothing', async () => {
    const world = jobWorld();
    const first = await world.container()(keyed());
    const counted = [...world.counters.values];
    world.clock.advance(23 * HOUR_MS);
    const second = await world.container()(keyed({ correlationId: 'another' }));
    expect(second).toEqual({ response: first.response, headers: {} });
    expect(world.dispatched).toHaveLength(2);
    expect([...world.counters.values]).toEqual(counted);
    expect(world.keysUnder('jobs/')).toHaveLength(1);
  });

  it('touches no counter, not even for a moment', async () => {
    const world = jobWorld();
    await world.container()(keyed());
    world.counters.add = () => Promise.reject(new Error('counted'));
    await expect(world.container()(keyed())).resolves.toHaveProperty('headers', {});
  });

  it('is answered although the limits are exhausted, also by a container that knows they are', async () => {
    const world = jobWorld({ limits: { globalPerHour: 1 } });
    const start = world.container();
    const { response } = await start(keyed());
    await expect(start(keyed({ idempotencyKey: 'another-key-of-16' }))).rejects.toEqual(
      refusal('RATE_LIMITED'),
    );
    expect((await start(keyed())).response).toEqual(response);
  });

  it.each([
    ['prompt', { request: { prompt: 'a blue fox' } }],
    ['models', { request: { prompt: 'a red fox in snow', models: ['1-model-1'] } }],
    ['parameters', { request: { prompt: 'a red fox in snow', seed: 0 } }],
    ['pictures of each model', { request: { prompt: 'a red fox in snow', count: 2 } }],
    ['people who may see it', { request: { prompt: 'a red fox in snow', visibility: 'unlisted' as const } }],
    ['days to live', { request: { prompt: 'a red fox in snow', expiresInDays: 3 } }],
    ['keys', { runKeyHash: sha256Hex('the-key-of-this-run-and-no-other') }],
  ])('is refused with other %s', async (_what, changes) => {
    const start = jobWorld().container();
    await start(keyed());
    await expect(start(keyed(changes))).rejects.toEqual(refusal('IDEMPOTENCY_MISMATCH'));
  });

  it('may write the same request differently', async () => {
    const start = jobWorld().container();
    const first = await start(keyed({ request: { prompt: 'a fox', seed: 1, steps: 9 } }));
    const models = ['2-model-2', '1-model-1'];
    const second = await start(keyed({ request: { steps: 9, models, ip: 'x', prompt: 'a fox', seed: 1 } }));
    expect(second.response).toEqual(first.response);
  });

  it('may come from another address', async () => {
    const world = jobWorld();
    const first = await world.container()(keyed({ address: '127.0.0.1' }));
    const second = await world.container()(keyed({ address: '127.0.0.2' }));
    expect(second.response.jobId).toBe(first.response.jobId);
    expect(world.dispatched).toHaveLength(2);
  });

  it('of a key under 16 characters has to come from the same address, so that two `order-1` never meet', async () => {
    const start = jobWorld().container();
    const short = { idempotencyKey: 'x'.repeat(15) };
    const first = await start(keyed(short));
    const other = await start(keyed({ ...short, address: '198.51.100.1', request: { prompt: 'different' } }));
    expect(other.response.jobId).not.toBe(first.response.jobId);
    expect((await start(keyed(short))).response.jobId).toBe(first.response.jobId);
  });

  it.each([0, 5000, 12 * HOUR_MS - 1])(
    'of a short key is known %i ms after the next midnight',
    async (after) => {
      const world = jobWorld();
      const short = { idempotencyKey: 'order-1' };
      world.clock.advance(12 * HOUR_MS - 1);
      const first = await world.container()(keyed(short));
      world.clock.advance(1 + after);
      const second = await world.container()(keyed(short));
      expect(second).toEqual({ response: first.response, headers: {} });
      expect(world.dispatched).toHaveLength(2);
      const other = await world.container()(keyed({ ...short, address: '198.51.100.1' }));
      expect(other.response.jobId).not.toBe(first.response.jobId);
    },
  );

  it('after a day is a new request, for one of many at once', async () => {
    const world = jobWorld();
    const first = await world.container()(keyed());
    world.clock.advance(24 * HOUR_MS + 1000);
    const again = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.container()(keyed({ request: { prompt: 'new' } }))),
    );
    const jobIds = again.flatMap((one) => (one.status === 'fulfilled' ? [one.value.response.jobId] : []));
    expect(jobIds).toHaveLength(1);
    expect(jobIds).not.toContain(first.response.jobId);
    expect(world.dispatched).toHaveLength(4);
  });

  it('of a run that was deleted is refused, never drawn again', async () => {
    const world = jobWorld();
    const { response } = await world.container()(keyed());
    await world.objects.delete(`jobs/${response.jobId}/job.json`);
    await expect(world.container()(keyed())).rejects.toEqual(refusal('IDEMPOTENCY_MISMATCH'));
    expect(world.dispatched).toHaveLength(2);
  });

  it('is known by a record that lasts a day, and a lease that lasts 35 seconds', async () => {
    const world = jobWorld();
    world.clock.advance(1);
    await killedBefore(world, 'admission');
    const now = Date.parse('2026-11-20T12:00:00.001Z');
    const record = () => [...world.idempotencyKeys.records.values()][0];
    // Seconds are counted up: a key never stands for its run for less than a day.
    const expiresAt = Date.parse('2026-11-21T12:00:01.000Z') / 1000;
    expect(record()).toMatchObject({ state: 'pending', leaseEndsAt: now + 35_000, expiresAt });
    world.clock.advance(60_000);
    void world.container({ rateLimiter: { admit: () => new Promise(() => undefined) } })(keyed());
    for (let turn = 0; turn < 20; turn += 1) await turnOfEventLoop();
    expect(record()).toMatchObject({
      state: 'pending',
      leaseEndsAt: now + 95_000,
      expiresAt: expiresAt + 60,
    });
  });

  it('finds no key and no address in the store', async () => {
    const world = jobWorld();
    await world.container()(keyed());
    const objects = [...world.objects.objects].map(([key, { body }]) => key + new TextDecoder().decode(body));
    const stored = JSON.stringify([objects, [...world.idempotencyKeys.records]]);
    expect(stored).not.toContain(KEY);
    expect(stored).not.toContain('203.0.113');
  });
});

describe('requests with one key at the same time', () => {
  it.each([2, 50])(
    'start one run: of %i, one gets its id and the others are told to repeat',
    async (count) => {
      const world = jobWorld();
      const containers = Array.from({ length: 5 }, () => world.container());
      const outcomes = await Promise.allSettled(
        Array.from({ length: count }, (_, index) => containers[index % 5]?.(keyed())),
      );
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).toEqual(Array(count - 1).fill(refusal('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 })));
      expect(world.dispatched).toHaveLength(2);
      expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(1);
      expect(world.keysUnder('jobs/')).toHaveLength(1);
      const { response } = await world.container()(keyed());
      expect(response.jobId).toBe(world.dispatched[0]?.jobId);
    },
  );
});

describe('requests with one short key around midnight', () => {
  const short = keyed({ idempotencyKey: 'order-1' });
  const late = Date.parse('2026-11-20T23:59:59.999Z');

  /** One container whose clock is in the old day, one in the new, and the store calls after which the other one goes on. */
  it.each([1, 2, 3])(
    'start one run, whoever is first: the old day pauses after store call %i',
    async (pause) => {
      const world = jobWorld();
      world.clock.advance(late - world.clock.now());
      let calls = 0;
      let goOn = () => {};
      const paused = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const keys = world.idempotencyKeys;
      const slowKeys: IdempotencyStore = {
        ...keys,
        async claim(...args) {
          calls += 1;
          if (calls === pause) await paused;
          return keys.claim(...args);
        },
      };
      const oldDay = { now: () => late, sleep: world.clock.sleep };
      const first = world.container({ clock: oldDay, idempotency: world.idempotencyOver(slowKeys, oldDay) })(
        short,
      );
      for (let turn = 0; turn < 20; turn += 1) await turnOfEventLoop();
      world.clock.advance(10);
      const second = world.container()(short);
      for (let turn = 0; turn < 20; turn += 1) await turnOfEventLoop();
      goOn();
      const outcomes = await Promise.allSettled([first, second]);
      const jobIds = outcomes.flatMap((one) =>
        one.status === 'fulfilled' ? [one.value.response.jobId] : [],
      );
      expect(new Set(jobIds).size).toBe(1);
      expect(world.keysUnder('jobs/')).toHaveLength(1);
      expect(world.dispatched).toHaveLength(2);
      expect((await world.container()(short)).response.jobId).toBe(jobIds[0]);
    },
  );
});

describe('a key whose first request died', () => {
  const steps = ['admission', 'job', 'dispatch', 'completion'] as const;

  it.each(steps)('before its %s is in progress until the lease ends', async (step) => {
    const world = jobWorld();
    await killedBefore(world, step);
    const start = world.clock.now();
    world.clock.advance(34_999);
    await expect(world.container()(keyed())).rejects.toEqual(refusal('IDEMPOTENCY_IN_PROGRESS'));
    await expect(world.container()(keyed({ request: { prompt: 'x' } }))).rejects.toEqual(
      refusal('IDEMPOTENCY_MISMATCH'),
    );
    world.clock.advance(start + 35_000 - world.clock.now());
    await expect(world.container()(keyed())).resolves.toMatchObject({ response: { status: 'pending' } });
  });

  it.each(steps)('before its %s is taken over, under the same job id, by one of many', async (step) => {
    const world = jobWorld();
    await killedBefore(world, step);
    const [record] = [...world.idempotencyKeys.records.values()];
    world.clock.advance(36_000);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => world.container()(keyed())));
    const jobIds = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.response.jobId] : []));
    expect(jobIds).toEqual([record?.jobId]);
    expect(new Set(world.dispatched.map(({ jobId }) => jobId))).toEqual(new Set(jobIds));
    expect(world.keysUnder('jobs/')).toEqual([`jobs/${record?.jobId}/job.json`]);
    // Whoever comes later gets the same answer.
    expect((await world.container()(keyed())).response.jobId).toBe(record?.jobId);
  });

  it('is free again if its workers cannot be started by the one who takes over, either', async () => {
    const world = jobWorld();
    await killedBefore(world, 'dispatch');
    world.clock.advance(36_000);
    const dispatcher = { dispatch: () => Promise.reject(new Error('Lambda is not there')) };
    await expect(world.container({ dispatcher })(keyed())).rejects.toEqual(refusal('DISPATCH_FAILED'));
    expect([...world.idempotencyKeys.records.values()]).toEqual([]);
  });

  it('before its job was written reads no job, because S3 may refuse to say that there is none', async () => {
    const world = jobWorld();
    await killedBefore(world, 'job');
    world.clock.advance(36_000);
    const read = () => Promise.reject(new Error('403'));
    const start = world.container({ jobs: { ...world.jobs, read } });
    await expect(start(keyed())).resolves.toMatchObject({ response: { status: 'pending' } });
  });

  it('keeps standing for its run when that cannot be read: its workers may be drawing', async () => {
    const world = jobWorld();
    await killedBefore(world, 'completion');
    world.clock.advance(36_000);
    const list = () => Promise.reject(new Error('S3 is not there'));
    const attempt = world.container({ jobs: { ...world.jobs, list } })(keyed());
    await expect(attempt).rejects.toEqual(refusal('DISPATCH_FAILED'));
    await expect(world.container()(keyed())).rejects.toEqual(refusal('IDEMPOTENCY_IN_PROGRESS'));
    world.clock.advance(36_000);
    const { response } = await world.container()(keyed());
    expect(response.jobId).toBe(world.dispatched[0]?.jobId);
    expect(world.keysUnder('jobs/')).toHaveLength(1);
  });

  it.each(steps)('before its %s is taken over after midnight, too, if it is a short one', async (step) => {
    const world = jobWorld();
    const short = { idempotencyKey: 'order-1' };
    world.clock.advance(Date.parse('2026-11-20T23:59:50.000Z') - world.clock.now());
    await killedBefore(world, step, short);
    const [record] = [...world.idempotencyKeys.records.values()];
    world.clock.advance(36_000);
    const { response } = await world.container()(keyed(short));
    expect(response.jobId).toBe(record?.jobId);
    expect(world.keysUnder('jobs/')).toEqual([`jobs/${record?.jobId}/job.json`]);
    expect((await world.container()(keyed(short))).response.jobId).toBe(record?.jobId);
    world.clock.advance(23 * HOUR_MS);
    expect((await world.container()(keyed(short))).response.jobId).toBe(record?.jobId);
  });

  it.each(['claim', 'takeOver'] as const)(
    'and whose takeover fails at a second %s keeps its run',
    async (method) => {
      const world = jobWorld();
      const short = { idempotencyKey: 'order-1' };
      await killedBefore(world, 'completion', short);
      world.clock.advance(36_000);
      let calls = 0;
      const keys = world.idempotencyKeys;
      const failing: IdempotencyStore = {
        ...keys,
        [method](...args: Parameters<IdempotencyStore[typeof method]>) {
          calls += 1;
          if (calls === 2) return Promise.reject(new Error('The store is not there.'));
          return Reflect.apply(keys[method], undefined, args);
        },
      };
      const attempt = world.container({ idempotency: world.idempotencyOver(failing) })(keyed(short));
      await expect(attempt).rejects.toEqual(refusal('DISPATCH_FAILED'));
      world.clock.advance(36_000);
      const { response } = await world.container()(keyed(short));
      expect(response.jobId).toBe(world.dispatched[0]?.jobId);
      expect(world.keysUnder('jobs/')).toHaveLength(1);
    },
  );

  it('after its job was written counts the run once', async () => {
    const world = jobWorld();
    await killedBefore(world, 'dispatch');
    world.clock.advance(36_000);
    await world.container()(keyed());
    expect(world.spent()).toBe(80_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(1);
  });
});

describe('a key whose first request was refused', () => {
  it('is free, and the key of a started run is done, when the response is sent', async () => {
    const slowly = async (work: () => Promise<void>) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await work();
    };
    const states = (world: World) => [...world.idempotencyKeys.records.values()].map(({ state }) => state);
    // It never wakes, so that the store has all the time it takes.
    const clockOf = (world: World) => ({
      now: world.clock.now,
      sleep: () => new Promise<never>(() => undefined),
    });
    const idempotencyOf = (world: World) => {
      const keys = world.idempotencyKeys;
      const slowKeys: IdempotencyStore = {
        ...keys,
        complete: (...args) => slowly(() => keys.complete(...args)),
        release: (...args) => slowly(() => keys.release(...args)),
      };
      return world.idempotencyOver(slowKeys, clockOf(world));
    };
    const refused = jobWorld({ limits: { perAddressPerDay: 0 } });
    await expect(refused.container({ idempotency: idempotencyOf(refused) })(keyed())).rejects.toEqual(
      refusal('RATE_LIMITED'),
    );
    expect(states(refused)).toEqual([]);
    const started = jobWorld();
    await started.container({ clock: clockOf(started), idempotency: idempotencyOf(started) })(keyed());
    expect(states(started)).toEqual(['done']);
    const resumed = jobWorld();
    await killedBefore(resumed, 'dispatch');
    resumed.clock.advance(36_000);
    await resumed.container({ clock: clockOf(resumed), idempotency: idempotencyOf(resumed) })(keyed());
    expect(states(resumed)).toEqual(['done']);
  });

  it('is free at once, also for another request', async () => {
    const world = jobWorld({ undispatched: ({ jobId }) => jobId.endsWith('1') });
    await expect(world.container()(keyed())).rejects.toEqual(refusal('DISPATCH_FAILED'));
    const { response } = await world.container()(keyed({ request: { prompt: 'another' } }));
    expect((await world.jobs.read(response.jobId))?.prompt).toBe('another');
  });

  it('is never freed by the refused one once another has it', async () => {
    const world = jobWorld();
    let refuse: (reason: Error) => void = () => undefined;
    const create = () =>
      new Promise<void>((_resolve, reject) => {
        refuse = reject;
      });
    const slow = world.container({ jobs: { ...world.jobs, create } })(keyed());
    for (let turn = 0; turn < 20; turn += 1) await turnOfEventLoop();
    world.clock.advance(36_000);
    const { response } = await world.container()(keyed());
    refuse(new Error('too late'));
    await expect(slow).rejects.toEqual(refusal('DISPATCH_FAILED'));
    expect((await world.container()(keyed())).response).toEqual(response);
  });
});

describe('a store of keys that is unavailable', () => {
  it('refuses requests with a key, and nothing is counted or started', async () => {
    const world = jobWorld({ faults: failingMethods('claim') });
    await expect(world.container()(keyed())).rejects.toEqual(refusal('DISPATCH_FAILED'));
    expect(world.counters.values.size).toBe(0);
    expect(world.dispatched).toEqual([]);
  });

  it('halfway keeps nothing of a short key that has a record for each of two days', async () => {
    const world = jobWorld();
    let claims = 0;
    const claim: IdempotencyStore['claim'] = async (...args) => {
      claims += 1;
      if (claims === 2) throw new Error('DynamoDB is down.');
      return world.idempotencyKeys.claim(...args);
    };
    const idempotency = world.idempotencyOver({ ...world.idempotencyKeys, claim });
    const short = keyed({ idempotencyKey: 'order-1' });
    await expect(world.container({ idempotency })(short)).rejects.toEqual(refusal('DISPATCH_FAILED'));
    // The next one needs no lease to end.
    await expect(world.container({ idempotency })(short)).resolves.toMatchObject({
      response: { status: 'pending' },
    });
  });

  it('does not turn a run that has started into a refusal', async () => {
    const world = jobWorld({ faults: failingMethods('complete') });
    await expect(world.container()(keyed())).resolves.toMatchObject({ response: { status: 'pending' } });
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'An idempotency key could not be completed',
        fields: { cause: expect.any(Error) },
      },
    ]);
  });

  it('holds up a refusal for two seconds at most', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 0 } });
    const keys = { ...world.idempotencyKeys, release: () => new Promise<never>(() => undefined) };
    const start = world.clock.now();
    const attempt = world.container({ idempotency: world.idempotencyOver(keys) })(keyed());
    await expect(attempt).rejects.toEqual(refusal('RATE_LIMITED'));
    expect(world.clock.now() - start).toBe(2000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'An idempotency key could not be released',
        fields: { cause: new Error('The store did not answer in time.') },
      },
    ]);
  });
});
