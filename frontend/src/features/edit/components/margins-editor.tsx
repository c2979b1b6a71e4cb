import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import {
  ASPECT_RATIOS,
  MOST_MARGIN,
  MOST_WIDENED_PIXELS,
  MOST_WIDENED_SIDE,
} from '../../../../../src/contract/constants.ts';
import type { Margins } from '../../../../../src/contract/index.ts';
import { marginsForShape } from '../../../../../src/contract/shape.ts';
import { Button } from '../../../components/ui/button.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import styles from './margins-editor.module.css';

type Props = {
  picture: { preview: string; width: number; height: number };
  margins: Required<Margins>;
  onChange: (margins: Required<Margins>) => void;
};

type Side = keyof Margins;
const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
/** Which way a side goes outwards. */
const OUTWARDS: Record<Side, readonly [x: number, y: number]> = {
  left: [-1, 0],
  right: [1, 0],
  top: [0, -1],
  bottom: [0, 1],
};
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STEP = 16;
export const NO_MARGINS: Required<Margins> = { left: 0, right: 0, top: 0, bottom: 0 };

/** The size of the picture with its margins. */
const widenedSize = (
  { width, height }: { width: number; height: number },
  { left, right, top, bottom }: Required<Margins>,
) => ({ width: width + left + right, height: height + top + bottom });

/** Whether the API takes these margins. */
function areMarginsFine(picture: { width: number; height: number }, margins: Required<Margins>): boolean {
  const { width, height } = widenedSize(picture, margins);
  const isLarge = Math.max(width, height) > MOST_WIDENED_SIDE || width * height > MOST_WIDENED_PIXELS;
  return !isLarge && SIDES.every((side) => margins[side] <= MOST_MARGIN);
}

/** Four edges around the picture, to be dragged or moved by arrow keys, and shapes that set all of them. */
export function MarginsEditor({ picture, margins, onChange }: Props) {
  const texts = useEditTexts();
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ side: Side; from: number; at: number; scale: number }>(undefined);
  const { preview, width, height } = picture;
  const whole = widenedSize(picture, margins);

  const set = (side: Side, pixels: number) => {
    const next = { ...margins, [side]: Math.min(MOST_MARGIN, Math.max(0, Math.round(pixels))) };
    if (areMarginsFine(picture, next)) onChange(next);
  };
  /** How far a pointer is outwards, in its own pixels. */
  const along = (side: Side, { clientX, clientY }: PointerEvent) => {
    const [x, y] = OUTWARDS[side];
    return clientX * x + clientY * y;
  };
  const onKeyDown = (side: Side) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    const [x, y] = OUTWARDS[side];
    const way = arrow[0] * x + arrow[1] * y;
    event.preventDefault();
    event.stopPropagation();
    if (way !== 0) set(side, margins[side] + way * STEP * (event.shiftKey ? 8 : 1));
  };
  const percent = (pixels: number, of: number) => `${(pixels / of) * 100}%`;

  return (
    <div className={styles.margins}>
      <div
        ref={frame}
        className={styles.frame}
        style={{
          aspectRatio: `${whole.width} / ${whole.height}`,
          maxInlineSize: `calc(45dvh * ${whole.width / whole.height})`,
        }}
      >
        <img
          src={preview}
          alt=""
          style={{
            insetInlineStart: percent(margins.left, whole.width),
            insetBlockStart: percent(margins.top, whole.height),
            inlineSize: percent(width, whole.width),
            blockSize: percent(height, whole.height),
          }}
        />
        {SIDES.map((side) => (
          <div
            key={side}
            role="slider"
            tabIndex={0}
            data-side={side}
            aria-label={texts.margin[side]}
            aria-orientation={side === 'left' || side === 'right' ? 'horizontal' : 'vertical'}
            aria-valuemin={0}
            aria-valuemax={MOST_MARGIN}
            aria-valuenow={margins[side]}
            aria-valuetext={texts.pixels(margins[side])}
            className={styles.edge}
            onKeyDown={onKeyDown(side)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture?.(event.pointerId);
              const scale = whole.width / (frame.current?.getBoundingClientRect().width || whole.width);
              drag.current = { side, from: margins[side], at: along(side, event), scale };
            }}
            onPointerMove={(event) => {
              const { current } = drag;
              if (current?.side !== side) return;
              set(side, current.from + (along(side, event) - current.at) * current.scale);
            }}
            onPointerUp={() => {
              drag.current = undefined;
            }}
            onPointerCancel={() => {
              drag.current = undefined;
            }}
          />
        ))}
      </div>
      <p className={styles.hint}>{texts.widened(whole.width, whole.height)}</p>
      <fieldset className={styles.shapes}>
        <legend>{texts.shapes}</legend>
        {ASPECT_RATIOS.map((shape) => {
          const next = marginsForShape(picture, shape);
          const isOwn = areMarginsFine(picture, next) && next.left + next.right + next.top + next.bottom > 0;
          return isOwn ? (
            <Button key={shape} small onClick={() => onChange(next)}>
              {shape}
            </Button>
          ) : null;
        })}
        <Button small onClick={() => onChange(NO_MARGINS)}>
          {texts.noMargins}
        </Button>
      </fieldset>
    </div>
  );
}
