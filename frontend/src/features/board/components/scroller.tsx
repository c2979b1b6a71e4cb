import type { ReactNode } from 'react';
import styles from './board-page.module.css';

/** What is wider than a phone scrolls by itself, also with the keyboard. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys
    <section className={styles.scroller} aria-label={label} data-scroller tabIndex={0}>
      {children}
    </section>
  );
}
