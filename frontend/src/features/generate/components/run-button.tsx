import type { ReactNode } from 'react';
import type { Limits, ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { moment, money, moneyRange } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { modifierKey } from '../../../lib/shortcuts.ts';
import { priceOf, thatFit, tightestBudget } from '../choice.ts';
import styles from './run-button.module.css';

type Props = {
  chosen: ModelEntry[];
  /** Pictures of each model. */
  count: number;
  limits: Limits;
  sending: boolean;
  online: boolean;
  /** Whether the next press repeats the run that is shown. */
  repeats: boolean;
  /** Draws with some of the chosen models only. */
  onRunWith: (models: readonly ModelEntry[]) => void;
  /** Stands below the button. */
  children: ReactNode;
};

/** The button that says what a run costs, and below it what is left: of the budget, and of runs. */
export function RunButton(props: Props) {
  const { chosen, count, limits, sending, online, repeats, onRunWith, children } = props;
  const { t, locale } = useI18n();
  const price = priceOf(chosen, count);
  const unpriced = chosen.filter((model) => model.priceUsd === null).length;
  const { blocked, runsLeft } = limits;
  const stopped = blocked !== null || !online || chosen.length === 0;
  const budget = tightestBudget(limits);
  const isShort = budget !== undefined && blocked === null && price.high > budget.leftUsd;
  const fitting = isShort ? thatFit(chosen, count, budget.leftUsd) : [];

  return (
    <div className={styles.run}>
      {blocked && (
        <Notice kind="caution">
          <p>{t.blocked(blocked, moment(locale, blocked.until))}</p>
        </Notice>
      )}
      {!online && <Notice kind="caution">{t.ask.offline}</Notice>}
      <div role="status">{repeats && <Notice kind="info">{t.ask.repeats}</Notice>}</div>
      {isShort && (
        <Notice kind="caution">
          <p>{t.ask.budgetShort(money(locale, budget.leftUsd))}</p>
          {fitting.length > 0 && (
            <Button
              small
              aria-disabled={stopped || sending || undefined}
              onClick={() => !stopped && !sending && onRunWith(fitting)}
            >
              {t.ask.drawFitting(fitting.length, moneyRange(locale, priceOf(fitting, count)))}
            </Button>
          )}
        </Notice>
      )}
      <Button type="submit" look="primary" aria-disabled={stopped || sending || undefined}>
        <span className={styles.label}>
          <span>
            {sending ? t.ask.sending : repeats ? t.ask.drawAgain : t.ask.generate(chosen.length * count)}
          </span>
          <span className={styles.price}>
            {chosen.length > 0 && (price.high === 0 ? t.ask.free : moneyRange(locale, price))}
          </span>
        </span>
      </Button>
      {children}
      {budget && (
        <p className={styles.small}>
          {t.ask.budgetLeft[budget.period](money(locale, budget.leftUsd), money(locale, budget.totalUsd))}
        </p>
      )}
      {unpriced > 0 && <p className={styles.small}>{t.ask.unknownPrices(unpriced)}</p>}
      <p className={styles.small}>
        <span>{runsLeft === null || blocked ? '' : t.ask.runsLeft(runsLeft)}</span>
        <span className={styles.key}>{t.ask.keyHint(`${modifierKey(t)} ↵`)}</span>
      </p>
    </div>
  );
}
