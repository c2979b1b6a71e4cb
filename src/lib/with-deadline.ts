import type { Clock } from './clock.ts';

export interface Deadline {
  /** How long the work may take. */
  milliseconds: number;
  clock: Pick<Clock, 'sleep'>;
  /** The error to fail with when the time is up. */
  timeUp: () => Error;
}

/**
 * Runs work with a time limit. When the time is up, the signal is aborted and `timeUp()` is thrown;
 * work that ignores its signal goes on unobserved.
 * @throws what the work throws, or `timeUp()`
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { milliseconds, clock, timeUp }: Deadline,
): Promise<T> {
  const working = new AbortController();
  const waiting = new AbortController();
  const tooLate = clock.sleep(milliseconds, waiting.signal).then(() => {
    const error = timeUp();
    working.abort(error);
    throw error;
  });
  try {
    return await Promise.race([work(working.signal), tooLate]);
  } finally {
    waiting.abort();
  }
}
