/**
 * Numbers that stay exact under any contention, and although a client repeats requests whose response was lost: each
 * change carries a mark, a name of its own that is kept on the counter, and is applied once for each mark. Every
 * implementation passes `tests/suites/counter-store.ts`.
 */
export interface CounterStore {
  /**
   * Adds an amount if the sum stays within the limit, in one atomic step. Repeating an addition whose mark is on the
   * counter changes nothing and is admitted.
   * @throws if the store is unavailable; the caller then refuses the request
   */
  add(key: string, addition: Addition): Promise<Admission>;
  /** Undoes the addition of this mark and removes the mark. Without the mark, nothing changes. */
  takeBack(key: string, mark: string, amount: number): Promise<void>;
  /**
   * Changes the counter by a positive or negative amount, whatever its limit, and sets the mark. Nothing changes if
   * the mark is set, if there is no such counter, or if it would fall below zero.
   */
  correct(key: string, mark: string, amount: number): Promise<void>;
  /**
   * Removes a mark once its change will not be repeated any more. A store that has repeated the change itself keeps the
   * mark: its earlier request may still arrive.
   */
  unmark(key: string, mark: string): Promise<void>;
  /** The marks on a counter, each with the amount of its change. */
  marks(key: string): Promise<{ mark: string; amount: number }[]>;
  /** The current values, 0 for a counter that does not exist. */
  read(keys: string[]): Promise<number[]>;
}

export interface Addition {
  /** A whole number above 0. */
  amount: number;
  limit: number;
  mark: string;
  /** When the counter may be forgotten, in epoch seconds. */
  expiresAt: number;
}

export type Admission = { admitted: true; value: number } | { admitted: false };
