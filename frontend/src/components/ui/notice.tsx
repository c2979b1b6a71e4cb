import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

/** A short remark in the flow of the page. */
export function Notice({ kind, children }: { kind: 'info' | 'caution' | 'bad'; children: ReactNode }) {
  return (
    <div className={styles.notice} data-kind={kind}>
      {kind !== 'info' && <Icon name="warn" />}
      <div className={styles.words}>{children}</div>
    </div>
  );
}
