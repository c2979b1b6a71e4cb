/**
 * How often a model took how long: counts by bucket, one item for each month. Every implementation passes
 * `tests/suites/times-store.ts`.
 */
export interface TimesStore {
  /**
   * Counts one result. A repetition whose first response was lost may count twice, which a median hardly shows.
   * @param expiresAt when the item may be forgotten, in epoch seconds
   */
  count(key: string, bucket: number, expiresAt: number): Promise<void>;
  /** The counts of each key by bucket; empty where nothing was counted. */
  read(keys: readonly string[]): Promise<ReadonlyMap<number, number>[]>;
}
