import { useId } from 'react';
import { useI18n } from '../../lib/i18n/i18n.tsx';
import styles from './visibility-select.module.css';

type Props = {
  /** Days; 0 for as long as everything. */
  value: number;
  offered: readonly number[];
  /** For how long everything is kept. */
  keptDays: number;
  onChange: (days: number) => void;
};

/** For how long a run is kept. */
export function KeptSelect({ value, offered, keptDays, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  return (
    <label className={styles.visibility} htmlFor={id}>
      <span>{t.kept.label}</span>
      <select id={id} value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {[...offered, 0].map((each) => (
          <option key={each} value={each}>
            {t.kept.days(each || keptDays)}
          </option>
        ))}
      </select>
    </label>
  );
}
