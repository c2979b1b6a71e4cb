import type { Clock } from '../../lib/clock.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;

/**
 * Repeats a write that must not be lost until it works or the time is up.
 * @param until milliseconds since the epoch; tried at least once
 * @throws the last failure
 */
export async function persist<T>(write: () => Promise<T>, clock: Clock, until: number): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await write();
    } catch (error) {
      if (clock.now() + wait > until) throw error;
      await clock.sleep(wait);
    }
  }
}
