import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { inverted, lineOf, type Marking, NOTHING, type Stroke, withStroke } from '../marking.ts';
import styles from './mask-editor.module.css';

type Props = {
  picture: { preview: string; width: number; height: number };
  /** The newest last. */
  history: readonly Marking[];
  onChange: (history: readonly Marking[]) => void;
};

const MOVES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Of the shorter side. */
const SIZES = { least: 0.02, usual: 0.12, most: 0.5 };

/** A brush over the picture: what is marked is repainted. With a mouse, a finger, a pen or the keyboard. */
export function MaskEditor({ picture: { preview, width, height }, history, onChange }: Props) {
  const texts = useEditTexts();
  const id = useId();
  const short = Math.min(width, height);
  const [size, setSize] = useState(Math.round(short * SIZES.usual));
  const [erases, setErases] = useState(false);
  /** The stroke that is being drawn. */
  const [stroke, setStroke] = useState<Stroke>();
  /** Where the keyboard is; shown once it is used. */
  const [cursor, setCursor] = useState<readonly [number, number]>();
  const area = useRef<HTMLDivElement>(null);
  const marking = history.at(-1) ?? NOTHING;
  const shown = stroke === undefined ? marking : withStroke(marking, stroke);

  const placeOf = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const box = area.current?.getBoundingClientRect() ?? new DOMRect(0, 0, width, height);
    const scale = width / (box.width || width);
    return [Math.round((clientX - box.left) * scale), Math.round((clientY - box.top) * scale)];
  };
  const finish = () => {
    if (stroke !== undefined) onChange([...history, withStroke(marking, stroke)]);
    setStroke(undefined);
  };
  const extend = (point: readonly [number, number]) =>
    setStroke((before) => before && { ...before, points: [...before.points, point] });
  const undo = () => onChange(history.slice(0, -1));

  const onKeyDown = (event: KeyboardEvent) => {
    const place = cursor ?? ([Math.round(width / 2), Math.round(height / 2)] as const);
    const move = MOVES[event.key];
    if (move !== undefined) {
      const step = Math.round(size * (event.shiftKey ? 2 : 0.5));
      const next = [
        Math.min(width, Math.max(0, place[0] + move[0] * step)),
        Math.min(height, Math.max(0, place[1] + move[1] * step)),
      ] as const;
      setCursor(next);
      extend(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (event.ctrlKey || event.metaKey) return;
      setCursor(place);
      if (stroke === undefined) setStroke({ erases, size, points: [place] });
      else finish();
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.mask}>
      <div
        ref={area}
        role="application"
        aria-label={texts.mask.area}
        aria-describedby={`${id}-hint`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus to be drawn in with the keyboard
        tabIndex={0}
        className={styles.area}
        style={{ aspectRatio: `${width} / ${height}`, maxInlineSize: `calc(50dvh * ${width / height})` }}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0 || stroke !== undefined) return;
          event.currentTarget.setPointerCapture?.(event.pointerId);
          setCursor(undefined);
          setStroke({ erases, size, points: [placeOf(event)] });
        }}
        onPointerMove={(event) => event.buttons === 1 && extend(placeOf(event))}
        onPointerUp={finish}
        onPointerCancel={finish}
      >
        <img src={preview} alt="" draggable={false} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width={width} height={height}>
            <rect width={width} height={height} fill={shown.everything ? '#fff' : '#000'} />
            {shown.strokes.map((each, index) => (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added and taken off at the end
                key={index}
                d={lineOf(each)}
                stroke={each.erases ? '#000' : '#fff'}
                strokeWidth={each.size}
              />
            ))}
          </mask>
          <rect className={styles.marked} width={width} height={height} mask={`url(#${id})`} />
          {cursor && <circle className={styles.cursor} cx={cursor[0]} cy={cursor[1]} r={size / 2} />}
        </svg>
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {texts.mask.hint}
      </p>
      <div className={styles.tools}>
        <Button small aria-pressed={!erases} onClick={() => setErases(false)}>
          {texts.mask.add}
        </Button>
        <Button small aria-pressed={erases} onClick={() => setErases(true)}>
          {texts.mask.erase}
        </Button>
        <label>
          {texts.mask.size}
          <input
            type="range"
            min={Math.round(short * SIZES.least)}
            max={Math.round(short * SIZES.most)}
            value={size}
            onChange={(event) => setSize(Number(event.currentTarget.value))}
          />
        </label>
        <Button small aria-disabled={history.length === 0 || undefined} onClick={undo}>
          {texts.mask.undo}
        </Button>
        <Button small onClick={() => onChange([...history, inverted(marking)])}>
          {texts.mask.invert}
        </Button>
      </div>
    </div>
  );
}
