import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { slot } from '../../../helpers/job-world.ts';
import { type Faults, failingCall } from '../../../helpers/store-faults.ts';
import { MINUTE_MS, promptRefused, sweptStack, turns } from '../../../helpers/swept-stack.ts';
import { BUDGETS } from '../../../helpers/worker-world.ts';

describe('a pass', () => {
  const jobIdOf = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

  it('visits the two hundred oldest runs, ten at a time', async () => {
    const world = sweptStack();
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
    const world = sweptStack();
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

  it('counts a run whose end cannot be stored as one to visit again', async () => {
    const world = sweptStack();
    const jobId = await world.start();
    world.dispatched.length = 0;
    world.clock.advance(330_000);
    const { putIfAbsent } = world.objects;
    world.objects.putIfAbsent = async (key, ...rest) =>
      key.endsWith('/ended.json')
        ? Promise.reject(new Error('S3 is unavailable'))
        : putIfAbsent(key, ...rest);
    expect(await world.sweep()).toMatchObject({ failed: 1 });
    expect(await world.jobs.readEnd(jobId)).toBeUndefined();
  });

  it('ends a run only after every attempt is settled', async () => {
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': { costUsd: 0.02 } });
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
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
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
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 }, '2-model-2': promptRefused() });
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
      const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
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
  async function inFront(world: ReturnType<typeof sweptStack>, count: number, document?: string) {
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
    const world = sweptStack({}, [slot(1)]);
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
    const world = sweptStack({}, [slot(1)]);
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
    const world = sweptStack();
    await inFront(world, 30);
    world.clock.advance(6 * MINUTE_MS);
    await world.sweep();
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('for a week: are given up, and say so once', async () => {
    const world = sweptStack();
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
    const world = sweptStack({}, [slot(1)]);
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
