import { useId } from 'react';
import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { inexactCount } from '../choice.ts';
import { SHAPES } from '../draft.ts';
import { useDraft } from '../draft-store.ts';
import { Section } from './section.tsx';
import styles from './shape-picker.module.css';

const BOX = 22;

/** The outline of a shape: its longer side fills the box. */
function Outline({ shape }: { shape: string }) {
  const [width = 1, height = 1] = shape.split(':').map(Number);
  const scale = (BOX - 2) / Math.max(width, height);
  return (
    <svg width={BOX} height={BOX} viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
      <rect
        x={(BOX - width * scale) / 2}
        y={(BOX - height * scale) / 2}
        width={width * scale}
        height={height * scale}
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}

export function ShapePicker({ chosen }: { chosen: ModelEntry[] }) {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  const name = useId();
  const offered = draft.sharedOnly ? SHAPES.filter((shape) => inexactCount(chosen, shape) === 0) : SHAPES;
  const shapes = SHAPES.filter((shape) => offered.includes(shape) || shape === draft.aspectRatio);
  const inexact = inexactCount(chosen, draft.aspectRatio);
  return (
    <Section title={t.ask.shape} aside={t.ask.shapeNames[draft.aspectRatio]}>
      <div className={styles.shapes}>
        {shapes.map((shape) => (
          <label key={shape} className={styles.shape} title={t.ask.shapeNames[shape]}>
            <input
              type="radio"
              name={name}
              value={shape}
              checked={draft.aspectRatio === shape}
              aria-label={`${t.ask.shapeNames[shape]}, ${shape}`}
              onChange={() => change({ aspectRatio: shape })}
            />
            <Outline shape={shape} />
            <span aria-hidden="true">{shape}</span>
          </label>
        ))}
      </div>
      {inexact > 0 && <p className={styles.note}>{t.ask.shapeInexact(inexact)}</p>}
    </Section>
  );
}
