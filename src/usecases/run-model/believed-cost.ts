import type { Slot } from '../../config/slot.ts';
import { IMPLAUSIBLE_COST, type Warning } from '../../lib/warning.ts';

/** A vendor may report up to this many times the slot's high price. */
const MOST_TIMES = 10;
/** What a vendor may report for a model without a known price, in US dollars. */
const MOST_UNPRICED_USD = 1;

/** What counts as the cost of a picture, and what the vendor reported if that is not believed. */
export interface BelievedCost {
  costUsd?: number;
  reportedCostUsd?: number;
  warnings: Warning[];
}

/**
 * A reported cost is believed within bounds, because a single wrong figure would exhaust every budget. Beyond them, the
 * price of the catalog counts.
 * @param reportedUsd what the vendor says that it charged; `undefined` if it says nothing
 */
export function believedCost({ priceUsd, settings }: Slot, reportedUsd: number | undefined): BelievedCost {
  const price = settings.priceUsd === undefined ? {} : { costUsd: settings.priceUsd };
  if (reportedUsd === undefined) return { ...price, warnings: [] };
  const most = priceUsd === null ? MOST_UNPRICED_USD : priceUsd.high * MOST_TIMES;
  if (reportedUsd >= 0 && reportedUsd <= most) return { costUsd: reportedUsd, warnings: [] };
  const reported = Number.isFinite(reportedUsd) && reportedUsd >= 0 ? { reportedCostUsd: reportedUsd } : {};
  return { ...price, ...reported, warnings: [IMPLAUSIBLE_COST] };
}
