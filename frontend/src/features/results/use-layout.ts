import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Given, type Layout, layoutFor } from './layout.ts';

const BOTTOM = 2;
const UNKNOWN: Layout = { tile: 0, columns: 1, gap: 16, facts: 'full', least: 0 };

/** Height of the window that is left for the grid: at the top of the page, or once a composer above it is scrolled past. */
function seenOf(grid: HTMLElement, top: number): number {
  const left = innerHeight - (top + scrollY);
  const stage = grid.closest('main')?.getBoundingClientRect().top ?? top;
  return left > innerHeight / 4 ? left : innerHeight - (top - stage);
}

/** The layout of a run's grid for the room that it has; measured before it is painted, and when the room changes. */
export function useLayout(
  grid: RefObject<HTMLElement | null>,
  { count, ratio, size, facts }: Omit<Given, 'area'>,
) {
  const [layout, setLayout] = useState(UNKNOWN);

  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = () => {
      const box = element.getBoundingClientRect();
      if (box.width === 0) return;
      const height = seenOf(element, box.top) - BOTTOM;
      const next = layoutFor({ area: { width: Math.floor(box.width), height }, count, ratio, size, facts });
      setLayout((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    measure();
    if (!('ResizeObserver' in globalThis)) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element.parentElement ?? element);
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [grid, count, ratio, size, facts]);
  return layout;
}
