import { describe, expect, it } from '@jest/globals';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { getMe } from '../../../../src/usecases/people/get-me.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const caller = { id: 'ann', role: 'member' as const, email: 'ann@example.org' };

async function me(limits = { perPersonPerDay: 50, personMonthlyBudgetUsd: 10 }) {
  const counters = memoryCounterStore();
  const add = (key: string, amount: number) =>
    counters.add(key, { amount, limit: 1e9, mark: 'm', expiresAt: 0 });
  await add('rate#user#ann#2026-11-20', 3);
  await add('spend#user#ann#2026-11', 1_250_000);
  return getMe({ limits, counters, clock: { now: () => NOW } });
}

describe('who one is', () => {
  it('is told with what one has used and has left', async () => {
    expect(await (await me())(caller)).toEqual({
      person: caller,
      spent: { runs: 3, usd: 1.25 },
      left: { runs: 47, usd: 8.75 },
    });
    expect(await (await me())({ id: 'ben', role: 'admin' })).toEqual({
      person: { id: 'ben', role: 'admin' },
      spent: { runs: 0, usd: 0 },
      left: { runs: 50, usd: 10 },
    });
  });

  it('tells nothing below zero, and no money where there is no budget', async () => {
    const { left } = await (await me({ perPersonPerDay: 2, personMonthlyBudgetUsd: 1 }))(caller);
    expect(left).toEqual({ runs: 0, usd: 0 });
    const free = await (await me({ perPersonPerDay: 2, personMonthlyBudgetUsd: 0 }))(caller);
    expect(free.left.usd).toBeNull();
  });

  it('is nobody in an open stack', async () => {
    const asked = (await me())({ id: undefined, role: 'nobody' });
    await expect(asked).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('is refused if the counters are away', async () => {
    const counters = { read: () => Promise.reject(new Error('away')) };
    const limits = { perPersonPerDay: 1, personMonthlyBudgetUsd: 1 };
    const asked = getMe({ limits, counters, clock: { now: () => NOW } })(caller);
    await expect(asked).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
  });
});
