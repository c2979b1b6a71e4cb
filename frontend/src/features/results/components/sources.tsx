import type { ReactNode } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import type { RunEdit } from '../run-state.ts';
import styles from './sources.module.css';

type Props = {
  edit: RunEdit;
  /** Shows what has changed; absent where that cannot be told. */
  onChanges: (() => void) | undefined;
  /** The steps around it. */
  children: ReactNode;
};

/** What a run works on. */
export function Sources({ edit, onChanges, children }: Props) {
  const texts = useEditTexts();
  return (
    <section className={styles.sources} aria-label={texts.source}>
      <div className={styles.part}>
        <h2>{texts.source}</h2>
        <ul>
          {edit.inputs.map(({ imageUrl, thumbnailUrl }, index) => (
            <li key={imageUrl}>
              <a href={imageUrl} target="_blank" rel="noreferrer">
                <img src={thumbnailUrl} alt={texts.picture(index + 1)} />
              </a>
            </li>
          ))}
        </ul>
        {edit.inputs.length === 1 && (
          <Button small icon="compare" disabled={!onChanges} onClick={onChanges}>
            {texts.changes.title}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}
