import type { ReactNode } from 'react';
import type { EditOperation } from '../../../../../src/contract/constants.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { type EditTexts, useEditTexts } from '../../../lib/edit-texts.ts';
import { percent } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Mark } from '../../../lib/marks.ts';
import type { ChangesTask } from '../measure-changes.ts';
import { type Outcome, useChanges } from '../use-changes.ts';
import styles from './changes-dialog.module.css';

type Props = {
  operation: EditOperation;
  /** What all of them were made of, and where a change was asked for. */
  source: Omit<ChangesTask, 'after'>;
  pictures: readonly Mark[];
  /** Lays one of them over what it was made of. */
  onBefore: (key: string) => void;
  onClose: () => void;
};

/** What each model has changed of a picture, as a picture and as a figure: one sees who kept the rest. */
export default function ChangesDialog({ operation, source, pictures, onBefore, onClose }: Props) {
  const texts = useEditTexts();
  const outcomes = useChanges(
    pictures.map(({ key, imageUrl }) => ({ key, task: { ...source, after: imageUrl } })),
  );
  return (
    <Dialog title={texts.changes.title} size="full" onClose={onClose}>
      <div className={styles.changes}>
        <p className={styles.hint}>{texts.changes.hint}</p>
        <ul className={styles.pictures}>
          {pictures.map((picture) => (
            <li key={picture.key}>
              <Comparison picture={picture} operation={operation} outcome={outcomes.get(picture.key)}>
                <Button
                  small
                  look="quiet"
                  icon="compare"
                  iconOnly={texts.before(picture.model)}
                  onClick={() => onBefore(picture.key)}
                />
              </Comparison>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

type ComparisonProps = {
  picture: Mark;
  operation: EditOperation;
  outcome: Outcome | undefined;
  children: ReactNode;
};

function Comparison({ picture: { model, width, height }, operation, outcome, children }: ComparisonProps) {
  const { locale } = useTexts();
  const texts = useEditTexts();
  return (
    <figure className={styles.figure}>
      {outcome?.kind === 'measured' ? (
        <img src={outcome.url} alt={texts.changes.alt(model)} width={outcome.width} height={outcome.height} />
      ) : (
        <div className={styles.empty} style={{ aspectRatio: `${width} / ${height}` }} />
      )}
      <figcaption>
        <strong>{model}</strong>
        {children}
        <span>
          {outcome === undefined ? texts.changes.working : sentenceOf(texts, locale, operation, outcome)}
        </span>
        {outcome?.kind === 'measured' && outcome.isScaled && (
          <span className={styles.hint}>{texts.changes.scaled}</span>
        )}
      </figcaption>
    </figure>
  );
}

function sentenceOf(
  { changes }: EditTexts,
  locale: string,
  operation: EditOperation,
  outcome: Outcome,
): string {
  if (outcome.kind === 'failed') return changes.failed;
  if (outcome.kind === 'other-shape') return changes.otherShape;
  const { kept, changed } = outcome;
  const share = percent(locale, kept === 0 ? 0 : changed / kept);
  if (operation === 'repaint') return changes.outside(share);
  return operation === 'widen' ? changes.within(share) : changes.all(share);
}
