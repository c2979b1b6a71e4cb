import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, slot } from '../../../helpers/job-world.ts';
import { noFaults } from '../../../helpers/store-faults.ts';
import { MINUTE_MS, never, promptRefused, sweptStack, turns } from '../../../helpers/swept-stack.ts';
import { HEIC } from '../../../helpers/tiny-pictures.ts';
import { BUDGETS } from '../../../helpers/worker-world.ts';

describe('a run whose workers did their work', () => {
  it('has ended with its last result, has no marker and leaves no mark', async () => {
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': promptRefused() });
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

it('takes a run out of the gallery that was hidden while a worker showed it and died', async () => {
  const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
  const jobId = await world.start();
  const [event] = world.dispatched.splice(0);
  // The entry is written, and then nothing more.
  await world.kill(event, 7);
  expect(world.keysUnder('gallery/')).toHaveLength(1);
  const { createdAt } = event as WorkerEvent;
  await world.jobs.saveState(jobId, { createdAt, runKeyHash: 'h', visibility: 'private' });
  await world.later(7 * MINUTE_MS);
  expect(world.keysUnder('gallery/')).toEqual([]);
  expect(world.keysUnder('images/')).not.toEqual([]);
});

describe('a run with several pictures of each model', () => {
  const several = async () => {
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': { costUsd: 0.01 } });
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
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
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
    const world = sweptStack();
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
      notes: [],
    });
    expect(world.spent()).toBe(0);
    expect(await world.jobs.readEnd(jobId)).toEqual({ endedAt: '2026-11-20T12:05:30.000Z' });
    await world.later(5 * MINUTE_MS);
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('after a closer took the claim and died: is closed as not started, for that is what the claim says', async () => {
    const world = sweptStack({}, [slot(1)]);
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
    const world = sweptStack();
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
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    // Claim, picture and thumbnail are stored, and then nothing more.
    await world.kill(event, 3);
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

  it('after a file was stored that cannot be shown: it is named, and counted at its cost', async () => {
    const world = sweptStack({ '1-model-1': { bytes: HEIC, costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    // Claim and file are stored, and then nothing more.
    await world.kill(event, 3);
    const key = `images/${jobId}/1-model-1.original.heic`;
    expect([...(await world.images.list(jobId))]).toEqual([['1-model-1', key]]);
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined();
    await world.later(7 * MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes' },
      original: { key, contentType: 'image/heic', bytes: HEIC.byteLength },
      startedAt: '2026-11-20T12:00:00.000Z',
      sent: { seed: 7 },
      costUsd: 0.01,
    });
    expect(world.spent()).toBe(10_000);
    expect(world.keysUnder('gallery/')).toEqual([]);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.calls).toEqual(['1-model-1']);
  });

  it('and whose adoption dies too: it is adopted by the next one, without a thumbnail', async () => {
    const world = sweptStack({}, [slot(1)]);
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
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
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

  it('after its attempt was closed: a file that cannot be shown is named as an extra result, once, and counted', async () => {
    const world = sweptStack({}, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    await world.kill(event, 2);
    await world.later(7 * MINUTE_MS);
    const told = await world.resultOf(jobId, '1-model-1');
    expect(told).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    const origin = { startedAt: 'a', completedAt: 'b', costUsd: 0.01, sent: {} };
    const type = { contentType: 'image/heic', extension: 'heic' } as const;
    const original = await world.images.saveOriginal({ runId: jobId, name: '1-model-1' }, HEIC, type, origin);
    for (let pass = 0; pass < 4; pass += 1) await world.later(7 * MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toEqual(told);
    expect(await world.results.readLate(jobId, '1-model-1')).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes' },
      original,
      late: true,
    });
    expect(world.keysUnder(`jobs/${jobId}/`).filter((key) => key.includes('adoption'))).toHaveLength(1);
    expect(world.spent()).toBe(10_000);
    expect(world.keysUnder('open/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
  });
});
