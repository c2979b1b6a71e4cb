import { createStore } from './store.ts';

/** What can be chosen besides as long as everything. */
const DAYS: readonly number[] = [1, 7, 30, 90, 365];

/**
 * For how many days a run can be kept: fewer than everything, and for longer than it has been.
 * @param keptDays for how long everything is kept
 * @param ageMs of the run
 */
export const offeredDays = (keptDays: number, ageMs = 0): readonly number[] =>
  DAYS.filter((days) => days < keptDays && days * 86_400_000 > ageMs);

/** Days that the next runs of this device are kept for; 0 for as long as everything. */
export const keptStore = createStore<number>('kept-days', (stored) => Number(stored) || 0);

/** The field of a request; none where nothing was chosen. */
export function expiryField(keptDays: number): { expiresInDays?: number } {
  const chosen = keptStore.get();
  return offeredDays(keptDays).includes(chosen) ? { expiresInDays: chosen } : {};
}
