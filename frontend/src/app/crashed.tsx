import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import styles from './app.module.css';

/** Shown instead of a page that failed to render; leaving the page clears it. */
export function Crashed({ resetErrorBoundary }: { resetErrorBoundary: () => void }) {
  const { t } = useI18n();
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <Message title={t.app.crashed}>
        <p>{t.app.crashedText}</p>
        <Button look="primary" icon="retry" onClick={resetErrorBoundary}>
          {t.start.again}
        </Button>
        <Button onClick={() => location.reload()}>{t.app.reload}</Button>
      </Message>
    </main>
  );
}
