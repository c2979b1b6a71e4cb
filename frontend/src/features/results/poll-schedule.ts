/** Share of a run's age that is waited between two questions: what is learned is at most this much too late. */
const SHARE_OF_AGE = 0.15;
const SHORTEST_MS = 100;
const LONGEST_MS = 6000;
/** Where the usual times are known: quiet until this share of the nearest one, and close watch up to that share. */
const WATCH_FROM = 0.8;
const WATCH_UNTIL = 1.3;
const WATCH_SHARE = 0.03;
const WATCH_SHORTEST_MS = 50;
/** A model's picture can be seen a little after it is done; this is its share of the usual time, and 1. */
const STORED_AT = [1.01];
/** The last one decides how long the run takes, and no other question finds it by the way. */
const LAST_STORED_AT = [1.003, 1.006, 1.01, 1.014];
const SOONEST_MS = 4;
/** Even when nothing is due, what has started meanwhile should show. */
const QUIET_MS = 1500;

/**
 * Milliseconds until the next question about a running job. Without knowledge, questions come ever more slowly as the
 * run grows older, so that the wait they add is a small share of any model's time and their number grows only with
 * the logarithm of it. Where this device knows how long the models take, it asks little before and often around that
 * time.
 * @param ageMs how long the run has been going
 * @param dueMs for each unfinished model the age at which it usually ends, `undefined` where nobody knows
 */
export function pollDelay(ageMs: number, dueMs: readonly (number | undefined)[] = []): number {
  const patient = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ageMs * SHARE_OF_AGE));
  const dues = dueMs.filter((due) => due !== undefined).filter((due) => ageMs < due * WATCH_UNTIL);
  if (dues.length < dueMs.length || dues.length === 0) return Math.round(patient);
  const next = Math.min(...dues);
  const quiet = next * WATCH_FROM - ageMs;
  if (quiet > 0) return Math.round(Math.min(QUIET_MS, Math.max(SHORTEST_MS, quiet)));
  const step = Math.min(patient, Math.max(WATCH_SHORTEST_MS, next * WATCH_SHARE));
  // Best of all is the moment at which a model usually ends, just after it.
  const shares = dues.length === 1 ? LAST_STORED_AT : STORED_AT;
  const moments = dues
    .flatMap((due) => shares.map((share) => due * share - ageMs))
    .filter((wait) => wait >= SOONEST_MS);
  return Math.round(Math.min(step, ...moments));
}
