/** Random texts that everybody agrees on and that are forgotten. Every implementation passes `tests/suites/salt-store.ts`. */
export interface SaltStore {
  /** The text of this key; the first that was proposed is it. @param expiresAt epoch seconds */
  take(key: string, proposed: string, expiresAt: number): Promise<string>;
  /** `undefined` if nobody has proposed one. */
  find(key: string): Promise<string | undefined>;
}
