import type { CostRange } from '../../../../src/contract/index.ts';
import { type RunCost, spentText } from '../../lib/cost-text.ts';
import { moneyRange } from '../../lib/format.ts';
import type { Messages } from '../../lib/i18n/en.ts';

type Costly = { ended: boolean; cost: RunCost; expectedUsd: CostRange };

/** The cost of a run in words: expected while it runs, spent once it has ended. */
export function costText(t: Messages, locale: string, { ended, cost, expectedUsd }: Costly): string {
  if (ended) return spentText(t, locale, cost);
  return expectedUsd.high === 0 ? t.ask.free : t.run.expected(moneyRange(locale, expectedUsd));
}
