import type { CostRange } from '../../../../src/contract/index.ts';
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
