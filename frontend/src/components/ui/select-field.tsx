import { useId } from 'react';
import styles from './select-field.module.css';

type Props<Value extends string> = {
  label: string;
  value: Value;
  /** Each value with its name. */
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
};

/** One of several values, under its label. */
export function SelectField<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
