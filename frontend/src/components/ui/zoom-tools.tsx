import { useTexts } from '../../lib/i18n/i18n.tsx';
import { Button } from './button.tsx';
import styles from './zoom-tools.module.css';

type Props = { scale: number; onKey: (key: string) => void; onActual: () => void };

/** Zoom out, in, fit, actual size. */
export function ZoomTools({ scale, onKey, onActual }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.zoom}>
      <Button small look="quiet" icon="minus" iconOnly={t.look.zoomOut} onClick={() => onKey('-')} />
      <output className={styles.percent}>{t.look.zoom(Math.round(scale * 100))}</output>
      <Button small look="quiet" icon="plus" iconOnly={t.look.zoomIn} onClick={() => onKey('+')} />
      <Button small look="quiet" onClick={() => onKey('0')}>
        {t.look.fit}
      </Button>
      <Button small look="quiet" onClick={onActual}>
        {t.look.actual}
      </Button>
    </div>
  );
}
