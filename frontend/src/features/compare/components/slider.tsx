import { useState } from 'react';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Candidate } from '../candidate.ts';
import type { PaneHandlers } from '../use-viewport.ts';
import type { Viewport } from '../viewport.ts';
import styles from './compare-dialog.module.css';
import { Pane } from './pane.tsx';

type Props = { candidates: Candidate[]; view: Viewport; pane: PaneHandlers };

/** Two pictures on top of each other with a divider between them. */
export function Slider({ candidates, view, pane }: Props) {
  const { t } = useI18n();
  const [percent, setPercent] = useState(50);
  const [left, right] = candidates;
  if (!left || !right) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.stack}>
        <Pane src={left.picture.imageUrl} alt={left.name} view={view} pane={pane} />
        <Pane
          src={right.picture.imageUrl}
          alt={right.name}
          view={view}
          pane={pane}
          clip={`inset(0 0 0 ${percent}%)`}
        />
        <span className={styles.divider} style={{ left: `${percent}%` }} />
      </div>
      <div className={styles.under}>
        <span>{left.name}</span>
        <input
          type="range"
          min="0"
          max="100"
          step="0.5"
          value={percent}
          aria-label={t.compare.divider}
          onChange={(event) => setPercent(Number(event.currentTarget.value))}
        />
        <span>{right.name}</span>
      </div>
    </div>
  );
}
