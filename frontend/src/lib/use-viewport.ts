import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { FIT, pan, pixelScale, type Viewport, zoomAt } from './viewport.ts';

const KEY_STEP = 0.1;
const KEY_ZOOM = 1.25;

type Point = { x: number; y: number };

function fractionIn(pane: Element, clientX: number, clientY: number): Point {
  const box = pane.getBoundingClientRect();
  return { x: (clientX - box.left) / box.width - 0.5, y: (clientY - box.top) / box.height - 0.5 };
}

/** One view for all panes: wheel, drag, pinch and keys move every picture alike. */
export function useViewport() {
  const [view, setView] = useState<Viewport>(FIT);
  const stage = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, Point>());

  // React listens to wheel events passively; zooming has to keep the page from scrolling.
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const pane = event.target instanceof Element && event.target.closest('[data-pane]');
      if (!pane) return;
      event.preventDefault();
      const point = fractionIn(pane, event.clientX, event.clientY);
      setView((current) => zoomAt(current, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), point));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const onPointerDown = useCallback((event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }, []);

  const onPointerMove = useCallback((event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const pane = event.currentTarget;
    const box = pane.getBoundingClientRect();
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other) {
      const factor =
        Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      const middle = fractionIn(pane, (now.x + other.x) / 2, (now.y + other.y) / 2);
      if (Number.isFinite(factor)) setView((current) => zoomAt(current, factor, middle));
    } else {
      setView((current) => pan(current, (now.x - before.x) / box.width, (now.y - before.y) / box.height));
    }
  }, []);

  /** A double click shows the picture's own pixels at that point, and then all of it again. */
  const onDoubleClick = useCallback((event: MouseEvent<HTMLElement>) => {
    const pane = event.currentTarget;
    const image = pane.querySelector('img');
    const box = pane.getBoundingClientRect();
    const point = fractionIn(pane, event.clientX, event.clientY);
    const actual = image
      ? pixelScale({ width: image.naturalWidth, height: image.naturalHeight }, box, devicePixelRatio)
      : 2;
    setView((current) => (current.scale > 1 ? FIT : zoomAt(FIT, Math.max(actual, 2), point)));
  }, []);

  const onPointerEnd = useCallback((event: PointerEvent<HTMLElement>) => {
    pointers.current.delete(event.pointerId);
  }, []);

  /** Handles a key; true if it was handled. */
  const onKey = useCallback((key: string): boolean => {
    const moves: Record<string, (current: Viewport) => Viewport> = {
      ArrowLeft: (current) => pan(current, KEY_STEP, 0),
      ArrowRight: (current) => pan(current, -KEY_STEP, 0),
      ArrowUp: (current) => pan(current, 0, KEY_STEP),
      ArrowDown: (current) => pan(current, 0, -KEY_STEP),
      '+': (current) => zoomAt(current, KEY_ZOOM),
      '=': (current) => zoomAt(current, KEY_ZOOM),
      '-': (current) => zoomAt(current, 1 / KEY_ZOOM),
      '0': () => FIT,
    };
    const move = moves[key];
    if (move) setView(move);
    return move !== undefined;
  }, []);

  return {
    view,
    setView,
    stage,
    onKey,
    pane: {
      onPointerDown,
      onPointerMove,
      onDoubleClick,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
    },
  };
}
export type PaneHandlers = ReturnType<typeof useViewport>['pane'];
