import { useEffect, useState } from 'react';
import { useI18n } from '../../lib/i18n/i18n.tsx';
import { useStore } from '../../lib/store.ts';
import { dismissToast, type Toast, toastLifetimeMs, toastStore } from '../../lib/toasts.ts';
import { Button } from './button.tsx';
import styles from './toaster.module.css';

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  const { t } = useI18n();
  useEffect(() => {
    const lifetime = toastLifetimeMs(toast);
    if (held || lifetime === undefined) return;
    const timer = setTimeout(() => dismissToast(toast.id), lifetime);
    return () => clearTimeout(timer);
  }, [toast, held]);
  return (
    <li className={styles.toast} data-kind={toast.kind}>
      <div className={styles.words}>
        <p>{toast.text}</p>
        {toast.detail && <p className={styles.detail}>{toast.detail}</p>}
      </div>
      {toast.action && (
        <Button
          small
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button
        small
        look="quiet"
        icon="close"
        iconOnly={t.app.dismiss}
        onClick={() => dismissToast(toast.id)}
      />
    </li>
  );
}

/** Messages at the edge of the page; reading time stops while the pointer or the focus is on them. */
export function Toaster() {
  const { t } = useI18n();
  const toasts = useStore(toastStore);
  const [held, setHeld] = useState(false);
  return (
    <section
      className={styles.toaster}
      aria-label={t.app.notifications}
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ul>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} held={held} />
        ))}
      </ul>
    </section>
  );
}
