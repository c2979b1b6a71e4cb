import { describe, expect, it } from '@jest/globals';
import { RequestError } from '../../../../src/errors.ts';
import { addressList } from '../../../../src/lib/address.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, jobWorld, slot } from '../../../helpers/job-world.ts';
import { type Fault, failingCall, failingMethods, noFaults } from '../../../helpers/store-faults.ts';

const refusalOf = async (answer: Promise<unknown>): Promise<RequestError> => {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
};
const countsOf = (counters: ReadonlyMap<string, number>) => Object.fromEntries(counters);
const ADDRESS_KEY = /^rate#ip#[0-9a-f]{32}#2026-11-20$/;

describe('starting a run', () => {
  it('answers with the job and its models, having written it and started a worker for each', async () => {
    const world = jobWorld();
    const { response } = await world.container()(
      input({ request: { prompt: 'a fox', seed: 7, aspectRatio: '16:9' } }),
    );

    expect(response).toEqual({
      jobId: '00000000-0000-4000-8000-000000000001',
      status: 'pending',
      message: 'Drawing with 2 models.',
      totalModels: 2,
      totalPictures: 2,
      models: [
        { id: '1-model-1', name: 'Model 1' },
        { id: '2-model-2', name: 'Model 2' },
      ],
      estimatedCostUsd: { low: 0.06, high: 0.08 },
    });
    expect(await world.jobs.read(response.jobId)).toEqual({
      jobId: response.jobId,
      prompt: 'a fox',
      parameters: { seed: 7, aspectRatio: '16:9' },
      createdAt: '2026-11-20T12:00:00.000Z',
      models: [
        { id: '1-model-1', name: 'Model 1', provider: 'Scripted', reservedUsd: 0.04, timeoutSeconds: 60 },
        { id: '2-model-2', name: 'Model 2', provider: 'Scripted', reservedUsd: 0.04, timeoutSeconds: 60 },
      ],
      estimatedCostUsd: { low: 0.06, high: 0.08 },
      correlationId: 'correlation-1',
      version: 2,
      admissionId: expect.stringMatching(new RegExp(`^admission/\\d{13}/${response.jobId}/`)),
    });
    expect((await world.openRuns.list(10)).runs).toEqual([
      { jobId: response.jobId, createdAtMs: world.clock.now() },
    ]);
    expect(world.dispatched).toEqual(
      ['1-model-1', '2-model-2'].map((modelId) => ({
        jobId: response.jobId,
        modelId,
        prompt: 'a fox',
        parameters: { seed: 7, aspectRatio: '16:9' },
        createdAt: '2026-11-20T12:00:00.000Z',
        totalModels: 2,
        reservedUsd: 0.04,
        correlationId: 'correlation-1',
      })),
    );
  });

  it('says with one model what it says with several', async () => {
    const { response } = await jobWorld({ slots: [slot(1)] }).container()(input());
    expect(response).toMatchObject({ message: 'Drawing with one model.', totalModels: 1 });
  });

  it('runs only the models asked for, started as asked, listed in slot order', async () => {
    const world = jobWorld({ slots: [slot(1), slot(2), slot(3)] });
    const { response } = await world.container()(
      input({ request: { prompt: 'a fox', models: ['3-model-3', '1-model-1'] } }),
    );
    expect(response.models.map(({ id }) => id)).toEqual(['1-model-1', '3-model-3']);
    expect(world.dispatched.map(({ modelId }) => modelId)).toEqual(['3-model-3', '1-model-1']);
  });

  it('refuses models that it does not have, naming each, and charges nothing', async () => {
    const world = jobWorld();
    const refusal = await refusalOf(
      world.container()(input({ request: { prompt: 'a fox', models: ['9-x', '1-model-1'] } })),
    );
    expect(refusal).toMatchObject({
      code: 'UNKNOWN_MODEL',
      message: 'There is no model "9-x". Choose from: 1-model-1, 2-model-2.',
      details: [{ field: 'models', message: 'There is no model "9-x".' }],
    });
    expect(world.counters.values.size).toBe(0);
  });

  it('refuses a blocked prompt before anything is charged or written', async () => {
    const world = jobWorld();
    const isBlocked = (prompt: string) => prompt === 'something bad';
    const create = world.container({ isBlocked });
    const refusal = await refusalOf(
      create(input({ request: { prompt: 'something bad' }, idempotencyKey: 'k' })),
    );
    expect(refusal.code).toBe('PROMPT_BLOCKED');
    expect(world.counters.values.size).toBe(0);
    expect(world.objects.objects.size).toBe(0);
  });

  it('does not filter the negative prompt, which names what is not wanted', async () => {
    const world = jobWorld();
    const create = world.container({ isBlocked: (prompt) => prompt.includes('bad') });
    const { response } = await create(input({ request: { prompt: 'a fox', negativePrompt: 'bad things' } }));
    expect(response.status).toBe('pending');
  });
});

describe('limits of a run', () => {
  it('charges the address by the day, everybody by the hour, and the high estimate to both budgets', async () => {
    const world = jobWorld();
    await world.container()(input());
    const {
      'rate#global#2026-11-20T12': global,
      'spend#2026-11-20': day,
      'spend#2026-11': month,
      ...others
    } = countsOf(world.counters.values);
    expect([global, day, month]).toEqual([1, 80_000, 80_000]);
    expect(Object.keys(others)).toEqual([expect.stringMatching(ADDRESS_KEY)]);
  });

  it('never writes an address into a counter key', async () => {
    const world = jobWorld();
    await world.container()(input({ address: '203.0.113.7' }));
    expect([...world.counters.values.keys()].join()).not.toContain('203.0.113');
  });

  it('says what is left in the headers of the tightest count', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 5, globalPerHour: 1000 } });
    const { headers } = await world.container()(input());
    expect(headers).toEqual({
      'RateLimit-Limit': '5',
      'RateLimit-Remaining': '4',
      'RateLimit-Reset': String(12 * 3600),
    });
  });

  it('refuses an address that has used up its day, until midnight, charging nothing else', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 1 } });
    await world.container()(input());
    const before = countsOf(world.counters.values);
    const refusal = await refusalOf(world.container()(input()));
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 12 * 3600,
      headers: { 'RateLimit-Limit': '1', 'RateLimit-Remaining': '0', 'RateLimit-Reset': String(12 * 3600) },
    });
    expect(countsOf(world.counters.values)).toEqual(before);
  });

  it('refuses everybody when the hour is used up, without counting the run of the address', async () => {
    const world = jobWorld({ limits: { globalPerHour: 1 } });
    await world.container()(input());
    const refusal = await refusalOf(world.container()(input({ address: '198.51.100.1' })));
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3600 });
    expect(
      [...world.counters.values]
        .filter(([key]) => key.startsWith('rate#ip'))
        .map(([, value]) => value)
        .sort(),
    ).toEqual([0, 1]);
  });

  it.each([
    ['day', { dailyBudgetUsd: 0.1 }, 12 * 3600],
    ['month', { monthlyBudgetUsd: 0.1 }, (10 * 24 + 12) * 3600],
  ])(
    'refuses a run beyond the budget of the %s, and counts it nowhere',
    async (_period, limits, retryAfter) => {
      const world = jobWorld({ limits });
      await world.container()(input());
      const before = countsOf(world.counters.values);
      const refusal = await refusalOf(world.container()(input()));
      expect(refusal).toMatchObject({
        code: 'BUDGET_EXHAUSTED',
        retryAfter,
        headers: {},
      });
      expect(countsOf(world.counters.values)).toEqual(before);
    },
  );

  it('lets a cheaper run in where a dearer one was refused', async () => {
    const world = jobWorld({ limits: { dailyBudgetUsd: 0.13 } });
    const create = world.container();
    await create(input());
    expect((await refusalOf(create(input()))).code).toBe('BUDGET_EXHAUSTED');
    const { response } = await create(input({ request: { prompt: 'a fox', models: ['1-model-1'] } }));
    expect(response.totalModels).toBe(1);
  });

  it('excuses whitelisted networks from the limit per address only', async () => {
    const limits = { perAddressPerDay: 0, globalPerHour: 1, whitelist: addressList(['203.0.113.0/24']) };
    const create = jobWorld({ limits }).container();
    expect((await create(input())).headers['RateLimit-Limit']).toBe('1');
    expect((await refusalOf(create(input()))).message).toContain('of this hour');
  });

  it('counts an IPv6 household as one, and an IPv4 address as itself however it is written', async () => {
    const world = jobWorld();
    const create = world.container();
    for (const address of [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff::9',
      '::ffff:203.0.113.7',
      '203.0.113.7',
      '2001:db8:1:3::1',
    ]) {
      await create(input({ address }));
    }
    expect(
      [...world.counters.values]
        .filter(([key]) => key.startsWith('rate#ip'))
        .map(([, value]) => value)
        .sort(),
    ).toEqual([1, 2, 2]);
  });

  it('remembers in the container what is used up: a flood asks the store once more', async () => {
    const faults = noFaults();
    const world = jobWorld({ limits: { perAddressPerDay: 1 }, faults });
    const create = world.container();
    await create(input());
    await refusalOf(create(input()));
    const calls = faults.calls;
    for (let request = 0; request < 100; request += 1) {
      world.clock.advance(1000);
      expect((await refusalOf(create(input()))).retryAfter).toBe(12 * 3600 - request - 1);
    }
    // The second look, which tells an exhausted quota from one that was being given back: four counters are asked, and
    // the three that admitted the run take it back.
    expect(faults.calls).toBe(calls + 7);
    world.clock.advance(12 * 3600 * 1000);
    expect((await create(input())).response.status).toBe('pending');
  });

  it.each([
    ['per address', { perAddressPerDay: 50 }],
    ['for everybody', { globalPerHour: 50 }],
    ['in dollars', { dailyBudgetUsd: 4 }],
  ])('admits exactly 50 of 500 at once over several containers, limited %s', async (_kind, limits) => {
    const world = jobWorld({ limits });
    const containers = Array.from({ length: 5 }, () => world.container());
    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 500 },
        (_, index) => containers[index % 5]?.(input()) ?? Promise.reject(new Error('no container')),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(new Set(world.dispatched.map(({ jobId }) => jobId)).size).toBe(50);
    expect(world.spent()).toBe(50 * 80_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(50);
  });

  it('fails closed: without counters, nothing is started', async () => {
    const world = jobWorld({ faults: failingMethods('add') });
    const refusal = await refusalOf(world.container()(input()));
    expect(refusal).toMatchObject({ code: 'DISPATCH_FAILED', retryAfter: 5 });
    expect(world.dispatched).toEqual([]);
    expect(world.objects.objects.size).toBe(0);
  });
});

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
    await world.container()(input());
    expect(await marksOn(world.counters, world.counters.values.keys())).toEqual([]);
  });
});

describe('the time that is left', () => {
  it('may run out while the run is written: no worker is started, and the sweeper gives its budget back', async () => {
    const world = jobWorld();
    const create = async (job: Parameters<typeof world.jobs.create>[0]) => {
      await world.jobs.create(job);
      world.clock.advance(26_001);
    };
    const refusal = await refusalOf(world.container({ jobs: { ...world.jobs, create } })(input()));
    expect(refusal.code).toBe('DISPATCH_FAILED');
    expect(refusal.cause).toEqual(new Error('There is too little time left to start a run.'));
    expect(world.dispatched).toEqual([]);
    expect([...world.counters.values.values()]).toEqual([0, 0, 80_000, 80_000]);
    world.clock.advance(330_000);
    await world.sweep();
    expect(world.spent()).toBe(0);
  });

  it.each([
    [2999, 'DISPATCH_FAILED'],
    [3000, undefined],
  ])('has to be three seconds before the first worker is started: %i ms', async (left, code) => {
    const world = jobWorld();
    const stopsAt = world.clock.now() + left;
    const attempt = world.container()(input({ idempotencyKey: 'key', stopsAt }));
    if (code === undefined) await expect(attempt).resolves.toMatchObject({ response: { status: 'pending' } });
    else await expect(attempt).rejects.toMatchObject({ code });
    expect(world.dispatched).toHaveLength(code === undefined ? 2 : 0);
    expect(world.spent()).toBe(code === undefined ? 80_000 : 0);
    // Refused, the key is free for another request.
    const other = world.container()(input({ idempotencyKey: 'key', request: { prompt: 'other' } }));
    if (code === undefined) await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    else await expect(other).resolves.toMatchObject({ response: { status: 'pending' } });
  });

  it('never keeps the job id from a client whose run may be drawing: it is told a second before the end', async () => {
    const world = jobWorld();
    const start = world.clock.now();
    const dispatcher = { dispatch: () => new Promise<void>(() => undefined) };
    const { response } = await world.container({ dispatcher })(input({ stopsAt: start + 29_000 }));
    expect(response.jobId).toBe('00000000-0000-4000-8000-000000000001');
    expect(world.clock.now() - start).toBe(28_000);
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'Not all workers are known to have started',
        fields: { jobId: response.jobId, cause: expect.any(Error) },
      },
    ]);
  });
});

describe('marks on counters', () => {
  it('are gone once a run has started', async () => {
    const world = jobWorld({ undispatched: ({ modelId }) => modelId === '2-model-2' });
    await world.container()(input());
    const keys = [...world.counters.values.keys()].filter((key) => !key.startsWith('run#'));
    expect(await marksOn(world.counters, keys)).toEqual([]);
  });
});

it('starts a run with a key without reading one: only a repetition has one to read', async () => {
  const faults = failingMethods('get');
  const world = jobWorld({ faults });
  expect((await world.container()(input({ idempotencyKey: 'key' }))).response.status).toBe('pending');
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

const KEY = 'a-key-of-twenty-two-characters';
const runKeyHash = sha256Hex(KEY);

async function started() {
  const world = jobWorld();
  const root = await world.container()(input({ request: { prompt: 'a fox' }, runKeyHash }));
  world.dispatched.length = 0;
  world.clock.advance(1000);
  const runId = root.response.jobId;
  const retry = (changes: Parameters<typeof input>[0] = {}, faults?: Parameters<typeof world.container>[1]) =>
    world.container(
      {},
      faults,
    )(
      input({
        request: { prompt: 'a blue fox', models: ['2-model-2'], retryOf: runId },
        runKey: KEY,
        ...changes,
      }),
    );
  return { world, runId, retry };
}

describe('starting a follow-up', () => {
  it('is told to the run, to the job and to its workers', async () => {
    const { world, runId, retry } = await started();
    const { response } = await retry();
    expect(response).toMatchObject({ retryOf: runId, models: [{ id: '2-model-2' }] });
    const run = { jobId: runId, createdAt: '2026-11-20T12:00:00.000Z', prompt: 'a fox', totalModels: 2 };
    expect(await world.jobs.read(response.jobId)).toMatchObject({ run, runKeyHash, prompt: 'a blue fox' });
    expect(world.dispatched).toEqual([
      expect.objectContaining({ modelId: '2-model-2', totalModels: 1, run }),
    ]);
    expect((await world.jobs.list(runId)).followUps).toEqual([
      { jobId: response.jobId, hasEnded: false, late: [] },
    ]);
  });

  it('stores nothing of the key itself', async () => {
    const { world, retry } = await started();
    await retry();
    const stored = [...world.objects.objects.values()].map(({ body }) => new TextDecoder().decode(body));
    expect(stored.filter((text) => text.includes(KEY))).toEqual([]);
  });

  it('leaves no follow-up that its run does not know', async () => {
    const { world, runId, retry } = await started();
    let writes = 0;
    const plan = (_call: number, method: string) =>
      method === 'putIfAbsent' && ++writes === 1 ? 'before' : undefined;
    await expect(retry({}, { calls: 0, plan })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(world.keysUnder('jobs/').filter((key) => !key.startsWith(`jobs/${runId}/`))).toEqual([]);
    expect(world.dispatched).toEqual([]);
  });

  it('counts and reserves as any run', async () => {
    const { world, retry } = await started();
    expect(world.spent()).toBe(80_000);
    await retry();
    expect(world.spent()).toBe(120_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(2);
  });

  it('is another request than a run of its own under the same idempotency key', async () => {
    const { retry } = await started();
    const idempotencyKey = 'a-long-enough-idempotency-key';
    const first = await retry({ idempotencyKey });
    expect((await retry({ idempotencyKey })).response).toEqual(first.response);
    const request = { prompt: 'a blue fox', models: ['2-model-2'] };
    await expect(retry({ idempotencyKey, request })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });
});
