import { describe, expect, it } from '@jest/globals';
import { createIdempotency } from '../../../../src/usecases/start-run/idempotency.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';

const HOUR_MS = 3_600_000;
const keyed = (changes = {}) => input({ idempotencyKey: 'key-1', ...changes });
const code = (value: string) => expect.objectContaining({ code: value });

describe('a repeated Idempotency-Key', () => {
  it('gets the same answer, starts nothing and charges nothing', async () => {
    const world = jobWorld();
    const create = world.container();
    const first = await create(keyed());
    const charges = () => [...world.counters.values].filter(([, value]) => value > 0);
    const charged = charges();
    world.clock.advance(23 * HOUR_MS);
    const second = await world.container()(keyed({ correlationId: 'another' }));
    expect(second).toEqual({ response: first.response, headers: {} });
    expect(world.dispatched).toHaveLength(2);
    expect(charges()).toEqual(charged);
  });

  it('writes nothing under jobs/, and neither when the quick count of keys is not to be had', async () => {
    const world = jobWorld();
    await world.container()(input({ idempotencyKey: 'key' }));
    await world.container()(input({ idempotencyKey: 'key' }));
    expect(world.keysUnder('jobs/')).toHaveLength(1);

    world.counters.addWithin = async () => Promise.reject(new Error('away'));
    const { response } = await world.container()(input({ idempotencyKey: 'key' }));
    expect(response.jobId).toBe('00000000-0000-4000-8000-000000000001');
    expect(world.keysUnder('jobs/')).toHaveLength(1);
  });

  it('is charged nothing, not even for a moment', async () => {
    const world = jobWorld();
    await world.container()(keyed());
    const asked: string[] = [];
    const { addWithin } = world.counters;
    world.counters.addWithin = (key, ...others) => {
      asked.push(key);
      return addWithin(key, ...others);
    };
    await world.container()(keyed());
    expect(asked).toEqual([expect.stringMatching(/^idempotency#/)]);
  });

  it('is answered although the limits are used up, also by a container that knows they are', async () => {
    const world = jobWorld({ limits: { globalPerHour: 1 } });
    const create = world.container();
    const { response } = await create(keyed());
    await expect(create(keyed({ idempotencyKey: 'key-2' }))).rejects.toEqual(code('RATE_LIMITED'));
    expect((await create(keyed())).response).toEqual(response);
    await expect(create(keyed({ idempotencyKey: 'key-3' }))).rejects.toEqual(code('RATE_LIMITED'));
    await expect(create(keyed({ request: { prompt: 'other' } }))).rejects.toEqual(
      code('IDEMPOTENCY_MISMATCH'),
    );
  });

  it.each([
    ['another prompt', { request: { prompt: 'a blue fox' } }],
    ['other models', { request: { prompt: 'a red fox in snow', models: ['1-model-1'] } }],
    ['another parameter', { request: { prompt: 'a red fox in snow', seed: 0 } }],
  ])('is refused with %s', async (_what, changes) => {
    const create = jobWorld().container();
    await create(keyed());
    await expect(create(keyed(changes))).rejects.toEqual(code('IDEMPOTENCY_MISMATCH'));
  });

  it('means the same request when the body says the same in other words', async () => {
    const create = jobWorld().container();
    const first = await create(keyed({ request: { prompt: 'a fox', seed: 1, steps: 9 } }));
    const models = ['2-model-2', '1-model-1'];
    const second = await create(keyed({ request: { steps: 9, models, ip: 'x', prompt: 'a fox', seed: 1 } }));
    expect(second.response).toEqual(first.response);
  });

  it('stands for another job when it comes from another address', async () => {
    const create = jobWorld().container();
    const first = await create(keyed());
    const second = await create(keyed({ address: '198.51.100.1', request: { prompt: 'something else' } }));
    expect(second.response.jobId).not.toBe(first.response.jobId);
  });

  it('is fresh again after a day, for one of many at once', async () => {
    const world = jobWorld();
    const first = await world.container()(keyed());
    world.clock.advance(24 * HOUR_MS + 1000);
    const again = await Promise.all(
      Array.from({ length: 20 }, () => world.container()(keyed({ request: { prompt: 'new' } }))),
    );
    const jobIds = new Set(again.map(({ response }) => response.jobId));
    expect(jobIds.size).toBe(1);
    expect(jobIds).not.toContain(first.response.jobId);
    expect(world.dispatched).toHaveLength(4);
  });

  it('leaves no trace of key or address in the store', async () => {
    const world = jobWorld();
    await world.container()(keyed());
    const stored = [...world.objects.objects]
      .map(([key, { body }]) => key + new TextDecoder().decode(body))
      .join();
    expect(stored).not.toContain('key-1');
    expect(stored).not.toContain('203.0.113');
  });
});

describe('one Idempotency-Key many times at once', () => {
  it.each([2, 50])('makes one job of %i requests, which all get the same answer', async (count) => {
    const world = jobWorld();
    const containers = Array.from({ length: 5 }, () => world.container());
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) => containers[index % 5]?.(keyed())),
    );
    expect(new Set(answers.map((answer) => answer?.response.jobId)).size).toBe(1);
    expect(world.dispatched).toHaveLength(2);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(1);
    expect(world.keysUnder('jobs/')).toHaveLength(1);
  });

  it('lets the next one start when the first is refused', async () => {
    const world = jobWorld({ undispatched: ({ jobId }) => jobId.endsWith('1') });
    const outcomes = await Promise.allSettled([world.container()(keyed()), world.container()(keyed())]);
    expect(outcomes[0]?.status).toBe('rejected');
    await expect(world.container()(keyed())).resolves.toMatchObject({ response: { status: 'pending' } });
    expect(new Set(world.dispatched.map(({ jobId }) => jobId)).size).toBe(1);
  });
});

describe('a write whose answer was lost and which was then sent again', () => {
  /** As the SDK does it: the second attempt meets what the first one wrote. */
  const repeating = (world: ReturnType<typeof jobWorld>) => {
    const { putIfAbsent, putIfMatch } = world.objects;
    return createIdempotency({
      ...world,
      objects: {
        ...world.objects,
        putIfAbsent: async (...args) => {
          await putIfAbsent(...args);
          return 'exists';
        },
        putIfMatch: async (...args) => {
          await putIfMatch(...args);
          return 'changed';
        },
      },
    });
  };

  it("is known for one's own when it claims the key", async () => {
    const world = jobWorld();
    const { response } = await world.container({ idempotency: repeating(world) })(keyed());
    expect(world.dispatched).toHaveLength(2);
    expect((await world.container()(keyed())).response).toEqual(response);
  });

  it("is known for one's own when it takes an old key over", async () => {
    const world = jobWorld();
    const first = await world.container()(keyed());
    world.clock.advance(25 * HOUR_MS);
    const second = await world.container({ idempotency: repeating(world) })(keyed());
    expect(second.response.jobId).not.toBe(first.response.jobId);
    expect(world.dispatched).toHaveLength(4);
  });
});

describe('a key whose first request did not come to an end', () => {
  /** A container that is stopped for ever when it wants to write the job. */
  const stuck = (world: ReturnType<typeof jobWorld>) => {
    const jobs = { ...world.jobs, create: () => new Promise<void>(() => undefined) };
    void world.container({ jobs })(keyed());
  };

  it('makes others wait about five seconds and then ask again later', async () => {
    const world = jobWorld();
    stuck(world);
    await new Promise((resolve) => setImmediate(resolve));
    const before = world.clock.now();
    await expect(world.container()(keyed())).rejects.toEqual(code('DISPATCH_FAILED'));
    expect(world.clock.now() - before).toBeGreaterThan(3000);
    expect(world.clock.now() - before).toBeLessThanOrEqual(5000);
    expect(world.dispatched).toEqual([]);
  });

  it('is taken over 35 seconds later, by one only', async () => {
    const world = jobWorld();
    stuck(world);
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.advance(35_001);
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.container()(keyed())));
    expect(new Set(answers.map(({ response }) => response.jobId)).size).toBe(1);
    expect(new Set(world.dispatched.map(({ jobId }) => jobId)).size).toBe(1);
  });

  it('still refuses another body meanwhile', async () => {
    const world = jobWorld();
    stuck(world);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(world.container()(keyed({ request: { prompt: 'x' } }))).rejects.toEqual(
      code('IDEMPOTENCY_MISMATCH'),
    );
  });
});

describe('a key whose first request was refused', () => {
  it('is free at once, also for another body', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 0 } });
    await expect(world.container()(keyed())).rejects.toEqual(code('RATE_LIMITED'));
    const other = jobWorld({ undispatched: ({ jobId }) => jobId.endsWith('1') });
    await expect(other.container()(keyed())).rejects.toEqual(code('DISPATCH_FAILED'));
    const { response } = await other.container()(keyed({ request: { prompt: 'another' } }));
    expect((await other.jobs.read(response.jobId))?.prompt).toBe('another');
  });

  it('is never freed by the refused one once another has taken it', async () => {
    const world = jobWorld();
    let refuse: (reason: Error) => void = () => undefined;
    const jobs = {
      ...world.jobs,
      create: () =>
        new Promise<void>((_resolve, reject) => {
          refuse = reject;
        }),
    };
    const slow = world.container({ jobs })(keyed());
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.advance(36_000);
    const { response } = await world.container()(keyed());
    refuse(new Error('too late'));
    await expect(slow).rejects.toEqual(code('DISPATCH_FAILED'));
    expect((await world.container()(keyed())).response).toEqual(response);
  });
});

describe('stores that do not answer', () => {
  const never = () => new Promise<never>(() => undefined);

  it('hold a refusal up for two seconds at most', async () => {
    const world = jobWorld();
    world.objects.putIfAbsent = () => Promise.reject(new Error('no answer in time'));
    world.objects.get = never;
    const before = world.clock.now();
    await expect(world.container()(keyed())).rejects.toEqual(code('DISPATCH_FAILED'));
    expect(world.clock.now() - before).toBe(2000);
  });

  it('hold up by the quick count of keys no longer than that, and the record decides', async () => {
    const world = jobWorld();
    const { addWithin } = world.counters;
    world.counters.addWithin = (key, ...others) =>
      key.startsWith('idempotency#') ? never() : addWithin(key, ...others);
    const before = world.clock.now();
    const { response } = await world.container()(keyed());
    expect(world.clock.now() - before).toBe(2000);
    expect((await world.container()(keyed())).response).toEqual(response);
    expect(world.dispatched).toHaveLength(2);
  });
});
