import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { failingCall, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const reservation = (reservedUsd: number, modelId = '1-a') => ({
  jobId: 'job',
  modelId,
  createdAt: '2026-11-20T23:59:59.000Z',
  reservedUsd,
});
const KEYS = ['spend#2026-11-20', 'spend#2026-11'];

async function budgetWith(micros: number, faults = noFaults()) {
  const counters = memoryCounterStore();
  for (const key of KEYS) {
    if (micros > 0) await counters.add(key, { amount: micros, limit: 1e15, mark: 'run', expiresAt: 0 });
  }
  const log = memoryLog();
  return { counters, log, budget: createBudget({ counters: withFaults(counters, faults), log }) };
}

describe('the budget', () => {
  it('releases what was not billed, in the day and in the month', async () => {
    const { counters, budget } = await budgetWith(100_000);
    await budget.settle(reservation(0.04), 0);
    expect(await counters.read(KEYS)).toEqual([60_000, 60_000]);
  });

  it('of the person who pays is corrected with the others', async () => {
    const { counters, budget } = await budgetWith(100_000);
    const own = 'spend#user#ann#2026-11';
    await counters.add(own, { amount: 50_000, limit: 1e15, mark: 'run', expiresAt: 0 });
    const ofKey = 'spend#key#j8urHIFMaj#2026-11';
    await counters.add(ofKey, { amount: 50_000, limit: 1e15, mark: 'run', expiresAt: 0 });
    const paid = { ...reservation(0.04), payer: 'ann', payerKey: 'j8urHIFMaj' };
    await budget.settle(paid, 0.01);
    await budget.settle(paid, 0.01);
    expect(await counters.read([...KEYS, own, ofKey])).toEqual([70_000, 70_000, 20_000, 20_000]);
    await budget.forget(paid, 0.01);
    expect(await marksOn(counters, [own, ofKey])).toEqual(['run', 'run']);
  });

  it('replaces a reservation by the cost, lower or higher', async () => {
    const { counters, budget } = await budgetWith(100_000);
    await budget.settle(reservation(0.04, '1-a'), 0.01);
    expect(await counters.read(KEYS)).toEqual([70_000, 70_000]);
    await budget.settle(reservation(0.04, '2-b'), 0.1);
    expect(await counters.read(KEYS)).toEqual([130_000, 130_000]);
  });

  it('does not call the store if the cost is what was reserved', async () => {
    const faults = noFaults();
    const { budget } = await budgetWith(100_000, faults);
    expect(await budget.settle(reservation(0.04), 0.04)).toBe(true);
    await budget.forget(reservation(0.04), 0.04);
    expect(faults.calls).toBe(0);
  });

  it('settles an attempt once, until that is forgotten', async () => {
    const { counters, budget } = await budgetWith(100_000);
    await budget.settle(reservation(0.04), 0);
    await budget.settle(reservation(0.04), 0);
    expect(await counters.read(KEYS)).toEqual([60_000, 60_000]);
    await budget.forget(reservation(0.04), 0);
    expect(await marksOn(counters, KEYS)).toEqual(['run', 'run']);
  });

  it('corrects the one counter when the other cannot be reached, and says so', async () => {
    const { counters, budget, log } = await budgetWith(100_000, failingCall(1, 'before'));
    expect(await budget.settle(reservation(0.04), 0)).toBe(false);
    expect(await counters.read(KEYS)).toEqual([100_000, 60_000]);
    expect(await budget.settle(reservation(0.04, '2-b'), 0)).toBe(true);
    expect(await counters.read(KEYS)).toEqual([60_000, 20_000]);
    expect(log.lines).toEqual([
      {
        level: 'error',
        message: 'A budget could not be corrected',
        fields: { key: KEYS[0], jobId: 'job', modelId: '1-a', cause: expect.any(Error) },
      },
    ]);
  });

  it('has corrected or forgotten when it returns', async () => {
    const { counters, budget } = await budgetWith(100_000);
    const slowly = async (work: () => Promise<void>) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await work();
    };
    const { correct, unmark } = counters;
    counters.correct = (...args) => slowly(() => correct(...args));
    counters.unmark = (...args) => slowly(() => unmark(...args));
    await budget.settle(reservation(0.04), 0);
    expect(await counters.read(KEYS)).toEqual([60_000, 60_000]);
    await budget.forget(reservation(0.04), 0);
    expect(await marksOn(counters, KEYS)).toEqual(['run', 'run']);
  });

  it('ends at the sum of the costs, whatever was reserved and in whatever order it is settled', async () => {
    const cents = fc.integer({ min: 0, max: 500 }).map((value) => value / 1000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cents, cents), { maxLength: 20 }), async (pictures) => {
        const reserved = pictures.reduce((sum, [held]) => sum + Math.round(held * 1e6), 0);
        const { counters, budget } = await budgetWith(reserved);
        const settling = pictures.map(([held, cost], index) =>
          budget.settle(reservation(held, `${index}`), cost),
        );
        await Promise.all(settling);
        const spent = pictures.reduce((sum, [, cost]) => sum + Math.round(cost * 1e6), 0);
        // Without a reservation there is no counter to correct.
        const counted = reserved === 0 ? 0 : spent;
        expect(await counters.read(KEYS)).toEqual([counted, counted]);
      }),
    );
  });
});
