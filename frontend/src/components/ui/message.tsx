import type { ReactNode } from 'react';
import styles from './message.module.css';

/** A whole screen or panel that has one thing to say. */
export function Message({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={styles.message}>
      <h1>{title}</h1>
      {children}
    </section>
  );
}
