import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import styles from './app.module.css';

export function Crashed() {
  const { t } = useI18n();
  return (
    <main id="main" className={styles.page}>
      <Message title={t.app.crashed}>
        <p>{t.app.crashedText}</p>
        <Button look="primary" onClick={() => location.reload()}>
          {t.app.reload}
        </Button>
      </Message>
    </main>
  );
}
