import { describe, expect, it } from '@jest/globals';
import { getSpending } from '../../../../src/usecases/people/get-spending.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const asked: unknown[] = [];

const spendingOf = (
  spent: Record<string, number>,
  runs: Record<string, number>,
  personMonthlyBudgetUsd: number,
) =>
  getSpending({
    limits: { personMonthlyBudgetUsd },
    spenders: {
      spentIn: async ({ id }) => {
        asked.push(id);
        return new Map(Object.entries(spent));
      },
    },
    ownRuns: {
      countSince: async (since) => {
        asked.push(new Date(since).toISOString());
        return new Map(Object.entries(runs));
      },
    },
    clock: { now: () => NOW },
  })();

describe('what each person has spent', () => {
  it('is told of everybody who has spent or drawn this month, who has spent most first', async () => {
    const told = await spendingOf(
      // Ann has deleted what she drew, and Cai draws for nothing.
      { ann: 1_250_000, ben: 10_500_000 },
      { dan: 2, cai: 7, ben: 3 },
      10,
    );
    expect(told).toEqual({
      month: '2026-11',
      budgetUsd: 10,
      people: [
        { id: 'ben', runs: 3, usd: 10.5, leftUsd: 0 },
        { id: 'ann', runs: 0, usd: 1.25, leftUsd: 8.75 },
        { id: 'cai', runs: 7, usd: 0, leftUsd: 10 },
        { id: 'dan', runs: 2, usd: 0, leftUsd: 10 },
      ],
      total: 4,
    });
    expect(asked.splice(0)).toEqual(['2026-11', '2026-11-01T00:00:00.000Z']);
  });

  it('has nothing left of a budget that there is not', async () => {
    expect(await spendingOf({ ann: 1_250_000 }, {}, 0)).toEqual({
      month: '2026-11',
      budgetUsd: null,
      people: [{ id: 'ann', runs: 0, usd: 1.25, leftUsd: null }],
      total: 1,
    });
  });

  it('is refused if a store is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const tools = { limits: { personMonthlyBudgetUsd: 1 }, clock: { now: () => NOW } };
    const none = async () => new Map<string, number>();
    for (const [spentIn, countSince] of [
      [away, none],
      [none, away],
    ] as const) {
      const told = getSpending({ ...tools, spenders: { spentIn }, ownRuns: { countSince } })();
      await expect(told).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    }
  });
});
