/** Wait between two polls, as a share of the run's age: a change is seen at most this much too late. */
const SHARE_OF_AGE = 0.15;
const SHORTEST_MS = 100;
const LONGEST_MS = 6000;
/** If the usual times are known: few polls until this share of the nearest one, frequent polls up to that share. */
const WATCH_FROM = 0.8;
const WATCH_UNTIL = 1.3;
/** Wait while watching closely, as a share of the nearest usual time: a picture is seen 1 % late on average. */
const WATCH_SHARE = 0.02;
/** The shortest wait for the last model, which a person waits for; while others are due, an answer may bring several. */
const WATCH_LAST_SHORTEST_MS = 50;
/** Longest wait while nothing is due, so that models that have started show soon. */
const QUIET_MS = 1500;

/**
 * Milliseconds until the next poll of a running job. Without usual times the wait grows with the run, so that it adds
 * a small share to any model's time and the number of polls grows with the logarithm of it. With usual times the page
 * polls rarely before the nearest one and often around it.
 * @param ageMs age of the run
 * @param dueMs for each unfinished model the age at which it usually ends; `undefined` if unknown
 */
export function pollDelay(ageMs: number, dueMs: readonly (number | undefined)[] = []): number {
  const patient = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ageMs * SHARE_OF_AGE));
  const dues = dueMs.filter((due) => due !== undefined && ageMs < due * WATCH_UNTIL);
  if (dues.length < dueMs.length || dues.length === 0) return Math.round(patient);
  const next = Math.min(...dues.map(Number));
  const quiet = next * WATCH_FROM - ageMs;
  if (quiet > 0) return Math.round(Math.min(QUIET_MS, Math.max(SHORTEST_MS, quiet)));
  const shortest = dueMs.length === 1 ? WATCH_LAST_SHORTEST_MS : SHORTEST_MS;
  return Math.round(Math.min(patient, Math.max(shortest, next * WATCH_SHARE)));
}
