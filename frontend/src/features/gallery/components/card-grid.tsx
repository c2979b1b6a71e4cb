import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { GAP, gridFor } from '../grid.ts';
import styles from './gallery-page.module.css';

/** Rows that are kept above and below the window. */
const OVERSCAN = 3;

type Props = {
  count: number;
  /** Called when the end comes near; absent if there is no more. */
  onEnd: (() => void) | undefined;
  children: (index: number) => ReactNode;
};

/** A grid of cards of which only those near the window stand in the page, however many there are. */
export function CardGrid({ count, onEnd, children }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState({ width: 0, top: 0 });
  const { columns, height } = gridFor(place.width);
  const virtualizer = useWindowVirtualizer({
    count,
    lanes: columns,
    estimateSize: () => height,
    gap: GAP,
    // Counted in rows: the library multiplies it by the lanes.
    overscan: OVERSCAN,
    scrollMargin: place.top,
  });

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !('ResizeObserver' in globalThis)) return;
    const measure = () => {
      const box = element.getBoundingClientRect();
      setPlace((before) => {
        const next = { width: box.width, top: box.top + scrollY };
        return before.width === next.width && before.top === next.top ? before : next;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const shown = virtualizer.getVirtualItems();
  const lastInView = virtualizer.range?.endIndex ?? -1;
  // Whoever has only just come wants the pictures in the window: more is fetched ahead once the page is scrolled.
  const ahead = (virtualizer.scrollOffset ?? 0) > 0 ? 2 * OVERSCAN * columns : 0;
  const isNearEnd = place.width > 0 && lastInView >= count - 1 - ahead;
  useEffect(() => {
    // Depends on the count, too: the end may still be near once a page has been added.
    if (isNearEnd && count > 0) onEnd?.();
  }, [isNearEnd, count, onEnd]);

  // Without layout, as in a test without a browser, every card stands in the page.
  if (place.width === 0) {
    return (
      <ul ref={list} className={styles.cards}>
        {Array.from({ length: count }, (_, index) => index).map((index) => (
          <li key={index}>{children(index)}</li>
        ))}
      </ul>
    );
  }
  return (
    <ul ref={list} className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ key, index, lane, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={count}
          aria-posinset={index + 1}
          className={styles.placed}
          style={{
            width: `calc((100% - ${(columns - 1) * GAP}px) / ${columns})`,
            left: `calc((100% + ${GAP}px) / ${columns} * ${lane})`,
            transform: `translateY(${start - place.top}px)`,
          }}
        >
          {children(index)}
        </li>
      ))}
    </ul>
  );
}
