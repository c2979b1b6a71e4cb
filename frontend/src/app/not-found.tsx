import { Link } from 'wouter';
import { Message } from '../components/ui/message.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import styles from './app.module.css';

export function NotFound() {
  const { t } = useI18n();
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <Message title={t.app.notFoundTitle}>
        <p>{t.app.notFoundText}</p>
        <Link href="/">{t.app.toStudio}</Link>
      </Message>
    </main>
  );
}
