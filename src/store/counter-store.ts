/** Numbers that must be exact under any contention. Every implementation passes `tests/suites/counter-store.ts`. */
export interface CounterStore {
  /**
   * Adds `amount` when the sum stays within `limit`, as one atomic step.
   * @throws when the store cannot be asked; the caller then refuses, it never lets through.
   */
  addWithin(key: string, amount: number, limit: number, expiresAt: number): Promise<Admission>;
  /** Takes back what was added before; never below zero. */
  subtract(key: string, amount: number): Promise<void>;
  /** The current values, 0 where nothing was counted. */
  read(keys: string[]): Promise<number[]>;
}

export type Admission = { admitted: true; value: number } | { admitted: false };
