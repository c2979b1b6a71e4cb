import { useEffect, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Candidate } from '../candidate.ts';
import type { PaneHandlers } from '../use-viewport.ts';
import type { Viewport } from '../viewport.ts';
import styles from './compare-dialog.module.css';
import { Pane } from './pane.tsx';

/** Slower than three flashes a second, which can harm. */
const ALTERNATE_MS = 800;

type Props = { candidates: Candidate[]; view: Viewport; pane: PaneHandlers };

/** Two pictures in one place, one at a time: the eye sees what differs. */
export function Flicker({ candidates, view, pane }: Props) {
  const { t } = useI18n();
  const [shown, setShown] = useState(0);
  const [auto, setAuto] = useState(false);
  useEffect(() => {
    if (!auto) return;
    const timer = setInterval(() => setShown((index) => 1 - index), ALTERNATE_MS);
    return () => clearInterval(timer);
  }, [auto]);
  const current = candidates[shown];
  return (
    <div className={styles.overlay}>
      <div className={styles.stack}>
        {candidates.map((candidate, index) => (
          <Pane
            key={candidate.picture.modelId}
            src={candidate.picture.imageUrl}
            alt={candidate.name}
            view={view}
            pane={pane}
            hidden={index !== shown}
          />
        ))}
      </div>
      <div className={styles.under}>
        <span role={auto ? undefined : 'status'}>{current && t.compare.showing(current.name)}</span>
        <Button small onClick={() => setShown(1 - shown)}>
          {t.compare.swap}
        </Button>
        <Choice type="switch" checked={auto} onChange={setAuto}>
          {t.compare.auto}
        </Choice>
      </div>
    </div>
  );
}
