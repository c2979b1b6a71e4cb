import type { ReactNode } from 'react';
import styles from './choice.module.css';

type Props = {
  type: 'checkbox' | 'radio' | 'switch';
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  name?: string;
  disabled?: boolean;
  described?: string | undefined;
};

/** A native checkbox or radio button with its label as one target. */
export function Choice({ type, checked, onChange, children, name, disabled = false, described }: Props) {
  return (
    <label className={styles.choice} data-checked={checked || undefined}>
      <input
        type={type === 'radio' ? 'radio' : 'checkbox'}
        role={type === 'switch' ? 'switch' : undefined}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={described}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.content}>{children}</span>
    </label>
  );
}
