import { memo } from 'react';
import { duration, money } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { differenceText } from '../differences.ts';
import { costOf, type Group, type Places } from '../groups.ts';
import type { Layout } from '../layout.ts';
import { hasResult, type Tile } from '../run-state.ts';
import { markKey, type TileActions } from '../tile-actions.ts';
import styles from './group-tile.module.css';
import { Place } from './place.tsx';
import tileStyles from './tile.module.css';
import { TileCaption, TileCost, TileTime } from './tile-caption.tsx';
import footStyles from './tile-foot.module.css';
import { marksOf } from './tile-foot.tsx';

type Props = {
  group: Group;
  /** How the pictures stand; there are fewer than places where failures are hidden. */
  places: Places;
  /** Width over height of one picture. */
  ratio: number;
  marked: ReadonlySet<string>;
  /** Id of the picture that is in the tab order, if it is one of these. */
  active: string | undefined;
  busy: boolean;
  facts: Layout['facts'];
  /** Width of the tile in pixels; 0 until it is known. */
  width: number;
  actions: TileActions;
};

/** A model of the run with its two to four pictures, each with a state and controls of its own. */
export const GroupTile = memo(function GroupTile(props: Props) {
  const { group, places, ratio, marked, active, busy, facts, width, actions } = props;
  const { columns, rows } = places;
  return (
    <article className={tileStyles.tile} aria-label={group.name}>
      {facts === 'none' && <h2 className="visually-hidden">{group.name}</h2>}
      <div
        className={styles.places}
        style={{
          aspectRatio: (columns * ratio) / rows,
          gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`,
        }}
      >
        {group.pictures.map((tile) => {
          const isMarked = marked.has(markKey(tile));
          const tabIndex = tile.id === active ? 0 : -1;
          return (
            <article
              key={tile.id}
              className={styles.place}
              data-state={tile.state.kind}
              data-marked={isMarked || undefined}
              data-tile={tile.id}
              tabIndex={tabIndex}
              aria-label={tile.model}
            >
              <Place
                tile={tile}
                marked={isMarked}
                busy={busy}
                width={Math.floor(width / columns)}
                tabIndex={tabIndex}
                actions={actions}
              />
              {tile.state.kind !== 'failed' && (
                <p className={styles.about} data-facts={facts}>
                  <span>{tile.index + 1}</span>
                  <span>
                    <TileTime tile={tile} />
                  </span>
                  <span>
                    <TileCost tile={tile} />
                  </span>
                </p>
              )}
            </article>
          );
        })}
      </div>
      {facts !== 'none' && <GroupCaption group={group} facts={facts} />}
      {facts === 'full' && <GroupFoot group={group} active={active} actions={actions} />}
    </article>
  );
});

/** The model with what all of its pictures took and cost. */
function GroupCaption({ group: { name, pictures }, facts }: { group: Group; facts: Layout['facts'] }) {
  const { t, locale } = useTexts();
  const ended = pictures.filter(hasResult);
  const durations = ended.flatMap(({ state }) => state.result.durationMs ?? []);
  const { knownUsd, unknown } = costOf(pictures);
  const known = knownUsd > 0 ? money(locale, knownUsd) : '';
  const cost = [known, unknown > 0 ? t.run.costUnknown(unknown) : ''].filter(Boolean).join(' + ');
  return (
    <TileCaption
      model={name}
      vendor={pictures[0].provider}
      time={
        ended.length < pictures.length
          ? t.run.progress(ended.length, pictures.length)
          : durations.length > 0 && duration(locale, Math.max(...durations))
      }
      cost={cost || (ended.some(({ state }) => state.kind === 'done') ? t.tile.free : '')}
      facts={facts}
      differs={pictures.some((tile) => marksOf(tile).length > 0)}
    />
  );
}

type FootProps = { group: Group; active: string | undefined; actions: TileActions };

/** What differs from what was asked for, and the facts of each picture one press away. */
function GroupFoot({ group: { pictures }, active, actions }: FootProps) {
  const { t } = useTexts();
  const texts = new Set(pictures.flatMap((tile) => marksOf(tile).map((mark) => differenceText(t, mark))));
  const [first] = texts;
  const tabIndex = active === undefined ? -1 : 0;
  return (
    <div className={footStyles.foot}>
      <p className={styles.marks} data-marks={texts.size > 0 || undefined} title={[...texts].join(' · ')}>
        {first ?? t.tile.details}
        {texts.size > 1 && ` +${texts.size - 1}`}
      </p>
      {pictures.map((tile: Tile) => (
        <button
          key={tile.id}
          type="button"
          className={styles.number}
          data-marks={marksOf(tile).length > 0 || undefined}
          tabIndex={tabIndex}
          disabled={!hasResult(tile)}
          aria-label={`${t.tile.details} ${tile.model}`}
          onClick={() => hasResult(tile) && actions.onFacts(tile)}
        >
          {tile.index + 1}
        </button>
      ))}
    </div>
  );
}
