import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { ResultDocument } from '../../../../src/store/documents.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input } from '../../../helpers/job-world.ts';
import { type Faults, failingCall } from '../../../helpers/store-faults.ts';
import { diesAt, MINUTE_MS, never, promptRefused, sweptStack, turns } from '../../../helpers/swept-stack.ts';
import { BUDGETS } from '../../../helpers/worker-world.ts';

describe('killed after each single store call', () => {
  const REPLIES = { '1-model-1': { costUsd: 0.01 }, '2-model-2': promptRefused() };

  /** What each result says that is spent; unknown stays reserved. */
  const owed = (results: readonly (ResultDocument | undefined)[]) =>
    results.reduce((sum, result) => {
      if (result?.status === 'failed' && result.error.billed === 'no') return sum;
      return sum + Math.round((result?.costUsd ?? 0.04) * 1e6);
    }, 0);

  /** Passes and deliveries until nothing is open, with every result seen on the way. */
  async function endOf(world: ReturnType<typeof sweptStack>, jobId: string) {
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

  async function check(world: ReturnType<typeof sweptStack>, jobId: string) {
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
      const kill = diesAt(call);
      await scene(kill);
      if (kill.calls < call) return call - 1;
    }
  }

  it.each([
    ['a picture', '1-model-1'],
    ['a refusal', '2-model-2'],
  ])('the worker of %s: everything is settled and shown, nothing twice', async (_, modelId) => {
    const calls = await atEveryCall(async (kill) => {
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
      const world = sweptStack(REPLIES);
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
