import { describe, expect, it } from '@jest/globals';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';

const ANN = 'ann-has-an-id-of-22-le';
const KEY = 'the-key-of-this-run-and-no-other';
const private_ = { prompt: 'a fox', visibility: 'private' } as const;

describe('a run of a person', () => {
  it('is listed among theirs, and among those of the key that their browser has', async () => {
    const world = jobWorld();
    const start = world.container();
    const { response } = await start(input({ request: private_, owner: ANN, runKeyHash: sha256Hex(KEY) }));
    const job = await world.jobs.read(response.jobId);
    expect(job).toMatchObject({ owner: ANN, payer: ANN, runKeyHash: sha256Hex(KEY), visibility: 'private' });
    for (const index of [ANN, sha256Hex(KEY)]) {
      expect((await world.ownRuns.list(index, { limit: 9 })).runs.map(({ jobId }) => jobId)).toEqual([
        response.jobId,
      ]);
    }
    expect(world.dispatched[0]).toMatchObject({ payer: ANN });
  });

  it('counts in the budget of the key of a program, until that is spent, and is settled there', async () => {
    const world = jobWorld();
    const start = world.container();
    const key = { id: 'j8urHIFMaj', usdPerMonth: 0.1 };
    const spent = () => world.counters.values.get('spend#key#j8urHIFMaj#2026-11');
    // Two models at 4 cents.
    const { response } = await start(input({ owner: ANN, key }));
    expect(await world.jobs.read(response.jobId)).toMatchObject({ payer: ANN, payerKey: 'j8urHIFMaj' });
    const [event] = world.dispatched;
    expect([event, spent()]).toEqual([expect.objectContaining({ payerKey: 'j8urHIFMaj' }), 80_000]);
    await expect(start(input({ owner: ANN, key }))).rejects.toMatchObject({
      code: 'BUDGET_EXHAUSTED',
      message: expect.stringContaining('the budget of this key'),
    });
    expect([spent(), world.counters.values.get(`spend#user#${ANN}#2026-11`)]).toEqual([80_000, 80_000]);
    // A worker settles by what its event says.
    const budget = createBudget({ counters: world.counters, log: world.log });
    await budget.settle({ ...(event as WorkerEvent), createdAt: event?.createdAt ?? '' }, 0.01);
    expect(spent()).toBe(50_000);
    // Its person goes on without it, and so does a retry.
    const retry = await start(input({ owner: ANN, request: { retryOf: response.jobId } }));
    expect(await world.jobs.read(retry.response.jobId)).not.toHaveProperty('payerKey');
    expect(world.dispatched.at(-1)?.run).not.toHaveProperty('payerKey');
    expect(spent()).toBe(50_000);
  });

  it('needs no key to be private', async () => {
    const world = jobWorld();
    await expect(world.container()(input({ request: private_, owner: ANN }))).resolves.toBeDefined();
    await expect(world.container()(input({ request: private_ }))).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
    });
  });

  it('stays theirs when an admin retries it, who pays for that', async () => {
    const world = jobWorld();
    const start = world.container();
    const { response } = await start(input({ request: private_, owner: ANN }));
    const retryOf = response.jobId;
    const retry = await start(input({ request: { retryOf }, owner: 'olga', isAdmin: true }));
    expect(retry.response.retryOf).toBe(retryOf);
    expect(await world.jobs.read(retry.response.jobId)).toMatchObject({ owner: ANN, payer: 'olga' });
    expect(world.dispatched.at(-1)?.run).not.toHaveProperty('payer');
    await expect(start(input({ request: { retryOf }, owner: 'ben' }))).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
  });

  it('is not what the same idempotency key of somebody else stands for, however long it is', async () => {
    const world = jobWorld();
    const start = world.container();
    for (const idempotencyKey of ['order-1', 'a-key-of-16-characters']) {
      const runs = ['ann', 'ben', 'ann', undefined].map((owner) =>
        start(input({ request: { prompt: 'a fox' }, owner, idempotencyKey })),
      );
      const [ann, ben, again, anybody] = (await Promise.allSettled(runs)).map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.response.jobId : String(outcome.reason.code),
      );
      expect(new Set([ann, ben, anybody]).size).toBe(3);
      expect([ann, 'IDEMPOTENCY_IN_PROGRESS']).toContain(again);
    }
  });
});

describe('the limits of a person', () => {
  const MANY = 40;
  const startMany = async (world: ReturnType<typeof jobWorld>, owner: string) => {
    const starting = Array.from({ length: MANY }, (_, each) =>
      world.container()(input({ owner, address: `198.51.100.${each}` })),
    );
    const codes = (await Promise.allSettled(starting)).map((outcome) =>
      outcome.status === 'fulfilled' ? 'started' : String(outcome.reason.code),
    );
    return { started: codes.filter((code) => code === 'started').length, refused: new Set(codes) };
  };

  it('are exact, however many requests arrive at once, and wherever from', async () => {
    const world = jobWorld({ limits: { perPersonPerDay: 7, perAddressPerDay: 0 } });
    expect(await startMany(world, 'ann')).toEqual({
      started: 7,
      refused: new Set(['started', 'RATE_LIMITED']),
    });
    await expect(world.container()(input({ owner: 'ben' }))).resolves.toBeDefined();
  });

  it('in dollars are exact, too, and held until the pictures are paid', async () => {
    // A run of two models reserves 8 cents.
    const world = jobWorld({ limits: { perPersonPerDay: 1000, personMonthlyBudgetUsd: 0.5 } });
    expect(await startMany(world, 'ann')).toEqual({
      started: 6,
      refused: new Set(['started', 'BUDGET_EXHAUSTED']),
    });
    expect(await world.counters.read(['spend#user#ann#2026-11', 'spend#2026-11'])).toEqual([
      480_000, 480_000,
    ]);
  });

  it('count nothing of a run that is refused by another limit', async () => {
    const world = jobWorld({ limits: { globalPerHour: 0 } });
    await expect(world.container()(input({ owner: 'ann' }))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await world.counters.read(['rate#user#ann#2026-11-20', 'spend#user#ann#2026-11'])).toEqual([0, 0]);
  });
});
