import type { ReactNode } from 'react';
import type { PaneHandlers } from '../../lib/use-viewport.ts';
import { toTransform, type Viewport } from '../../lib/viewport.ts';
import styles from './pane.module.css';

type Props = {
  src: string;
  alt: string;
  view: Viewport;
  pane: PaneHandlers;
  children?: ReactNode;
  /** How the layer lies over the one below it. */
  layer?: { clip?: string; opacity?: number; difference?: boolean };
  hidden?: boolean;
};

/** One uncropped picture under a shared view. */
export function Pane({ src, alt, view, pane, children, layer = {}, hidden = false }: Props) {
  return (
    <div
      className={styles.pane}
      data-pane
      data-hidden={hidden || undefined}
      data-difference={layer.difference || undefined}
      {...pane}
      style={{ clipPath: layer.clip, opacity: layer.opacity }}
    >
      <img src={src} alt={alt} draggable={false} style={{ transform: toTransform(view) }} />
      {children}
    </div>
  );
}
