import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { lru } from '../../../../src/lib/lru.ts';
import { claimStore } from '../../../../src/store/claim-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { openRunStore } from '../../../../src/store/open-run-store.ts';
import { resultStore } from '../../../../src/store/result-store.ts';
import { type CancelInput, cancelRun } from '../../../../src/usecases/cancel-run/cancel-run.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';
import { failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';
import { BUDGETS, PNG, workerOver } from '../../../helpers/worker-world.ts';

const KEY = 'the-key-of-this-run-and-no-other';

/** A run of two models that cost 4 cents each, started with a key, whose workers have not come yet. */
async function started(request = input().request) {
  const world = jobWorld();
  const { response } = await world.container()(input({ request, runKeyHash: sha256Hex(KEY) }));
  const { jobId } = response;
  const calls: string[] = [];
  const work = async (event: WorkerEvent | undefined) => {
    if (event === undefined) throw new Error('There is no event.');
    const modelOf = async ({ id }: { id: string }) => ({
      plan: () => ({
        sent: {},
        warnings: [],
        async run() {
          calls.push(id);
          return { bytes: PNG, costUsd: 0.01 };
        },
      }),
    });
    return workerOver(world, { modelOf })(event, { requestId: 'w', remainingMs: 300_000 });
  };
  const cancel = (changes: Partial<CancelInput> = {}, faults = noFaults()) => {
    const objects = withFaults(world.objects, faults);
    const run = cancelRun({
      jobs: jobStore(objects),
      claims: claimStore(objects),
      results: resultStore(objects),
      openRuns: openRunStore(objects),
      cache: lru(100),
      counters: world.counters,
      budget: createBudget({ counters: world.counters, log: world.log }),
      clients: {
        identify: async (address) => ({ address, hash: 'h' }),
      },
      rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
      clock: world.clock,
      log: world.log,
      newId: world.newId,
    });
    return run({
      jobId,
      models: undefined,
      index: undefined,
      runKey: KEY,
      address: '203.0.113.7',
      requestId: 'c',
      ...changes,
    });
  };
  const [one, two] = ['1-model-1', '2-model-2'].map((modelId) => ({ jobId, modelId, index: 0 }));
  return { world, jobId, calls, work, cancel, one, two };
}

describe('cancelling a run', () => {
  it('closes what has not begun: not billed, given back, and the run has ended', async () => {
    const { world, jobId, cancel, one, two } = await started();
    expect(world.spent()).toBe(80_000);
    expect(await cancel()).toEqual({ jobId, closed: [one, two], begun: [] });
    for (const modelId of ['1-model-1', '2-model-2']) {
      expect(await world.results.read(jobId, modelId)).toMatchObject({
        status: 'failed',
        error: { code: 'CANCELLED', billed: 'no', retryable: true },
      });
    }
    expect(world.spent()).toBe(0);
    expect(await marksOn(world.counters, BUDGETS)).toEqual([]);
    expect(await world.jobs.readEnd(jobId)).toBeDefined();
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('keeps workers that come later from calling their vendors', async () => {
    const { world, calls, work, cancel } = await started();
    await cancel();
    for (const event of world.dispatched) expect(await work(event)).toEqual({ outcome: 'duplicate' });
    expect(calls).toEqual([]);
    expect(world.spent()).toBe(0);
  });

  it('leaves what has begun, which is stored and counted', async () => {
    const { world, jobId, work, cancel, one, two } = await started();
    const [first] = world.dispatched;
    await world.claims.claim(jobId, {
      claimId: 'w',
      modelId: '1-model-1',
      startedAt: '',
      deadline: '',
      requestId: 'w',
    });
    expect(await cancel()).toEqual({ jobId, closed: [two], begun: [one] });
    expect(await world.results.read(jobId, '1-model-1')).toBeUndefined();
    expect(world.spent()).toBe(40_000);
    expect(await work(first)).toEqual({ outcome: 'duplicate' });
  });

  it('tells the same when it is repeated, and settles nothing again', async () => {
    const { world, jobId, work, cancel, one, two } = await started();
    await work(world.dispatched[0]);
    const first = await cancel();
    expect(first).toEqual({ jobId, closed: [two], begun: [one] });
    expect(await cancel()).toEqual(first);
    expect(world.spent()).toBe(10_000);
  });

  it('takes no claim of what has a result', async () => {
    const { world, jobId, work, cancel, one, two } = await started();
    for (const event of world.dispatched) await work(event);
    const unable = failingMethods('putIfAbsent');
    expect(await cancel({}, unable)).toEqual({ jobId, closed: [], begun: [one, two] });
  });

  it('lets exactly one of worker and cancellation have each model, however they meet', async () => {
    const outcomes = new Set<number>();
    for (let turns = 0; turns < 12; turns += 1) {
      const { world, calls, work, cancel } = await started();
      const cancelling = cancel();
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const working = Promise.all(world.dispatched.map(work));
      const [{ closed, begun }] = await Promise.all([cancelling, working]);
      expect([...closed, ...begun]).toHaveLength(2);
      expect(calls).toEqual(begun.map(({ modelId }) => modelId));
      expect(world.spent()).toBe(10_000 * begun.length);
      outcomes.add(begun.length);
    }
    expect(outcomes.size).toBeGreaterThan(1);
  });

  it('settles once, however many cancel at the same time', async () => {
    const { world, cancel, one, two } = await started();
    const all = await Promise.all([cancel(), cancel(), cancel()]);
    for (const { closed } of all) expect(closed).toEqual([one, two]);
    expect(world.spent()).toBe(0);
  });

  it('closes only the models that are named', async () => {
    const { world, jobId, cancel, two } = await started();
    expect(await cancel({ models: ['2-model-2'] })).toMatchObject({ closed: [two], begun: [] });
    expect(await world.claims.read(jobId, '1-model-1')).toBeUndefined();
    expect(await world.jobs.readEnd(jobId)).toBeUndefined();
  });

  it('closes each of several pictures of a model', async () => {
    const { world, jobId, cancel } = await started({ prompt: 'a fox', models: ['1-model-1'], count: 2 });
    const modelId = '1-model-1';
    const both = [0, 1].map((index) => ({ jobId, modelId, index }));
    expect(await cancel()).toEqual({ jobId, closed: both, begun: [] });
    for (const index of [0, 1]) {
      const [event] = world.dispatched.splice(0, 1);
      expect(event?.index ?? 0).toBe(index);
    }
    expect(world.keysUnder(`jobs/${jobId}/`).filter((key) => key.endsWith('.result.json'))).toHaveLength(2);
    expect(world.spent()).toBe(0);
  });

  it('reaches the follow-ups of the run', async () => {
    const { world, jobId, cancel, work } = await started();
    for (const event of world.dispatched.splice(0)) await work(event);
    const request = { prompt: 'again', models: ['1-model-1'], retryOf: jobId };
    const followUp = await world.container()(input({ request, runKey: KEY }));
    expect(await cancel()).toMatchObject({
      closed: [{ jobId: followUp.response.jobId, modelId: '1-model-1' }],
      begun: [{ modelId: '1-model-1' }, { modelId: '2-model-2' }],
    });
    expect(world.spent()).toBe(20_000);
  });

  it('is ended as cancelled by the sweeper if it dies after the claim', async () => {
    const { world, jobId, cancel } = await started();
    let writes = 0;
    const plan = (_call: number, method: string) =>
      method === 'putIfAbsent' && ++writes > 2 ? 'before' : undefined;
    await cancel({}, { calls: 0, plan });
    world.clock.advance(360_000);
    await world.sweep();
    expect(await world.results.read(jobId, '1-model-1')).toMatchObject({
      error: { code: 'CANCELLED', billed: 'no' },
    });
    expect(world.spent()).toBe(0);
  });
});

describe('what cannot be cancelled', () => {
  it.each<[string, Partial<CancelInput>]>([
    ['without a key', { runKey: undefined }],
    ['with another key', { runKey: `${KEY}x` }],
    ['for a run that does not exist', { jobId: '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' }],
    ['for a malformed id', { jobId: '../../gallery' }],
  ])('is not found %s', async (_what, changes) => {
    const { world, cancel } = await started();
    await expect(cancel(changes)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(world.spent()).toBe(80_000);
  });

  it('is refused while the claims are unavailable, and can be repeated', async () => {
    const { world, cancel, one, two } = await started();
    await expect(cancel({}, failingMethods('putIfAbsent'))).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
    expect(world.spent()).toBe(80_000);
    expect(await cancel()).toMatchObject({ closed: [one, two] });
  });

  it('is refused after 500 actions of one address in a day', async () => {
    const { cancel } = await started();
    for (let action = 0; action < 500; action += 1) {
      await cancel({ runKey: `${KEY}x` }).catch(() => undefined);
    }
    await expect(cancel()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});
