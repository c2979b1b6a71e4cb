import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CompletedResult } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Pane } from '../../../components/ui/pane.tsx';
import { ZoomTools } from '../../../components/ui/zoom-tools.tsx';
import { announce } from '../../../lib/announce.ts';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { duration, money } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { ReportPicture } from '../../../lib/report-picture.tsx';
import { useViewport } from '../../../lib/use-viewport.ts';
import { FIT, pixelScale, zoomAt } from '../../../lib/viewport.ts';
import type { EndedTile, Tile } from '../run-state.ts';
import { markKey } from '../tile-actions.ts';
import { FactsTable } from './facts-table.tsx';
import styles from './lightbox.module.css';

type DoneTile = EndedTile & { state: { kind: 'done'; result: CompletedResult } };
const isDone = (tile: Tile): tile is DoneTile => tile.state.kind === 'done';

/** A swipe is at least this long, in pixels, and flatter than it is high. */
const SWIPE = 50;

type Props = {
  tiles: readonly Tile[];
  /** Id of the first tile that is shown. */
  first: string;
  marked: ReadonlySet<string>;
  onMark: (tile: Tile) => void;
  onEdit?: ((tile: Tile) => void) | undefined;
  onDownload: (tile: Tile) => void;
  onCopy: (text: string) => void;
  /** Where pictures are reported, if the owner has said so. */
  reportTo?: string | undefined;
  onClose: () => void;
};

/** The pictures of a run, one after the other, under one zoom, with the facts beside them. */
export default function Lightbox({
  tiles,
  first,
  marked,
  onMark,
  onEdit,
  onDownload,
  onCopy,
  reportTo,
  onClose,
}: Props) {
  const { t, locale } = useTexts();
  const texts = useEditTexts();
  const viewport = useViewport();
  const [current, setCurrent] = useState(first);
  const [facts, setFacts] = useState(() => globalThis.matchMedia?.('(min-width: 64rem)').matches ?? false);
  const swipe = useRef<{ x: number; y: number } | undefined>(undefined);

  const pictures = tiles.filter(isDone);
  const index = Math.max(
    0,
    pictures.findIndex((tile) => tile.id === current),
  );
  const tile = pictures[index];

  const go = useCallback(
    (to: number) => {
      const next = pictures[(to + pictures.length) % pictures.length];
      if (!next) return;
      setCurrent(next.id);
      announce(`${next.model}, ${t.look.position(pictures.indexOf(next) + 1, pictures.length)}`);
    },
    [pictures, t],
  );

  const act = useRef((_event: KeyboardEvent): boolean => false);
  act.current = (event) => {
    if (!tile) return false;
    const { key } = event;
    if (key === 'ArrowRight' && !event.shiftKey) go(index + 1);
    else if (key === 'ArrowLeft' && !event.shiftKey) go(index - 1);
    else if (/^[1-9]$/.test(key) && Number(key) <= pictures.length) go(Number(key) - 1);
    else if (key === 'f') setFacts((on) => !on);
    else if (key === 'd') onDownload(tile);
    else if (key === ' ' && !(event.target instanceof HTMLButtonElement)) onMark(tile);
    else return viewport.onKey(key);
    return true;
  };
  // The dialog is modal: every key is for it, wherever the focus is.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (act.current(event)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  if (!tile) return null;
  const { result } = tile.state;
  const isMarked = marked.has(markKey(tile));

  const showPixels = () => {
    const pane = viewport.stage.current?.querySelector('[data-pane]')?.getBoundingClientRect();
    if (pane) viewport.setView(zoomAt(FIT, pixelScale(result, pane, devicePixelRatio)));
  };
  const pane = {
    ...viewport.pane,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      swipe.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : undefined;
      viewport.pane.onPointerDown(event);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      viewport.pane.onPointerUp(event);
      const begun = swipe.current;
      swipe.current = undefined;
      if (!begun || viewport.view.scale > 1) return;
      const [across, down] = [event.clientX - begun.x, event.clientY - begun.y];
      if (Math.abs(across) > SWIPE && Math.abs(across) > Math.abs(down)) go(index + (across < 0 ? 1 : -1));
    },
  };

  return (
    <Dialog
      title={tile.model}
      size="full"
      onClose={onClose}
      tools={
        <>
          <span className={styles.about}>
            {t.look.position(index + 1, pictures.length)}
            {' · '}
            {duration(locale, result.durationMs)}
            {' · '}
            {result.costUsd === undefined
              ? t.tile.costUnknown
              : result.costUsd === 0
                ? t.tile.free
                : money(locale, result.costUsd)}
          </span>
          <Button
            small
            look={isMarked ? 'plain' : 'quiet'}
            icon={isMarked ? 'check' : 'compare'}
            aria-pressed={isMarked}
            onClick={() => onMark(tile)}
          >
            {t.look.mark}
          </Button>
          {onEdit && (
            <Button
              small
              look="quiet"
              icon="edit"
              iconOnly={texts.goOn(tile.model)}
              onClick={() => onEdit(tile)}
            />
          )}
          <Button
            small
            look="quiet"
            icon="download"
            iconOnly={t.tile.download(tile.model)}
            onClick={() => onDownload(tile)}
          />
          <ReportPicture to={reportTo} jobId={tile.jobId} about={{ model: tile.model }} />
          <Button small look="quiet" aria-pressed={facts} onClick={() => setFacts(!facts)}>
            {t.look.facts}
          </Button>
        </>
      }
    >
      <div className={styles.lightbox} ref={viewport.stage}>
        <div className={styles.stage}>
          <Pane
            src={result.imageUrl}
            alt={t.tile.alt(tile.prompt, tile.model)}
            view={viewport.view}
            pane={pane}
          />
          <span className={styles.previous}>
            <Button look="overlay" icon="previous" iconOnly={t.look.previous} onClick={() => go(index - 1)} />
          </span>
          <span className={styles.next}>
            <Button look="overlay" icon="next" iconOnly={t.look.next} onClick={() => go(index + 1)} />
          </span>
        </div>
        {facts && (
          <aside className={styles.facts} aria-label={t.look.facts}>
            <FactsTable tile={tile} onCopy={onCopy} />
          </aside>
        )}
        <div className={styles.bottom}>
          <ul className={styles.strip} aria-label={t.look.list}>
            {pictures.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  aria-label={each.model}
                  aria-current={each.id === tile.id || undefined}
                  data-marked={marked.has(markKey(each)) || undefined}
                  title={each.model}
                  onClick={() => setCurrent(each.id)}
                >
                  <img
                    src={each.state.result.thumbnailUrl ?? each.state.result.imageUrl}
                    alt=""
                    loading="lazy"
                  />
                </button>
              </li>
            ))}
          </ul>
          <ZoomTools scale={viewport.view.scale} onKey={viewport.onKey} onActual={showPixels} />
          <p className={styles.hint}>{t.look.keys}</p>
        </div>
      </div>
    </Dialog>
  );
}
