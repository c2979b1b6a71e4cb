import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { failingCall, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const CREATED_AT = '2026-11-20T23:59:59.000Z';
const KEYS = ['spend#2026-11-20', 'spend#2026-11'];

async function budgetWith(micros: number, faults = noFaults()) {
  const counters = memoryCounterStore();
  for (const key of KEYS) await counters.addWithin(key, micros, 1e15, 0);
  const log = memoryLog();
  return { counters, log, budget: createBudget({ counters: withFaults(counters, faults), log }) };
}

describe('the budget', () => {
  it('gives back in the day and in the month', async () => {
    const { counters, budget } = await budgetWith(100_000);
    await budget.release(CREATED_AT, 0.04);
    expect(await counters.read(KEYS)).toEqual([60_000, 60_000]);
  });

  it('replaces a reservation by the cost, lower or higher, and asks nobody when they are the same', async () => {
    const faults = noFaults();
    const { counters, budget } = await budgetWith(100_000, faults);
    await budget.settle(CREATED_AT, 0.04, 0.04);
    expect(faults.calls).toBe(0);
    await budget.settle(CREATED_AT, 0.04, 0.01);
    expect(await counters.read(KEYS)).toEqual([70_000, 70_000]);
    await budget.settle(CREATED_AT, 0.04, 0.1);
    expect(await counters.read(KEYS)).toEqual([130_000, 130_000]);
  });

  it('corrects the one counter when the other cannot be reached, and says so', async () => {
    const { counters, budget, log } = await budgetWith(100_000, failingCall(1, 'before'));
    await budget.release(CREATED_AT, 0.04);
    expect(await counters.read(KEYS)).toEqual([100_000, 60_000]);
    expect(log.lines).toHaveLength(1);
  });

  it('ends at the sum of the costs, whatever was reserved and in whatever order it is settled', async () => {
    const cents = fc.integer({ min: 0, max: 500 }).map((value) => value / 1000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cents, cents), { maxLength: 20 }), async (pictures) => {
        const reserved = pictures.reduce((sum, [held]) => sum + Math.round(held * 1e6), 0);
        const { counters, budget } = await budgetWith(reserved);
        await Promise.all(pictures.map(([held, cost]) => budget.settle(CREATED_AT, held, cost)));
        const spent = pictures.reduce((sum, [, cost]) => sum + Math.round(cost * 1e6), 0);
        expect(await counters.read(KEYS)).toEqual([spent, spent]);
      }),
    );
  });
});
