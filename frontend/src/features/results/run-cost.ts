import type { CostRange, Result } from '../../../../src/contract/index.ts';
import { money, moneyRange } from '../../lib/format.ts';
import type { Messages } from '../../lib/i18n/en.ts';

/** What the attempts of a run have cost, with what cannot be known. */
export type RunCost = {
  knownUsd: number;
  /** Pictures, and failures that were billed, whose cost nobody knows. */
  unknown: number;
  /** Failures that may have been billed. */
  maybe: number;
};

/** Adds up the results of every attempt, those that a retry has replaced included: they were paid for too. */
export function costOf(results: readonly Result[]): RunCost {
  const cost = { knownUsd: 0, unknown: 0, maybe: 0 };
  for (const result of results) {
    if (result.status !== 'completed' && result.status !== 'failed') continue;
    if (result.costUsd !== undefined) cost.knownUsd += result.costUsd;
    else if (result.status === 'completed' || result.error.billed === 'yes') cost.unknown += 1;
    else if (result.error.billed === 'unknown') cost.maybe += 1;
  }
  return cost;
}

type Costly = { ended: boolean; cost: RunCost; expectedUsd: CostRange };

/** The cost of a run in words: expected while it runs, spent once it has ended. Says what it leaves out. */
export function costText(t: Messages, locale: string, { ended, cost, expectedUsd }: Costly): string {
  if (!ended) {
    return expectedUsd.high === 0 ? t.ask.free : t.run.expected(moneyRange(locale, expectedUsd));
  }
  const { knownUsd, unknown, maybe } = cost;
  const nothingKnown = knownUsd === 0 && unknown + maybe > 0;
  const known = knownUsd > 0 ? t.run.spent(money(locale, knownUsd)) : nothingKnown ? '' : t.run.nothingSpent;
  return [known, unknown > 0 ? t.run.costUnknown(unknown) : '', maybe > 0 ? t.run.maybeBilled(maybe) : '']
    .filter(Boolean)
    .join(' + ');
}
