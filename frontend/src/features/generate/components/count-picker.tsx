import { useId } from 'react';
import { MOST_PICTURES } from '../../../../../src/contract/constants.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { COUNTS } from '../draft.ts';
import { useDraft } from '../draft-store.ts';
import { Section } from './section.tsx';
import styles from './shape-picker.module.css';

/** How many pictures each model draws. */
export function CountPicker({ tooMany }: { tooMany: boolean }) {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  const name = useId();
  return (
    <Section title={t.ask.perModel}>
      <div className={styles.shapes}>
        {COUNTS.map((count) => (
          <label key={count} className={styles.shape}>
            <input
              type="radio"
              name={name}
              value={count}
              checked={draft.count === count}
              aria-label={t.ask.perModelOf(count)}
              aria-invalid={(tooMany && draft.count === count) || undefined}
              onChange={() => change({ count })}
            />
            <span aria-hidden="true">{count}</span>
          </label>
        ))}
      </div>
      {tooMany && <p className={styles.note}>{t.ask.tooMany(MOST_PICTURES)}</p>}
    </Section>
  );
}
