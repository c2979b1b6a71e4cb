import { money } from './format.ts';
import type { Messages } from './i18n/en.ts';

/** What the attempts of a run have cost, with what cannot be known. */
export type RunCost = {
  knownUsd: number;
  /** Pictures, and failures that were billed, whose cost nobody knows. */
  unknown: number;
  /** Failures that may have been billed. */
  maybe: number;
};

/** What was spent, in words. Says what the sum leaves out, and never that nothing was spent where nobody knows. */
export function spentText(t: Messages, locale: string, { knownUsd, unknown, maybe }: RunCost): string {
  const nothingKnown = knownUsd === 0 && unknown + maybe > 0;
  const known = knownUsd > 0 ? t.run.spent(money(locale, knownUsd)) : nothingKnown ? '' : t.run.nothingSpent;
  return [known, unknown > 0 ? t.run.costUnknown(unknown) : '', maybe > 0 ? t.run.maybeBilled(maybe) : '']
    .filter(Boolean)
    .join(' + ');
}
