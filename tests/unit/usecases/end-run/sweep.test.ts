import { beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { ProviderError } from '../../../../src/errors.ts';
import type { Clock } from '../../../../src/lib/clock.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { GeneratedImage } from '../../../../src/providers/types.ts';
import { claimStore } from '../../../../src/store/claim-store.ts';
import type { ResultDocument } from '../../../../src/store/documents.ts';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { memoryTimesStore } from '../../../../src/store/memory-times-store.ts';
import { openRunStore } from '../../../../src/store/open-run-store.ts';
import { resultStore } from '../../../../src/store/result-store.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { runModel } from '../../../../src/usecases/run-model/run-model.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, jobWorld, slot } from '../../../helpers/job-world.ts';
import { type Faults, failingCall, noFaults, withFaults } from '../../../helpers/store-faults.ts';
import { picture } from '../../../helpers/tiny-pictures.ts';

const MINUTE_MS = 60_000;
const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];

let png: Uint8Array;
beforeAll(async () => {
  png = await picture('png', 64, 48);
});

type Reply = Partial<GeneratedImage> | ProviderError;
const refused = () => new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false });

/** A stack whose vendors answer by model; `kill` is a worker that dies at a store call and never comes back. */
function stack(replies: Record<string, Reply> = {}, slots = [slot(1), slot(2)]) {
  const world = jobWorld({ slots });
  const calls: string[] = [];
  const work = (event: WorkerEvent, faults: Faults = noFaults(), clock: Clock = world.clock) => {
    const objects = withFaults(world.objects, faults);
    const counters = withFaults(world.counters, faults);
    const worker = runModel({
      slots,
      modelOf: async ({ id }) => ({
        plan: () => ({
          sent: { seed: 7 },
          warnings: [],
          async run() {
            calls.push(id);
            const reply = replies[id] ?? {};
            if (reply instanceof ProviderError) throw reply;
            return { bytes: png, ...reply };
          },
        }),
      }),
      claims: claimStore(objects),
      results: resultStore(objects),
      images: imageStore(objects),
      gallery: galleryStore(objects),
      times: memoryTimesStore(),
      jobs: jobStore(objects),
      openRuns: openRunStore(objects),
      counters,
      budget: createBudget({ counters, log: world.log }),
      thumbnailer: {
        thumbnail: async () => new TextEncoder().encode('small'),
        shownPicture: async () => png,
      },
      clock,
      log: world.log,
      newId: world.newId,
      random: () => 0.5,
    });
    return worker(event, { requestId: 'r', remainingMs: 300_000 });
  };
  /** A worker that is killed at its store call of this number: from then on nothing of it happens any more. */
  const kill = async (event: WorkerEvent | undefined, call: number, at = killedAt(call)) => {
    if (event === undefined) throw new Error('There is no event.');
    const clock = { now: world.clock.now, sleep: () => never };
    const dying = work(event, at, clock).catch(() => undefined);
    await Promise.race([dying, turns(200)]);
  };
  /** Delivers the events that were dispatched since the last time. */
  const deliver = async () => {
    for (const event of world.dispatched.splice(0)) await work(event);
  };
  const later = async (milliseconds: number) => {
    world.clock.advance(milliseconds);
    await world.sweep();
    await deliver();
  };
  const start = async () => (await world.container()(input())).response.jobId;
  const resultOf = (jobId: string, modelId: string) => world.results.read(jobId, modelId);
  return { ...world, calls, work, kill, deliver, later, start, resultOf };
}

/** A store after whose call of this number nothing more ever happens: the process was killed. */
function killedAt(call: number): Faults {
  const faults: Faults = { calls: 0, plan: (now) => (now >= call ? 'before' : undefined) };
  return faults;
}

const never = new Promise<never>(() => undefined);
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a run whose workers did their work', () => {
  it('has ended with its last result, has no marker and leaves no mark', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': refused() });
    const jobId = await world.start();
    await world.work(world.dispatched[0] as WorkerEvent);
    expect(await world.jobs.readEnd(jobId)).toBeUndefined();
    expect(world.keysUnder('open/')).toHaveLength(1);
    await world.work(world.dispatched[1] as WorkerEvent);
    expect(await world.jobs.readEnd(jobId)).toEqual({ endedAt: '2026-11-20T12:00:00.000Z' });
    expect(world.keysUnder('open/')).toEqual([]);
    expect(world.spent()).toBe(10_000);
    expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
  });
});

describe('a run with several pictures of each model', () => {
  const several = async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': { costUsd: 0.01 } });
    const start = world.container();
    const { response } = await start(input({ request: { prompt: 'a fox', count: 2, seed: 7 } }));
    return { ...world, jobId: response.jobId, response };
  };

  it('has a worker, a claim, a price and a result for each, and ends with the last', async () => {
    const world = await several();
    expect(world.response).toMatchObject({ totalModels: 2, totalPictures: 4 });
    expect(world.spent()).toBe(160_000);
    const asked = world.dispatched.map(({ modelId, index, parameters }) => [modelId, index, parameters.seed]);
    expect(asked).toEqual([
      ['1-model-1', undefined, 7],
      ['2-model-2', undefined, 7],
      ['1-model-1', 1, 8],
      ['2-model-2', 1, 8],
    ]);
    const events = world.dispatched.splice(0);
    for (const event of events.slice(0, 3)) await world.work(event);
    expect(await world.jobs.readEnd(world.jobId)).toBeUndefined();
    await world.work(events[3] as WorkerEvent);
    expect(await world.jobs.readEnd(world.jobId)).toBeDefined();
    expect(await world.resultOf(world.jobId, '1-model-1_1')).toMatchObject({
      modelId: '1-model-1',
      index: 1,
      imageKey: `images/${world.jobId}/1-model-1_1.png`,
      requested: { seed: 8 },
    });
    expect(world.calls).toHaveLength(4);
    expect(world.spent()).toBe(40_000);
    expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
    expect((await world.gallery.list({ limit: 9 })).places).toHaveLength(1);
  });

  it('draws each once, however often its event comes', async () => {
    const world = await several();
    for (const event of [...world.dispatched, ...world.dispatched.splice(0)]) await world.work(event);
    expect(world.calls).toHaveLength(4);
    expect(world.spent()).toBe(40_000);
  });

  it('is ended by the sweeper picture by picture', async () => {
    const world = await several();
    const [first, , third] = world.dispatched.splice(0);
    await world.work(first as WorkerEvent);
    await world.kill(third, 4);
    await world.later(360_000);
    await world.later(5 * MINUTE_MS);
    const of = async (id: string) => world.resultOf(world.jobId, id);
    expect(await of('1-model-1_1')).toMatchObject({ status: 'completed', index: 1, requested: { seed: 8 } });
    expect(await of('2-model-2')).toMatchObject({ error: { code: 'NOT_STARTED' } });
    expect(await of('2-model-2_1')).toMatchObject({ index: 1, error: { code: 'NOT_STARTED' } });
    expect(world.spent()).toBe(20_000);
    expect(await world.jobs.readEnd(world.jobId)).toBeDefined();
  });
});

describe('a follow-up', () => {
  const KEY = 'the-key-of-this-run-and-no-other';
  const followed = async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const start = world.container();
    const root = await start(input({ runKeyHash: sha256Hex(KEY) }));
    await world.deliver();
    const request = { prompt: 'a blue fox', retryOf: root.response.jobId };
    const { response } = await start(input({ request, runKey: KEY }));
    const known = async () => (await world.jobs.list(root.response.jobId)).followUps;
    return { ...world, rootId: root.response.jobId, jobId: response.jobId, known };
  };

  it('is told to its run by the worker that ends it', async () => {
    const world = await followed();
    await world.deliver();
    expect(await world.known()).toEqual([{ jobId: world.jobId, hasEnded: true, late: [] }]);
    expect(await world.jobs.readFollowUpEnd(world.rootId, world.jobId)).toMatchObject({
      job: { prompt: 'a blue fox' },
      results: [{ status: 'completed', costUsd: 0.01 }],
    });
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('is told to its run by the sweeper if no worker came', async () => {
    const world = await followed();
    world.dispatched.length = 0;
    await world.later(330_000);
    expect(await world.known()).toEqual([{ jobId: world.jobId, hasEnded: true, late: [] }]);
    expect(world.spent()).toBe(10_000);
  });

  it('has its stored picture adopted from among those of its run', async () => {
    const world = await followed();
    // The calls after the claim: picture and thumbnail. The worker dies before its result.
    await world.kill(world.dispatched.shift(), 4);
    await world.later(360_000);
    const result = await world.resultOf(world.jobId, '1-model-1');
    expect(result).toMatchObject({ status: 'completed' });
    expect(result?.status === 'completed' && result.imageKey).toMatch(
      new RegExp(`^images/${world.rootId}/1-model-1~\\d{13}-${world.jobId}\\.png$`),
    );
    expect((await world.known())[0]?.hasEnded).toBe(true);
    expect(world.calls).toHaveLength(2);
  });
});

describe('a run whose workers died', () => {
  it('before they claimed: is closed after 330 seconds, not billed, and given back', async () => {
    const world = stack();
    const jobId = await world.start();
    world.dispatched.length = 0;
    await world.later(329_999);
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined();
    await world.later(1);
    expect(await world.resultOf(jobId, '1-model-1')).toEqual({
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'NOT_STARTED',
        message: 'This model could not be started. Nothing was charged. Try again.',
        billed: 'no',
        retryable: true,
      },
      completedAt: '2026-11-20T12:05:30.000Z',
      requested: {},
      sent: {},
      warnings: [],
    });
    expect(world.spent()).toBe(0);
    expect(await world.jobs.readEnd(jobId)).toEqual({ endedAt: '2026-11-20T12:05:30.000Z' });
    await world.later(5 * MINUTE_MS);
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('after a closer took the claim and died: is closed as not started, for that is what the claim says', async () => {
    const world = stack({}, [slot(1)]);
    const jobId = await world.start();
    world.dispatched.length = 0;
    const at = '2026-11-20T12:00:00.000Z';
    const claim = { claimId: 'c', modelId: '1-model-1', startedAt: at, deadline: at, requestId: 'r' };
    await world.claims.claim(jobId, { ...claim, closing: true });
    await world.later(360_000);
    const result = await world.resultOf(jobId, '1-model-1');
    expect(result).toMatchObject({
      error: {
        code: 'NOT_STARTED',
        message: 'This model could not be started. Nothing was charged. Try again.',
        billed: 'no',
        retryable: true,
      },
      completedAt: '2026-11-20T12:06:00.000Z',
    });
    expect(result).not.toHaveProperty('startedAt');
    expect(world.spent()).toBe(0);
  });

  it('while the vendor was drawing: is closed 360 seconds after its start as unknown, and stays reserved', async () => {
    const world = stack();
    const jobId = await world.start();
    for (const event of world.dispatched.splice(0)) await world.kill(event, 2);
    await world.later(359_999);
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined();
    await world.later(1);
    expect(await world.resultOf(jobId, '1-model-1')).toEqual({
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'OUTCOME_UNKNOWN',
        message: 'The outcome of this model is unknown. It may have been charged.',
        billed: 'unknown',
        retryable: true,
      },
      startedAt: '2026-11-20T12:00:00.000Z',
      completedAt: '2026-11-20T12:06:00.000Z',
      requested: {},
    });
    expect(world.spent()).toBe(80_000);
    await world.later(5 * MINUTE_MS);
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('after the picture was stored: it is adopted, shown and counted at its cost', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    // Claim, picture and thumbnail are stored, and then nothing more.
    await world.kill(event, 4);
    expect([...(await world.images.list(jobId)).keys()]).toEqual(['1-model-1']);
    await world.later(7 * MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({
      status: 'completed',
      imageKey: `images/${jobId}/1-model-1.png`,
      thumbnailKey: `images/${jobId}/1-model-1.thumb.webp`,
      width: 64,
      height: 48,
      startedAt: '2026-11-20T12:00:00.000Z',
      sent: { seed: 7 },
      costUsd: 0.01,
    });
    expect(world.spent()).toBe(10_000);
    expect(world.keysUnder('gallery/')).toHaveLength(1);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.calls).toEqual(['1-model-1']);
  });

  it('and whose adoption dies too: it is adopted by the next one, without a thumbnail', async () => {
    const world = stack({}, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    await world.kill(event, 4);
    world.clock.advance(7 * MINUTE_MS);
    await world.sweep();
    const [adoption] = world.dispatched.splice(0);
    await world.kill(adoption, 2);
    await world.later(5 * MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined(); // it may still be alive
    await world.later(5 * MINUTE_MS);
    const result = await world.resultOf(jobId, '1-model-1');
    expect(result).toMatchObject({ status: 'completed' });
    expect(result).not.toHaveProperty('thumbnailKey');
  });

  it('after its attempt was closed: the picture becomes an extra result, which changes nothing that was told', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    const arrivals: (() => void)[] = [];
    const { put } = world.objects;
    // Asleep while it stores its picture, as on a laptop whose lid was closed.
    world.objects.put = async (...args) => {
      await new Promise<void>((resolve) => {
        arrivals.push(resolve);
      });
      return put(...args);
    };
    const clock = { now: world.clock.now, sleep: () => never };
    const asleep = world.work(event as WorkerEvent, noFaults(), clock);
    await turns(50);
    world.objects.put = put;
    await world.later(7 * MINUTE_MS);
    const told = await world.resultOf(jobId, '1-model-1');
    expect(told).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    for (const arrive of arrivals) arrive();
    await asleep;
    expect(await world.resultOf(jobId, '1-model-1')).toEqual(told);
    expect(await world.results.readLate(jobId, '1-model-1')).toMatchObject({
      status: 'completed',
      late: true,
    });
    expect(world.spent()).toBe(10_000);
    expect(world.keysUnder('gallery/')).toHaveLength(1);
  });
});

describe('a stored picture without a result', () => {
  /** A run of one model whose worker died after it had stored the picture. */
  async function stored() {
    const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    await world.kill(world.dispatched.splice(0)[0], 4);
    return { world, jobId };
  }

  it('is handed to a worker with all that the event of its run had', async () => {
    const { world, jobId } = await stored();
    world.clock.advance(360_000);
    await world.sweep();
    expect(world.dispatched).toEqual([
      {
        jobId,
        modelId: '1-model-1',
        prompt: 'a red fox in snow',
        parameters: {},
        createdAt: '2026-11-20T12:00:00.000Z',
        totalModels: 1,
        reservedUsd: 0.04,
        correlationId: 'correlation-1',
        adopt: { imageKey: `images/${jobId}/1-model-1.png`, attempt: 1, thumbnail: true },
      },
    ]);
  });

  it('is adopted three times at most, then its attempt is closed and the log says why', async () => {
    const { world, jobId } = await stored();
    const attempts: unknown[] = [];
    for (let pass = 0; pass < 5; pass += 1) {
      world.clock.advance(360_000);
      await world.sweep();
      const adoptions = world.dispatched.splice(0);
      attempts.push(...adoptions.map(({ adopt }) => [adopt?.attempt, adopt?.thumbnail]));
      for (const adoption of adoptions) await world.kill(adoption, 2);
    }
    expect(attempts).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(world.log.lines).toContainEqual({
      level: 'error',
      message: 'A stored picture could not be adopted',
      fields: { jobId, modelId: '1-model-1' },
    });
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('waits for the next pass if no worker can be had', async () => {
    const { world, jobId } = await stored();
    world.clock.advance(360_000);
    const dispatcher = { dispatch: () => Promise.reject(new Error('Lambda is busy')) };
    expect(await world.sweep(undefined, { dispatcher })).toEqual({ visited: 0, waiting: 0, failed: 1 });
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined();
    await world.later(MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['OUTCOME_UNKNOWN', true],
    ['TIMEOUT', true],
    ['INTERNAL', true],
    ['PROVIDER_DOWN', false],
    ['INVALID_IMAGE', false],
    ['NOT_STARTED', false],
  ] as const)('that failed with %s is adopted late: %s', async (code, isAdopted) => {
    const world = stack({}, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    await world.kill(event, 4);
    await world.results.save(jobId, {
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: { code, message: safeText`x`, billed: 'unknown', retryable: true },
    });
    await world.later(7 * MINUTE_MS);
    await world.later(3 * MINUTE_MS);
    // Whoever adopts may die, so that its run stays open for another pass.
    expect(world.keysUnder('open/')).toHaveLength(isAdopted ? 1 : 0);
    expect((await world.results.readLate(jobId, '1-model-1'))?.status).toBe(
      isAdopted ? 'completed' : undefined,
    );
    await world.later(6 * MINUTE_MS);
    expect(world.keysUnder('open/')).toEqual([]);
  });
});

describe('a pass', () => {
  const jobIdOf = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

  it('visits the two hundred oldest runs, ten at a time', async () => {
    const world = stack();
    for (let number = 1; number <= 205; number += 1) {
      await world.openRuns.open({ jobId: jobIdOf(number), createdAtMs: world.clock.now() + number });
    }
    world.clock.advance(330_000 + 205);
    const { list } = world.objects;
    let visiting = 0;
    let most = 0;
    world.objects.list = async (prefix, options) => {
      if (!prefix.startsWith('jobs/')) return list(prefix, options);
      visiting += 1;
      most = Math.max(most, visiting);
      await new Promise((resolve) => setImmediate(resolve));
      visiting -= 1;
      return list(prefix, options);
    };
    expect(await world.sweep()).toEqual({ visited: 200, waiting: 0, failed: 0 });
    expect(most).toBe(10);
    // None of them has a job, so nothing is left but the marker.
    expect((await world.openRuns.list(10)).runs.map(({ jobId }) => jobId)).toEqual(
      [201, 202, 203, 204, 205].map(jobIdOf),
    );
  });

  it('goes on after a run that it cannot visit, counts it and says which', async () => {
    const world = stack();
    const first = await world.start();
    const second = await world.start();
    world.dispatched.length = 0;
    world.clock.advance(330_000);
    // The first call lists the open runs, the second one the documents of the first of them.
    expect(await world.sweep(failingCall(2, 'before'))).toEqual({ visited: 1, waiting: 0, failed: 1 });
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'A run could not be ended; the next pass will try again',
        fields: { jobId: first, cause: expect.any(Error) },
      },
    ]);
    expect(await world.jobs.readEnd(first)).toBeUndefined();
    expect(await world.jobs.readEnd(second)).toBeDefined();
  });

  it('ends a run only after every attempt is settled', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': { costUsd: 0.02 } });
    const jobId = await world.start();
    const dies: Faults = { calls: 0, plan: (_, method) => (method === 'correct' ? 'before' : undefined) };
    for (const event of world.dispatched.splice(0)) await world.kill(event, 0, { ...dies });
    const { correct } = world.counters;
    world.counters.correct = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await correct(...args);
    };
    const { putIfAbsent } = world.objects;
    let spent: number | undefined;
    world.objects.putIfAbsent = (key, ...others) => {
      if (key === `jobs/${jobId}/ended.json`) spent = world.spent();
      return putIfAbsent(key, ...others);
    };
    await world.later(360_000);
    expect(spent).toBe(30_000);
  });

  it('keeps the marks of an ended run for three minutes, and its marker until they are gone', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    const dies: Faults = { calls: 0, plan: (_, method) => (method === 'correct' ? 'before' : undefined) };
    await world.kill(world.dispatched.splice(0)[0], 0, dies);
    await world.later(360_000);
    const marks = () => marksOn(world.counters, BUDGETS);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    await world.later(179_999);
    expect(await marks()).toEqual([`${jobId}/1-model-1`, `${jobId}/1-model-1`]);
    expect(world.keysUnder('open/')).toHaveLength(1);
    const { delete: remove } = world.objects;
    const { unmark } = world.counters;
    world.counters.unmark = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await unmark(...args);
    };
    let left: string[] | undefined;
    world.objects.delete = async (key) => {
      left = await marks();
      await remove(key);
    };
    await world.later(1);
    expect(left).toEqual([]);
    expect(world.keysUnder('open/')).toEqual([]);
  });
});

describe('overlapping passes', () => {
  it('settle once', async () => {
    const world = stack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': refused() });
    await world.start();
    // The results are stored, and then the workers die.
    for (const event of world.dispatched.splice(0)) {
      const dies: Faults = { calls: 0, plan: (_, method) => (method === 'correct' ? 'before' : undefined) };
      await world.kill(event, 0, dies);
    }
    expect(world.spent()).toBe(80_000);
    world.clock.advance(7 * MINUTE_MS);
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(world.spent()).toBe(10_000);
    world.clock.advance(5 * MINUTE_MS);
    await Promise.all([world.sweep(), world.sweep()]);
    expect(world.spent()).toBe(10_000);
    expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
    expect(world.keysUnder('open/')).toEqual([]);
  });
});

describe('a pass that overlaps with a worker', () => {
  it.each(['that adopts a picture', 'that was asleep, as on a laptop whose lid was closed'])(
    '%s settles once',
    async (worker) => {
      const isAdoption = worker.includes('adopts');
      const world = stack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
      await world.start();
      const [event] = world.dispatched.splice(0);
      if (isAdoption) {
        await world.kill(event, 4);
        world.clock.advance(7 * MINUTE_MS);
        await world.sweep();
      }
      const [adoption] = world.dispatched.splice(0);
      // It stores its result, and waits.
      const { putIfAbsent } = world.objects;
      const gates: (() => void)[] = [];
      world.objects.putIfAbsent = async (key, ...rest) => {
        if (key.startsWith('gallery/')) await new Promise<void>((resolve) => void gates.push(resolve));
        return putIfAbsent(key, ...rest);
      };
      const done = world.work((isAdoption ? adoption : event) as WorkerEvent);
      while (gates.length === 0) await turns(1);
      world.objects.putIfAbsent = putIfAbsent;
      if (!isAdoption) world.clock.advance(7 * MINUTE_MS);
      // Another run, so that the budget does not end at zero.
      await world.start();
      world.dispatched.length = 0;
      // The pass sees the result and that it is not settled; then the worker does all that is left for it to do.
      const { marks } = world.counters;
      world.counters.marks = async (key) => {
        const found = await marks(key);
        for (const open of gates) open();
        await done;
        return found;
      };
      await world.sweep();
      world.counters.marks = marks;
      expect(world.spent()).toBe(10_000 + 40_000);
      await world.later(6 * MINUTE_MS);
      expect(world.spent()).toBe(10_000);
      await world.later(6 * MINUTE_MS);
      expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
      expect(world.keysUnder('open/')).toEqual([]);
    },
  );
});

describe('runs that cannot be ended', () => {
  const idOf = (number: number) => `dead0000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  /** Markers older than all others; `document` is what is stored as their job, if anything. */
  async function inFront(world: ReturnType<typeof stack>, count: number, document?: string) {
    for (let number = 0; number < count; number += 1) {
      const jobId = idOf(number);
      await world.openRuns.open({ jobId, createdAtMs: world.clock.now() - 1000 });
      if (document === undefined) continue;
      await world.objects.put(`jobs/${jobId}/job.json`, document, { contentType: 'application/json' });
    }
  }

  it.each([
    ['damaged', '{"jobId": "cut o'],
    ['of no shape that is known', '{"jobId": "x"}'],
  ])('because 450 jobs in front of them are %s: the others end in the same pass', async (_, document) => {
    const world = stack({}, [slot(1)]);
    await inFront(world, 450, document);
    const jobId = await world.start();
    world.dispatched.length = 0;
    world.clock.advance(6 * MINUTE_MS);
    await world.sweep();
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.spent()).toBe(0);
    expect(world.keysUnder('open/')).toHaveLength(450);
  });

  it('because claimants of 450 runs in front of them may be alive: the others end in the same pass', async () => {
    const world = stack({}, [slot(1)]);
    const jobId = await world.start();
    const job = await world.jobs.read(jobId);
    world.dispatched.length = 0;
    await inFront(world, 450, JSON.stringify(job));
    world.clock.advance(6 * MINUTE_MS);
    const startedAt = new Date(world.clock.now()).toISOString();
    const claim = { claimId: 'c', modelId: '1-model-1', startedAt, deadline: startedAt, requestId: 'r' };
    for (let number = 0; number < 450; number += 1) await world.claims.claim(idOf(number), claim);
    await world.sweep();
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.keysUnder('open/')).toHaveLength(450);
  });

  it('because they never had a job: their markers are removed', async () => {
    const world = stack();
    await inFront(world, 30);
    world.clock.advance(6 * MINUTE_MS);
    await world.sweep();
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('for a week: are given up, and say so once', async () => {
    const world = stack();
    await inFront(world, 1, '{"jobId": "cut o');
    const errors = () =>
      world.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
    await world.later(7 * 24 * 60 * MINUTE_MS - 2000);
    expect(errors()).toEqual(['A run could not be ended; the next pass will try again']);
    expect(world.keysUnder('open/')).toHaveLength(1);
    await world.later(1000);
    await world.later(1000);
    expect(errors().slice(1)).toEqual(['A run could not be ended for a week and is given up']);
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('are looked at 2000 in a pass, and no more than 200 of the others are dealt with', async () => {
    const world = stack({}, [slot(1)]);
    await inFront(world, 230, undefined);
    world.clock.advance(6 * MINUTE_MS);
    await world.sweep();
    expect(world.keysUnder('open/')).toHaveLength(30);
    await world.sweep();
    await inFront(world, 2100, 'x');
    const read: string[] = [];
    const { get } = world.objects;
    world.objects.get = async (key) => {
      read.push(key);
      return get(key);
    };
    world.clock.advance(6 * MINUTE_MS);
    await world.sweep();
    expect(read.filter((key) => key.startsWith('jobs/dead'))).toHaveLength(2000);
  });
});

describe('killed after each single store call', () => {
  const REPLIES = { '1-model-1': { costUsd: 0.01 }, '2-model-2': refused() };

  /** What each result says that is spent; unknown stays reserved. */
  const owed = (results: readonly (ResultDocument | undefined)[]) =>
    results.reduce((sum, result) => {
      if (result?.status === 'failed' && result.error.billed === 'no') return sum;
      return sum + Math.round((result?.costUsd ?? 0.04) * 1e6);
    }, 0);

  /** Passes and deliveries until nothing is open, with every result seen on the way. */
  async function endOf(world: ReturnType<typeof stack>, jobId: string) {
    const seen = new Map<string, ResultDocument>();
    for (let pass = 0; pass < 8; pass += 1) {
      await world.later(7 * MINUTE_MS);
      for (const modelId of ['1-model-1', '2-model-2']) {
        const result = await world.resultOf(jobId, modelId);
        const before = seen.get(modelId);
        if (before !== undefined) expect(result).toEqual(before);
        if (result !== undefined) seen.set(modelId, result);
      }
    }
    return [seen.get('1-model-1'), seen.get('2-model-2')];
  }

  async function check(world: ReturnType<typeof stack>, jobId: string) {
    const results = await endOf(world, jobId);
    expect(results).not.toContain(undefined);
    expect(world.spent()).toBe(owed(results));
    expect(new Set(world.calls).size).toBe(world.calls.length);
    for (const [modelId] of await world.images.list(jobId)) {
      const shown = [await world.resultOf(jobId, modelId), await world.results.readLate(jobId, modelId)];
      expect(shown.some((result) => result?.status === 'completed')).toBe(true);
    }
    const pictures = await world.images.list(jobId);
    expect(world.keysUnder('gallery/')).toHaveLength(pictures.size > 0 ? 1 : 0);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.keysUnder('open/')).toEqual([]);
  }

  /** Does it all again with a kill at each call in turn, until none is left at which to die. @returns how many there were */
  async function atEveryCall(scene: (kill: Faults) => Promise<void>): Promise<number> {
    for (let call = 1; ; call += 1) {
      const kill = killedAt(call);
      await scene(kill);
      if (kill.calls < call) return call - 1;
    }
  }

  it.each([
    ['a picture', '1-model-1'],
    ['a refusal', '2-model-2'],
  ])('the worker of %s: everything is settled and shown, nothing twice', async (_, modelId) => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const jobId = await world.start();
      for (const event of world.dispatched.splice(0)) {
        if (event.modelId === modelId) await world.kill(event, 0, kill);
        else await world.work(event);
      }
      await check(world, jobId);
    });
    expect(calls).toBeGreaterThanOrEqual(9);
  });

  it('all workers at once: the same', async () => {
    await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const jobId = await world.start();
      const call = { ...kill };
      for (const event of world.dispatched.splice(0)) {
        const own = { ...call };
        await world.kill(event, 0, own);
        kill.calls = Math.max(kill.calls, own.calls);
      }
      await check(world, jobId);
    });
  });

  it('the worker that adopts a picture: the next one adopts it', async () => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const jobId = await world.start();
      const [first, second] = world.dispatched.splice(0);
      await world.kill(first, 4);
      await world.work(second as WorkerEvent);
      world.clock.advance(7 * MINUTE_MS);
      await world.sweep();
      const [adoption] = world.dispatched.splice(0);
      await world.kill(adoption, 0, kill);
      await check(world, jobId);
      expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({ status: 'completed' });
    });
    expect(calls).toBeGreaterThanOrEqual(8);
  });

  it('the worker of a picture that came after its attempt was closed: it is shown, and settled once', async () => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const jobId = await world.start();
      const [first, second] = world.dispatched.splice(0);
      await world.work(second as WorkerEvent);
      // Somebody has closed the attempt meanwhile.
      const startedAt = new Date(world.clock.now()).toISOString();
      const told = {
        model: 'Model 1',
        modelId: '1-model-1',
        provider: 'Scripted',
        status: 'failed',
        error: { code: 'OUTCOME_UNKNOWN', message: safeText`Unknown.`, billed: 'unknown', retryable: true },
        completedAt: startedAt,
        requested: {},
      } as const;
      await world.results.save(jobId, told);
      await world.kill(first, 0, kill);
      const { claims } = await world.jobs.list(jobId);
      for (let pass = 0; pass < 8; pass += 1) await world.later(7 * MINUTE_MS);
      expect(await world.resultOf(jobId, '1-model-1')).toEqual(told);
      const { size } = await world.images.list(jobId);
      expect(world.keysUnder('gallery/')).toHaveLength(size);
      const late = await world.results.readLate(jobId, '1-model-1');
      expect(late?.status).toBe(size > 0 ? 'completed' : undefined);
      const held = claims.includes('1-model-1') ? 40_000 : 0;
      expect(world.spent()).toBe(size > 0 ? 10_000 : held);
      expect(world.keysUnder('open/')).toEqual([]);
    });
    expect(calls).toBeGreaterThanOrEqual(6);
  });

  it('a sweeper that finds a picture and an open claim: the next passes finish what it began', async () => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const jobId = await world.start();
      const [first, second] = world.dispatched.splice(0);
      await world.kill(first, 4);
      await world.kill(second, 3);
      for (let pass = 0; pass < 3; pass += 1) {
        world.clock.advance(7 * MINUTE_MS);
        await Promise.race([world.sweep(kill).catch(() => undefined), turns(200)]);
        await world.deliver();
      }
      await check(world, jobId);
    });
    expect(calls).toBeGreaterThanOrEqual(30);
  }, 60_000);

  it('a sweeper that loses the response to any of its calls: the same', async () => {
    for (let call = 1; call <= 45; call += 1) {
      const world = stack(REPLIES);
      const jobId = await world.start();
      const [first, second] = world.dispatched.splice(0);
      await world.kill(first, 4);
      await world.kill(second, 3);
      world.clock.advance(7 * MINUTE_MS);
      await world.sweep(failingCall(call, 'after')).catch(() => undefined);
      await world.deliver();
      await check(world, jobId);
    }
  }, 60_000);

  it('a request: nothing stays reserved, and nothing is drawn in secret', async () => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const clock = { now: world.clock.now, sleep: () => never };
      const request = world.container({ clock }, kill)(input());
      await Promise.race([request.catch(() => undefined), turns(200)]);
      const [jobId] = new Set(world.dispatched.map((event) => event.jobId));
      await world.deliver();
      if (jobId !== undefined) return check(world, jobId);
      for (let pass = 0; pass < 4; pass += 1) await world.later(7 * MINUTE_MS);
      expect(world.spent()).toBe(0);
      expect(world.keysUnder('open/')).toEqual([]);
      expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
    });
    expect(calls).toBeGreaterThanOrEqual(10);
  });

  it('a request with a key that is repeated after its lease: one run, drawn once and counted once', async () => {
    const calls = await atEveryCall(async (kill) => {
      const world = stack(REPLIES);
      const keyed = input({ idempotencyKey: 'a-key-of-some-length' });
      const clock = { now: world.clock.now, sleep: () => never };
      const request = world.container({ clock }, kill)(keyed);
      await Promise.race([request.catch(() => undefined), turns(200)]);
      await world.deliver();
      world.clock.advance(36_000);
      const { jobId } = (await world.container()(keyed)).response;
      await world.deliver();
      await check(world, jobId);
      expect(world.calls.sort()).toEqual(['1-model-1', '2-model-2']);
      expect(world.keysUnder('jobs/').filter((key) => key.endsWith('/job.json'))).toHaveLength(1);
    });
    expect(calls).toBeGreaterThanOrEqual(12);
  });
});
