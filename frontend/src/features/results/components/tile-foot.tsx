import { Button } from '../../../components/ui/button.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { comparedOf, type Difference, differencesOf, differenceText } from '../differences.ts';
import { hasResult, type Tile } from '../run-state.ts';
import type { TileActions } from '../tile-actions.ts';
import styles from './tile-foot.module.css';

/** The ways in which a picture is not what was asked for; none before it has ended. */
export function marksOf(tile: Tile): Difference[] {
  return hasResult(tile) ? differencesOf(comparedOf(tile.state.result, tile.parameters, tile.reworded)) : [];
}

type FootProps = { tile: Tile; marks: readonly Difference[]; actions: TileActions; tabIndex: number };

/** What differs from what was asked for, and what can be done with the picture. */
export function TileFoot({ tile, marks, actions, tabIndex }: FootProps) {
  const { t } = useTexts();
  const texts = useEditTexts();
  const [first] = marks;
  const text = first && differenceText(t, first);
  return (
    <div className={styles.foot}>
      {hasResult(tile) && (
        <button
          type="button"
          className={styles.marks}
          data-marks={marks.length > 0 || undefined}
          tabIndex={tabIndex}
          title={marks.map((mark) => differenceText(t, mark)).join(' · ')}
          onClick={() => actions.onFacts(tile)}
        >
          {text ?? t.tile.details}
          {marks.length > 1 && ` +${marks.length - 1}`}
          <span className="visually-hidden"> {tile.model}</span>
        </button>
      )}
      {tile.state.kind === 'done' && (
        <>
          {actions.onBefore && (
            <Button
              small
              look="quiet"
              icon="compare"
              iconOnly={texts.before(tile.model)}
              tabIndex={tabIndex}
              onClick={() => actions.onBefore?.(tile)}
            />
          )}
          {actions.onEdit && (
            <Button
              small
              look="quiet"
              icon="edit"
              iconOnly={texts.goOn(tile.model)}
              tabIndex={tabIndex}
              onClick={() => actions.onEdit?.(tile)}
            />
          )}
          <Button
            small
            look="quiet"
            icon="download"
            iconOnly={t.tile.download(tile.model)}
            tabIndex={tabIndex}
            onClick={() => actions.onDownload(tile)}
          />
          <Button
            small
            look="quiet"
            icon="copy"
            iconOnly={t.tile.copyImage(tile.model)}
            tabIndex={tabIndex}
            onClick={() => actions.onCopyImage(tile)}
          />
        </>
      )}
    </div>
  );
}
