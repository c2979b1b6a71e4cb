import type { ReactNode } from 'react';
import styles from './section.module.css';

type Props = { title: string; aside?: ReactNode; children: ReactNode };

/** One group of settings under its name. */
export function Section({ title, aside, children }: Props) {
  return (
    <fieldset>
      <legend className={styles.title}>{title}</legend>
      {aside && <div className={styles.aside}>{aside}</div>}
      <div className={styles.content}>{children}</div>
    </fieldset>
  );
}
