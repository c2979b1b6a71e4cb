import { asObject, createStore } from '../../lib/store.ts';
import { type Group, groupsOf } from './groups.ts';
import { SIZES, type Size } from './layout.ts';
import type { Tile } from './run-state.ts';

export const ORDERS = ['asked', 'fastest', 'cheapest', 'name'] as const;
export type Order = (typeof ORDERS)[number];

/** How the pictures of a run are shown; kept on this device. */
export type View = { size: Size; facts: boolean; order: Order };

export const viewStore = createStore<View>('view', (stored) => {
  const { size, facts, order } = asObject(stored);
  return {
    size: SIZES.find((each) => each === size) ?? 'auto',
    facts: facts !== false,
    order: ORDERS.find((each) => each === order) ?? 'asked',
  };
});

export function changeView(change: Partial<View>): void {
  viewStore.set((view) => ({ ...view, ...change }));
}

/** What the slider offers, from the smallest pictures to the largest. */
const STEPS: readonly Size[] = SIZES.filter((size) => size !== 'auto');

/** The slider's position; `auto` is in the middle. */
export const stepOf = (size: Size) => (size === 'auto' ? 3 : STEPS.indexOf(size));
export const sizeAt = (step: number): Size => STEPS[Math.min(STEPS.length - 1, Math.max(0, step))] ?? 'auto';
export const LAST_STEP = STEPS.length - 1;

/** A model by its quickest, or cheapest, picture; one without a time or a price comes last. */
function rankOf({ pictures }: Group, order: 'fastest' | 'cheapest'): number {
  const ranks = pictures.map(({ state }) => {
    if (state.kind !== 'done') return Number.MAX_VALUE;
    const { durationMs, costUsd } = state.result;
    return order === 'fastest' ? durationMs : (costUsd ?? Number.MAX_VALUE);
  });
  return Math.min(...ranks);
}

/** Models in an order; equal ones stay as they were. */
export function inOrder(groups: readonly Group[], order: Order): readonly Group[] {
  if (order === 'asked') return groups;
  if (order === 'name') {
    return groups.toSorted((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()));
  }
  return groups.toSorted((a, b) => rankOf(a, order) - rankOf(b, order));
}

/** The pictures of a run in the order in which its page shows them. */
export function picturesInOrder(tiles: readonly Tile[], order: Order): Tile[] {
  return inOrder(groupsOf(tiles), order).flatMap((group) => group.pictures);
}
