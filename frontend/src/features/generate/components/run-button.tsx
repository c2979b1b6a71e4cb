import type { Limits, ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { moment, moneyRange } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { priceOf } from '../choice.ts';
import styles from './run-button.module.css';

type Props = { chosen: ModelEntry[]; limits: Limits; sending: boolean; online: boolean };

/** The button that says what it costs, and below it how many more times it can be pressed. */
export function RunButton({ chosen, limits, sending, online }: Props) {
  const { t, locale } = useI18n();
  const price = priceOf(chosen);
  const known = chosen.length - price.unknown;
  const amount = price.high === 0 ? t.ask.free : moneyRange(locale, price);
  const priceText = [known > 0 ? amount : '', price.unknown > 0 ? t.ask.unknownPrices(price.unknown) : '']
    .filter(Boolean)
    .join(' ');
  const { blocked, runsLeft } = limits;
  const stopped = blocked !== null || !online;
  const apple = /mac|iphone|ipad/i.test(navigator.userAgent);

  return (
    <div className={styles.run}>
      {blocked && (
        <Notice kind="caution">
          <p>{blocked.message}</p>
          <p>{t.ask.blockedUntil(moment(locale, blocked.until))}</p>
        </Notice>
      )}
      {!online && <Notice kind="caution">{t.ask.offline}</Notice>}
      <Button type="submit" look="primary" aria-disabled={stopped || sending || undefined}>
        <span className={styles.label}>
          <span>{sending ? t.ask.sending : t.ask.generate(chosen.length)}</span>
          <span className={styles.price}>{priceText}</span>
        </span>
      </Button>
      <p className={styles.small}>
        <span>{runsLeft === null || blocked ? '' : t.ask.runsLeft(runsLeft)}</span>
        <span className={styles.key}>{t.ask.keyHint(apple ? '⌘ ↵' : 'Ctrl ↵')}</span>
      </p>
    </div>
  );
}
