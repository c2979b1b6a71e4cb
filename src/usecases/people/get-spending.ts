import type { SpendingResponse } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OwnRunStore } from '../../store/own-run-store.ts';
import { microDollars, monthWindow } from '../../store/table-keys.ts';
import type { RunLimits } from '../limits/quotas.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import type { Spenders } from '../ports.ts';

const MICRO_DOLLARS = 1_000_000;

export interface GetSpendingTools {
  limits: Pick<RunLimits, 'personMonthlyBudgetUsd'>;
  spenders: Spenders;
  ownRuns: Pick<OwnRunStore, 'countSince'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * What each person has spent this month, as the budgets have counted it, so with runs that were deleted since; and how many runs of
 * theirs are kept.
 */
export function getSpending({ limits, spenders, ownRuns, clock }: GetSpendingTools) {
  const { personMonthlyBudgetUsd } = limits;
  // The owner may have lowered the budget below what was spent.
  const leftOf = (spent: number) =>
    personMonthlyBudgetUsd === 0
      ? null
      : Math.max(0, microDollars(personMonthlyBudgetUsd) - spent) / MICRO_DOLLARS;

  /** @throws RequestError DISPATCH_FAILED if a store is unavailable */
  return async (): Promise<SpendingResponse> => {
    const month = monthWindow(clock.now());
    const [spent, runs] = await failClosed(
      Promise.all([spenders.spentIn(month), ownRuns.countSince(Date.parse(month.id))]),
    );
    const people = [...new Set([...spent.keys(), ...runs.keys()])].map((id) => {
      const usd = spent.get(id) ?? 0;
      return { id, runs: runs.get(id) ?? 0, usd: usd / MICRO_DOLLARS, leftUsd: leftOf(usd) };
    });
    people.sort((one, other) => other.usd - one.usd || other.runs - one.runs);
    return {
      month: month.id,
      budgetUsd: personMonthlyBudgetUsd === 0 ? null : personMonthlyBudgetUsd,
      people,
      total: people.length,
    };
  };
}
