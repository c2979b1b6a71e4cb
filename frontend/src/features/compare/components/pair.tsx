import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Pane } from '../../../components/ui/pane.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { PaneHandlers } from '../../../lib/use-viewport.ts';
import type { Viewport } from '../../../lib/viewport.ts';
import type { Candidate, Mode } from '../candidate.ts';
import styles from './compare-dialog.module.css';

/** Slower than three flashes a second, which can harm. */
const ALTERNATE_MS = 800;

type Props = {
  mode: Exclude<Mode, 'side'>;
  candidates: Candidate[];
  pair: readonly [Candidate, Candidate];
  view: Viewport;
  pane: PaneHandlers;
  blind: boolean;
  onPick: (candidate: Candidate) => void;
  onPair: (pair: readonly [number, number]) => void;
  onStep: (by: number) => void;
};

/** Two pictures, next to each other or one on top of the other; either can be exchanged for another marked one. */
export function Pair({ mode, candidates, pair, view, pane, blind, onPick, onPair, onStep }: Props) {
  const { t } = useTexts();
  const [percent, setPercent] = useState(50);
  const [fade, setFade] = useState(50);
  const [shown, setShown] = useState(0);
  const [auto, setAuto] = useState(false);
  const [left, right] = pair;
  const current = shown === 0 ? left : right;

  useEffect(() => {
    if (!auto || mode !== 'turns') return;
    const timer = setInterval(() => setShown((index) => 1 - index), ALTERNATE_MS);
    return () => clearInterval(timer);
  }, [auto, mode]);

  const layers = {
    divider: { clip: `inset(0 0 0 ${percent}%)` },
    fade: { opacity: fade / 100 },
    difference: { difference: true },
    steps: {},
    turns: {},
  };
  const picture = (candidate: Candidate) => ({
    src: candidate.picture.imageUrl,
    alt: t.tile.alt(candidate.picture.prompt, candidate.name),
    view,
    pane,
  });

  return (
    <div className={styles.overlay}>
      <div className={mode === 'steps' ? styles.two : styles.stack}>
        <Pane {...picture(left)} hidden={mode === 'turns' && shown === 1} />
        <Pane
          key={right.picture.key}
          {...picture(right)}
          layer={layers[mode]}
          hidden={mode === 'turns' && shown === 0}
        />
        {mode === 'divider' && <Divider percent={percent} onChange={setPercent} label={t.compare.divider} />}
      </div>
      <div className={styles.under}>
        <Side label={t.compare.left} at={0} {...{ candidates, pair, blind, onPick, onPair }} />
        {mode === 'fade' && (
          <input
            type="range"
            min="0"
            max="100"
            value={fade}
            aria-label={t.compare.fade}
            onChange={(event) => setFade(Number(event.currentTarget.value))}
          />
        )}
        {mode === 'turns' && (
          <>
            <span role={auto ? undefined : 'status'}>{t.compare.showing(current.name)}</span>
            <Button small onClick={() => setShown(1 - shown)}>
              {t.compare.swap}
            </Button>
            <Choice type="switch" checked={auto} onChange={setAuto}>
              {t.compare.auto}
            </Choice>
          </>
        )}
        {candidates.length > 2 && (
          <span className={styles.group}>
            <Button
              small
              look="quiet"
              icon="previous"
              iconOnly={t.look.previous}
              onClick={() => onStep(-1)}
            />
            <Button small look="quiet" icon="next" iconOnly={t.look.next} onClick={() => onStep(1)} />
          </span>
        )}
        <Side label={t.compare.right} at={1} {...{ candidates, pair, blind, onPick, onPair }} />
      </div>
    </div>
  );
}

type SideProps = Pick<Props, 'candidates' | 'pair' | 'blind' | 'onPick' | 'onPair'> & {
  label: string;
  at: 0 | 1;
};

/** The name of one of the two; with more pictures marked, a list of all of them. */
function Side({ label, at, candidates, pair, blind, onPick, onPair }: SideProps) {
  const { t } = useTexts();
  const candidate = pair[at];
  const indexes = pair.map((each) => candidates.indexOf(each));
  return (
    <span className={styles.side}>
      {candidates.length > 2 ? (
        <label>
          <span className="visually-hidden">{label}</span>
          <select
            value={indexes[at]}
            onChange={(event) => {
              const [one = 0, other = 1] = indexes;
              const chosen = Number(event.currentTarget.value);
              onPair(at === 0 ? [chosen, other] : [one, chosen]);
            }}
          >
            {candidates.map((each, index) => (
              <option key={each.picture.key} value={index} disabled={index === indexes[1 - at]}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        candidate.name
      )}
      {blind && (
        <Button small look="primary" onClick={() => onPick(candidate)}>
          {t.compare.pick(candidate.letter)}
        </Button>
      )}
    </span>
  );
}

type DividerProps = { percent: number; onChange: (percent: number) => void; label: string };

const KEY_STEPS: Record<string, (percent: number) => number> = {
  ArrowLeft: (percent) => percent - 2,
  ArrowRight: (percent) => percent + 2,
  Home: () => 0,
  End: () => 100,
};

/** The line between two pictures: dragged on the picture itself, or moved with the arrow keys. */
function Divider({ percent, onChange, label }: DividerProps) {
  const dragged = useRef(false);
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) onChange(Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100)));
  };
  return (
    <div
      className={styles.divider}
      style={{ left: `${percent}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      onPointerDown={(event) => {
        dragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.stopPropagation();
      }}
      onPointerMove={(event) => dragged.current && place(event)}
      onPointerUp={() => {
        dragged.current = false;
      }}
      onKeyDown={(event) => {
        const step = KEY_STEPS[event.key];
        if (!step) return;
        onChange(Math.min(100, Math.max(0, step(percent))));
        event.preventDefault();
      }}
    />
  );
}
