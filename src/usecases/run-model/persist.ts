import type { Clock } from '../../lib/clock.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;

/**
 * Repeats a request to a store, which must not be lost, until it works or the time is up.
 * @param until milliseconds since the epoch; tried at least once
 * @throws the last failure
 */
export async function persist<T>(request: () => Promise<T>, clock: Clock, until: number): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await request();
    } catch (error) {
      if (clock.now() + wait > until) throw error;
      await clock.sleep(wait);
    }
  }
}
