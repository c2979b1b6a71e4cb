import { useId } from 'react';
import type { Visibility } from '../../../../src/contract/index.ts';
import { useI18n } from '../../lib/i18n/i18n.tsx';
import { offeredVisibilities, toldAs } from '../../lib/visibility.ts';
import styles from './visibility-select.module.css';

type Props = { value: Visibility; onChange: (next: Visibility) => void; disabled?: boolean };

/** Who may see a run. */
export function VisibilitySelect({ value, onChange, disabled = false }: Props) {
  const { t } = useI18n();
  const id = useId();
  const offered = offeredVisibilities();
  return (
    <label className={styles.visibility} htmlFor={id} title={t.visibility.hints[toldAs(value)]}>
      <span>{t.visibility.label}</span>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const next = offered.find((each) => each === event.currentTarget.value);
          if (next) onChange(next);
        }}
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {t.visibility.names[toldAs(each)]}
          </option>
        ))}
      </select>
    </label>
  );
}
