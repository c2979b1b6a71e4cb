import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react';

const tilesIn = (grid: Element) => [...grid.querySelectorAll<HTMLElement>('[data-tile]')];

/** Whether one stands above the other, in the same column: to the pixel, because places are fractions. */
function isAbove(one: HTMLElement, other: HTMLElement): boolean {
  const [upper, lower] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return upper.top < lower.top - 1 && Math.abs(upper.left - lower.left) < 1;
}

/** The tile that an arrow leads to, by where the tiles stand. */
function neighbour(tiles: HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const at = tiles.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return tiles[at + 1];
    case 'ArrowLeft':
      return tiles[at - 1];
    case 'Home':
      return tiles[0];
    case 'End':
      return tiles.at(-1);
    case 'ArrowDown':
      return tiles.find((tile) => isAbove(from, tile));
    case 'ArrowUp':
      return tiles.findLast((tile) => isAbove(tile, from));
    default:
      return undefined;
  }
}

type Keys = { onEnter: (id: string) => void; onSpace: (id: string) => void };

/**
 * Roving focus: one tile is in the tab order, with its controls; arrows move from tile to tile, Enter enlarges,
 * Space marks. A click leaves the focus on the tile, so that single keys go on working.
 */
export function useGridKeys({ onEnter, onSpace }: Keys) {
  const [active, setActive] = useState<string | undefined>();

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const tile = event.target;
      if (!(tile instanceof HTMLElement) || tile.dataset.tile === undefined) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter') onEnter(tile.dataset.tile);
      else if (event.key === ' ') onSpace(tile.dataset.tile);
      else {
        const next = neighbour(tilesIn(event.currentTarget), tile, event.key);
        if (!next) return;
        next.focus();
        next.scrollIntoView({ block: 'nearest' });
      }
      event.preventDefault();
    },
    [onEnter, onSpace],
  );

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    // What belongs to several pictures, such as the foot of their tile, leaves the one that is active.
    const id = event.target.closest<HTMLElement>('[data-tile]')?.dataset.tile;
    if (id !== undefined) setActive(id);
  }, []);

  const onPointerUp = useCallback((event: PointerEvent<HTMLElement>) => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tile]') : null;
    if (event.pointerType === 'mouse') tile?.focus({ preventScroll: true });
  }, []);

  return { active, handlers: { onKeyDown, onFocus, onPointerUp } };
}
