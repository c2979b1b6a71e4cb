import type { Clock } from './clock.ts';

/** What the work gives, or `undefined` when it takes longer than that; it then goes on by itself. */
export async function atMost<T>(
  work: Promise<T>,
  milliseconds: number,
  clock: Pick<Clock, 'sleep'>,
): Promise<T | undefined> {
  const done = new AbortController();
  const patience = clock.sleep(milliseconds, done.signal).catch(() => undefined);
  try {
    return (await Promise.race([work, patience])) ?? undefined;
  } finally {
    done.abort();
  }
}
