import { useCallback, useEffect, useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { getStatus } from '../features/results/api/get-status.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { markStore, removeMark } from '../lib/marks.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import { showToast } from '../lib/toasts.ts';
import { LazyCompare } from './large-dialogs.tsx';
import styles from './tray.module.css';

/** The marked pictures at the edge of every page, and the comparison that they open. */
export function Tray() {
  const { t } = useI18n();
  const marks = useStore(markStore);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const compare = useCallback(() => {
    if (markStore.get().length >= 2) setOpen(true);
    else showToast({ kind: 'info', text: t.run.comparePick });
  }, [t]);
  useShortcut('compare', compare);

  useEffect(() => {
    if (!marks[0]?.imageUrl.includes('?e=')) return;
    // What fails is tried with the next mark, or after a reload.
    import('./renew-marks.ts').then(
      ({ keepMarks }) => keepMarks(markStore, getStatus),
      () => undefined,
    );
  }, [marks]);

  const clear = () => {
    markStore.set([]);
    showToast({
      kind: 'info',
      text: t.tray.cleared(marks.length),
      action: { label: t.ask.undo, run: () => markStore.set(marks) },
    });
  };

  return (
    <>
      {marks.length > 0 && (
        <section className={styles.tray} aria-label={t.tray.title}>
          <ul className={styles.marks}>
            {marks.map((mark) => (
              <li key={mark.key}>
                <button
                  type="button"
                  aria-label={t.tray.remove(mark.model)}
                  title={`${mark.model}: ${mark.prompt}`}
                  onClick={() => removeMark(mark.key)}
                >
                  <img src={mark.thumbnailUrl} alt="" />
                </button>
              </li>
            ))}
          </ul>
          {marks.length === 1 && <p className={styles.hint}>{t.tray.hint}</p>}
          <div className={styles.tools}>
            <Button small look="quiet" onClick={clear}>
              {t.tray.clear}
            </Button>
            <Button
              small
              look="primary"
              icon="compare"
              aria-disabled={marks.length < 2 || undefined}
              onClick={compare}
            >
              {t.run.compareCount(marks.length)}
            </Button>
          </div>
        </section>
      )}
      {open && marks.length > 0 && <LazyCompare pictures={marks} onClose={close} />}
    </>
  );
}
