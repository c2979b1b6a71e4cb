import { useI18n } from '../lib/i18n/i18n.tsx';
import styles from './run-skeleton.module.css';

/** The outline of a run while it is loaded, so that a shared link is never an empty page. */
export function RunSkeleton() {
  const { t } = useI18n();
  return (
    <div className={styles.skeleton}>
      <p role="status">{t.run.loading}</p>
      <div className={styles.title} aria-hidden="true" />
      <div className={styles.tiles} aria-hidden="true">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
          <div key={place} />
        ))}
      </div>
    </div>
  );
}
