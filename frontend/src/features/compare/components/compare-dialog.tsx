import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { ZoomTools } from '../../../components/ui/zoom-tools.tsx';
import { announce } from '../../../lib/announce.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Mark } from '../../../lib/marks.ts';
import { shuffled } from '../../../lib/random.ts';
import { useViewport } from '../../../lib/use-viewport.ts';
import { FIT, pixelScale, zoomAt } from '../../../lib/viewport.ts';
import { type Candidate, type Mode, modesFor } from '../candidate.ts';
import styles from './compare-dialog.module.css';
import { Pair } from './pair.tsx';
import { SideBySide } from './side-by-side.tsx';

type Props = {
  pictures: readonly Mark[];
  /** How they are compared at first. */
  first?: Mode;
  onClose: () => void;
};

/** In a low window, as at 400 % zoom, the tools begin folded. */
const isLow = () => globalThis.matchMedia?.('(max-height: 30rem)').matches ?? false;

/** Marked pictures, whole and under one zoom: all side by side, or two of them laid over each other. */
export default function CompareDialog({ pictures, first = 'side', onClose }: Props) {
  const { t } = useTexts();
  const viewport = useViewport();
  const [mode, setMode] = useState<Mode>(first);
  const [order, setOrder] = useState(pictures);
  const [blind, setBlind] = useState(false);
  const [picked, setPicked] = useState<string | undefined>();
  const [toolsOpen, setToolsOpen] = useState(() => !isLow());
  const [pair, setPair] = useState<readonly [number, number]>([0, 1]);

  const hidden = blind && picked === undefined;
  const candidates: Candidate[] = order.map((picture, index) => {
    const letter = String.fromCharCode(65 + index);
    return { picture, letter, name: hidden ? t.compare.candidate(letter) : picture.model };
  });
  const [one, other] = pair.map((index) => candidates[index]);

  const goBlind = (on: boolean) => {
    setBlind(on);
    setPicked(undefined);
    setOrder(on ? shuffled(pictures) : pictures);
  };
  const pick = ({ picture }: Candidate) => {
    setPicked(picture.key);
    announce(t.compare.picked(picture.model));
  };
  const step = (by: number) =>
    setPair(([fixed, shown]) => {
      let next = shown;
      do next = (next + by + candidates.length) % candidates.length;
      while (next === fixed);
      return [fixed, next];
    });

  const showPixels = () => {
    const pane = viewport.stage.current?.querySelector('[data-pane]')?.getBoundingClientRect();
    const [shown] = order;
    if (pane && shown) viewport.setView(zoomAt(FIT, pixelScale(shown, pane, devicePixelRatio)));
  };

  const act = useRef((_event: KeyboardEvent): boolean => false);
  act.current = (event) => {
    const steps = mode !== 'side' && candidates.length > 2 && !event.shiftKey;
    if (steps && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      step(event.key === 'ArrowRight' ? 1 : -1);
      return true;
    }
    return viewport.onKey(event.key);
  };
  // The dialog is modal: keys are for it unless a control uses them itself.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, select, [role="slider"]'))
        return;
      if (act.current(event)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  const shared = { view: viewport.view, pane: viewport.pane };
  return (
    <Dialog title={t.compare.title} size="full" onClose={onClose}>
      <div className={styles.compare} ref={viewport.stage}>
        <details
          className={styles.more}
          open={toolsOpen}
          onToggle={(event) => setToolsOpen(event.currentTarget.open)}
        >
          <summary>{t.compare.tools}</summary>
          <section className={styles.tools} aria-label={t.compare.mode}>
            <div className={styles.group}>
              {modesFor(pictures.length).map((each) => (
                <Button
                  key={each}
                  small
                  look="quiet"
                  aria-pressed={mode === each}
                  onClick={() => setMode(each)}
                >
                  {t.compare.modes[each]}
                </Button>
              ))}
            </div>
            <div className={styles.group}>
              <Choice type="switch" checked={blind} onChange={goBlind}>
                {t.compare.blind}
              </Choice>
              {blind && (
                <Button small icon="dice" onClick={() => goBlind(true)}>
                  {t.compare.again}
                </Button>
              )}
            </div>
            <ZoomTools scale={viewport.view.scale} onKey={viewport.onKey} onActual={showPixels} />
            <p className={styles.hint}>{hidden ? t.compare.blindHint : t.compare.keys}</p>
          </section>
        </details>
        {mode === 'side' || !one || !other ? (
          <SideBySide {...shared} candidates={candidates} blind={hidden} picked={picked} onPick={pick} />
        ) : (
          <Pair
            {...shared}
            mode={mode}
            candidates={candidates}
            pair={[one, other]}
            blind={hidden}
            onPick={pick}
            onPair={setPair}
            onStep={step}
          />
        )}
      </div>
    </Dialog>
  );
}
