import { setTimeout as wait } from 'node:timers/promises';

const HOUR_MS = 3_600_000;
/** More than the requests of one test take, on a busy machine too. */
const NEEDED_MS = 30_000;

/**
 * Waits for the next hour if little is left of this one. Limits count by the hour and by the day, in UTC, so that requests
 * before and after its turn are counted apart, as they should be.
 */
export async function withinOneHour(): Promise<void> {
  const leftMs = HOUR_MS - (Date.now() % HOUR_MS);
  if (leftMs < NEEDED_MS) await wait(leftMs + 100);
}
