import type { ReactNode } from 'react';
import type { PaneHandlers } from '../use-viewport.ts';
import { toTransform, type Viewport } from '../viewport.ts';
import styles from './compare-dialog.module.css';

type Props = {
  src: string;
  alt: string;
  view: Viewport;
  pane: PaneHandlers;
  children?: ReactNode;
  /** A CSS clip of the whole layer. */
  clip?: string | undefined;
  hidden?: boolean;
};

/** One uncropped picture under the shared view. */
export function Pane({ src, alt, view, pane, children, clip, hidden = false }: Props) {
  return (
    <div
      className={styles.pane}
      data-pane
      data-hidden={hidden || undefined}
      {...pane}
      style={clip ? { clipPath: clip } : undefined}
    >
      <img src={src} alt={alt} draggable={false} style={{ transform: toTransform(view) }} />
      {children}
    </div>
  );
}
