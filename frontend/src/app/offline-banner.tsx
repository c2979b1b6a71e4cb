import { useEffect, useRef } from 'react';
import { announce } from '../lib/announce.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { useOnline } from '../lib/use-online.ts';
import styles from './offline-banner.module.css';

export function OfflineBanner() {
  const { t } = useI18n();
  const online = useOnline();
  const wasOffline = useRef(false);
  useEffect(() => {
    if (online && wasOffline.current) announce(t.offline.back);
    wasOffline.current = !online;
  }, [online, t]);
  return (
    <div role="alert">
      {!online && (
        <p className={styles.banner}>
          <strong>{t.offline.title}</strong> {t.offline.text}
        </p>
      )}
    </div>
  );
}
