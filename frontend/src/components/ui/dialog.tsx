import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useI18n } from '../../lib/i18n/i18n.tsx';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  size?: 'small' | 'wide' | 'full';
  /** Extra controls in the title bar. */
  tools?: ReactNode;
};

/** A modal on the platform's own `<dialog>`: focus stays inside, Escape closes, focus returns. */
export function Dialog({ title, onClose, children, footer, size = 'small', tools }: Props) {
  const { t } = useI18n();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      // Closing returns the focus only while the dialog still stands in the document.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    // The click is a shortcut for the pointer; the keyboard has Escape and the close button.
    <dialog
      ref={ref}
      className={styles.dialog}
      data-size={size}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles.frame}>
        <div className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          {tools}
          <Button look="quiet" icon="close" iconOnly={t.app.close} onClick={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
        {footer && <div className={styles.footer}>{footer}</div>}
      </div>
    </dialog>
  );
}
