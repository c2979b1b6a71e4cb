import { describe, expect, it } from '@jest/globals';
import type { ResultDocument } from '../../../../src/store/documents.ts';
import { costOf, settleAttempt } from '../../../../src/usecases/end-run/settle-attempt.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { completedDocument, failedDocument } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';
import { failingCall, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const CREATED_AT = '2026-11-20T12:00:00.000Z';
const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];
const RUN = { jobId: JOB, createdAtMs: Date.parse(CREATED_AT) };

async function settling(faults = noFaults(), createdAt = CREATED_AT) {
  const world = jobWorld();
  await world.openRuns.open(RUN);
  for (const key of BUDGETS) {
    await world.counters.add(key, { amount: 80_000, limit: 1e9, mark: 'run', expiresAt: 0 });
  }
  const counters = withFaults(world.counters, faults);
  const tools = { ...world, counters, budget: createBudget({ counters, log: world.log }) };
  const settle = (
    modelId: string,
    result: ResultDocument = completedDocument(modelId, { costUsd: 0.01 }),
    how?: 'beside the sweeper',
  ) =>
    settleAttempt(tools, { jobId: JOB, modelId, createdAt, reservedUsd: 0.04, totalModels: 2 }, result, how);
  return { world, settle };
}

describe('the cost of a result', () => {
  it.each([
    ['0 if it was not billed', failedDocument('1-a'), 0],
    ['what it says', completedDocument('1-a', { costUsd: 0.03 }), 0.03],
    [
      'unknown if nobody knows',
      failedDocument('1-a', { error: { ...failedDocument('1-a').error, billed: 'unknown' } }),
      undefined,
    ],
  ])('is %s', (_what, result, cost) => {
    expect(costOf(result)).toBe(cost);
  });
});

describe('settling an attempt', () => {
  it('replaces its reservation by its cost and leaves no mark', async () => {
    const { world, settle } = await settling();
    await settle('1-a');
    expect(await world.counters.read(BUDGETS)).toEqual([50_000, 50_000]);
    expect(await marksOn(world.counters, BUDGETS)).toEqual(['run', 'run']);
  });

  it('ends the run with the last attempt, and not before', async () => {
    const { world, settle } = await settling();
    await settle('1-a');
    expect(await world.jobs.readEnd(JOB)).toBeUndefined();
    expect((await world.openRuns.list(10)).runs).toEqual([RUN]);
    await settle('2-b', failedDocument('2-b'));
    expect(await world.jobs.readEnd(JOB)).toEqual({ endedAt: CREATED_AT });
    expect((await world.openRuns.list(10)).runs).toEqual([]);
    expect(await world.counters.read(BUDGETS)).toEqual([10_000, 10_000]);
  });

  it('counts an attempt once, however often it is settled', async () => {
    const { world, settle } = await settling();
    await settle('1-a', completedDocument('1-a', { costUsd: 0.04 }));
    await settle('1-a', completedDocument('1-a', { costUsd: 0.04 }));
    expect(await world.jobs.readEnd(JOB)).toBeUndefined();
  });

  it('is counted with its model as the mark, and the count is kept for a week, to the second above', async () => {
    const { world, settle } = await settling(noFaults(), '2026-11-20T12:00:00.001Z');
    const additions: unknown[] = [];
    const { add } = world.counters;
    world.counters.add = (key, addition) => {
      additions.push([key, addition]);
      return add(key, addition);
    };
    await settle('1-a');
    const expiresAt = Date.parse('2026-11-27T12:00:01.000Z') / 1000;
    expect(additions).toEqual([[`run#${JOB}`, { amount: 1, limit: 2, mark: '1-a', expiresAt }]]);
  });

  it('has forgotten its marks, ended the run and then removed its marker when it returns', async () => {
    const { world, settle } = await settling();
    await settle('1-a');
    const order: string[] = [];
    const slowly = async <T>(what: string, work: () => Promise<T>) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(what);
      return work();
    };
    const { unmark } = world.counters;
    world.counters.unmark = (...args) => slowly('forgotten', () => unmark(...args));
    const { putIfAbsent, delete: remove } = world.objects;
    world.objects.putIfAbsent = (...args) => slowly('ended', () => putIfAbsent(...args));
    world.objects.delete = (...args) => slowly('marker removed', () => remove(...args));
    await settle('2-b');
    expect([...order, 'returned']).toEqual(['forgotten', 'forgotten', 'ended', 'marker removed', 'returned']);
  });

  it('leaves the marker of a run with an adoption to the sweeper', async () => {
    const { world, settle } = await settling();
    await settle('1-a');
    await settle('2-b', undefined, 'beside the sweeper');
    expect(await world.jobs.readEnd(JOB)).toBeDefined();
    expect((await world.openRuns.list(10)).runs).toEqual([RUN]);
  });

  it('never throws, and keeps the mark of a settlement that was not counted', async () => {
    // The two corrections come first, then the count.
    const { world, settle } = await settling(failingCall(3, 'before'));
    await settle('1-a');
    expect(await marksOn(world.counters, BUDGETS)).toEqual(['run', `${JOB}/1-a`, 'run', `${JOB}/1-a`]);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'An attempt could not be settled; the sweeper will do it',
        fields: { jobId: JOB, modelId: '1-a', cause: expect.any(Error) },
      },
    ]);
    await settle('1-a');
    expect(await world.counters.read(BUDGETS)).toEqual([50_000, 50_000]);
  });

  it('counts no attempt whose budgets could not be corrected', async () => {
    const { world, settle } = await settling(failingCall(1, 'before'));
    await settle('1-a');
    expect(await world.counters.read([`run#${JOB}`])).toEqual([0]);
  });
});
