import { Button } from '../../../components/ui/button.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Candidate } from '../candidate.ts';
import type { PaneHandlers } from '../use-viewport.ts';
import type { Viewport } from '../viewport.ts';
import styles from './compare-dialog.module.css';
import { Pane } from './pane.tsx';

type Props = {
  candidates: Candidate[];
  view: Viewport;
  pane: PaneHandlers;
  blind: boolean;
  picked: string | undefined;
  prompt: string;
  onPick: (candidate: Candidate) => void;
};

export function SideBySide({ candidates, view, pane, blind, picked, prompt, onPick }: Props) {
  const { t } = useI18n();
  return (
    <div className={styles.panes} data-count={candidates.length}>
      {candidates.map((candidate) => (
        <figure
          key={candidate.picture.modelId}
          className={styles.figure}
          data-picked={candidate.picture.modelId === picked || undefined}
        >
          <Pane
            src={candidate.picture.imageUrl}
            alt={t.tile.alt(prompt, candidate.name)}
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
