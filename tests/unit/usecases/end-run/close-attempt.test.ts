import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { claimStore } from '../../../../src/store/claim-store.ts';
import { resultStore } from '../../../../src/store/result-store.ts';
import { closeAttempt } from '../../../../src/usecases/end-run/close-attempt.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { jobWorld } from '../../../helpers/job-world.ts';
import { failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const MODEL = '1-model-1';
const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];

async function closing(faults = noFaults()) {
  const world = jobWorld();
  for (const key of BUDGETS) {
    await world.counters.add(key, { amount: 40_000, limit: 1e9, mark: 'run', expiresAt: 0 });
  }
  const objects = withFaults(world.objects, faults);
  const tools = {
    claims: claimStore(objects),
    results: resultStore(objects),
    budget: createBudget({ counters: world.counters, log: world.log }),
    counters: withFaults(world.counters, faults),
    jobs: world.jobs,
    openRuns: world.openRuns,
    clock: world.clock,
    log: world.log,
    newId: world.newId,
  };
  const event = {
    jobId: JOB,
    modelId: MODEL,
    parameters: { seed: 3 },
    createdAt: '2026-11-20T12:00:00.000Z',
    reservedUsd: 0.04,
    totalModels: 2,
  };
  const attempt = {
    event,
    name: 'Model 1',
    provider: 'Scripted',
    reason: safeText`Not started.`,
    requestId: 'r',
  };
  return { world, close: () => closeAttempt(tools, attempt) };
}

describe('closing an attempt that never started', () => {
  it('takes its claim, releases its reservation and stores the result', async () => {
    const { world, close } = await closing();
    expect(await close()).toBe('closed');
    expect(await world.claims.read(JOB, MODEL)).toEqual({
      claimId: expect.any(String),
      modelId: MODEL,
      startedAt: '2026-11-20T12:00:00.000Z',
      deadline: '2026-11-20T12:00:00.000Z',
      requestId: 'r',
      closing: true,
    });
    expect(await world.results.read(JOB, MODEL)).toEqual({
      model: 'Model 1',
      modelId: MODEL,
      provider: 'Scripted',
      status: 'failed',
      error: { code: 'NOT_STARTED', message: 'Not started.', billed: 'no', retryable: true },
      completedAt: '2026-11-20T12:00:00.000Z',
      requested: { seed: 3 },
      sent: {},
      warnings: [],
      notes: [],
    });
    expect(await world.counters.read(BUDGETS)).toEqual([0, 0]);
  });

  it('releases once, however often it is repeated, and leaves no mark', async () => {
    const { world, close } = await closing();
    await close();
    expect(await close()).toBe('taken');
    expect(await world.counters.read(BUDGETS)).toEqual([0, 0]);
    expect(await marksOn(world.counters, BUDGETS)).toEqual(['run', 'run']);
  });

  it('leaves an attempt alone that a worker has claimed', async () => {
    const { world, close } = await closing();
    const at = '2026-11-20T12:00:00.000Z';
    const claim = { claimId: 'worker', modelId: MODEL, startedAt: at, deadline: at, requestId: 'w' };
    await world.claims.claim(JOB, claim);
    expect(await close()).toBe('taken');
    expect(await world.results.read(JOB, MODEL)).toBeUndefined();
    expect(await world.counters.read(BUDGETS)).toEqual([40_000, 40_000]);
  });

  it('releases nothing while the claims are unavailable, because a worker may be drawing', async () => {
    const { world, close } = await closing(failingMethods('putIfAbsent'));
    expect(await close()).toBe('unknown');
    expect(await world.results.read(JOB, MODEL)).toBeUndefined();
    expect(await world.counters.read(BUDGETS)).toEqual([40_000, 40_000]);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'An attempt that was not started could not be closed',
        fields: { jobId: JOB, modelId: MODEL, cause: expect.any(Error) },
      },
    ]);
  });

  it('has released when it returns, because Lambda stops what goes on after that', async () => {
    const { world, close } = await closing();
    const { correct } = world.counters;
    world.counters.correct = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await correct(...args);
    };
    await close();
    expect(await world.counters.read(BUDGETS)).toEqual([0, 0]);
  });

  it('is closed although its result could not be stored: nobody will call the vendor', async () => {
    let writes = 0;
    const second = { calls: 0, plan: () => (++writes === 2 ? ('before' as const) : undefined) };
    const { world, close } = await closing(second);
    expect(await close()).toBe('closed');
    expect(await world.claims.read(JOB, MODEL)).toMatchObject({ closing: true });
    // The sweeper stores the result, and releases by it.
    expect(await world.counters.read(BUDGETS)).toEqual([40_000, 40_000]);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'The result of an attempt that was not started could not be stored',
        fields: { jobId: JOB, modelId: MODEL, cause: expect.any(Error) },
      },
    ]);
  });
});
