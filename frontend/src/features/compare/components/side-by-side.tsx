import type { CSSProperties } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Pane } from '../../../components/ui/pane.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { PaneHandlers } from '../../../lib/use-viewport.ts';
import type { Viewport } from '../../../lib/viewport.ts';
import type { Candidate } from '../candidate.ts';
import styles from './compare-dialog.module.css';

type Props = {
  candidates: Candidate[];
  view: Viewport;
  pane: PaneHandlers;
  blind: boolean;
  picked: string | undefined;
  onPick: (candidate: Candidate) => void;
};

/** All pictures in a grid that is about as wide as it is high. */
export function SideBySide({ candidates, view, pane, blind, picked, onPick }: Props) {
  const { t } = useTexts();
  const columns = candidates.length <= 3 ? candidates.length : Math.ceil(Math.sqrt(candidates.length));
  return (
    <div className={styles.panes} style={{ '--columns': columns } as CSSProperties}>
      {candidates.map((candidate) => (
        <figure
          key={candidate.picture.key}
          className={styles.figure}
          data-picked={candidate.picture.key === picked || undefined}
        >
          <Pane
            src={candidate.picture.imageUrl}
            alt={t.tile.alt(candidate.picture.prompt, candidate.name)}
            view={view}
            pane={pane}
          />
          <figcaption>
            <span>{candidate.name}</span>
            {blind && (
              <Button small look="primary" onClick={() => onPick(candidate)}>
                {t.compare.pick(candidate.letter)}
              </Button>
            )}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
