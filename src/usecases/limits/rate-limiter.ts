import { RequestError } from '../../errors.ts';
import type { Log } from '../../lib/log.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { expiryOf } from '../../store/table-keys.ts';
import type { Quota, QuotaCode } from './quotas.ts';

type AnyQuota = Quota<QuotaCode>;

/** How long an exhausted budget is remembered: not until its window ends, because failed pictures give back. */
const BUDGET_MEMORY_MS = 60_000;
/**
 * How long an exhausted request quota is remembered the first time: longer than a request can last, because a request
 * that is refused by another quota gives back what it counted. Exhausted again after that, it is remembered until its
 * window ends.
 */
const FIRST_MEMORY_MS = 35_000;
/** Refusals remembered at most; the oldest are forgotten first. */
const MEMORY_SIZE = 10_000;

/** A request that was admitted, and counted in all of its quotas. */
export interface Admitted {
  /** `RateLimit-*` of the request quota with the least left. */
  headers: Record<string, string>;
  /**
   * Undoes the admission, or only the counting of the request, or only its reservations. Never throws: what cannot be
   * undone is logged and stays counted.
   */
  refund(what: 'everything' | 'requests' | 'reservations'): Promise<void>;
  /** Makes the admission final once the request has done its work. Never throws. */
  confirm(): Promise<void>;
}

export interface RateLimiter {
  /**
   * Counts a request in all of its quotas or in none. Fails closed: if the counters are unavailable, the request is
   * refused. What is known to be exhausted is refused without asking the store.
   * @param id of this admission; no other has the same
   * @param now milliseconds since the epoch
   * @throws RequestError RATE_LIMITED, BUDGET_EXHAUSTED, LIST_BUDGET_REACHED, DISPATCH_FAILED
   */
  admit(quotas: readonly AnyQuota[], id: string, now: number): Promise<Admitted>;
}

/** A rate limiter that remembers, in this container, which quotas are exhausted. */
export function createRateLimiter({ counters, log }: { counters: CounterStore; log: Log }): RateLimiter {
  const exhausted = new Map<string, { amount: number; until: number }>();

  const remember = ({ key, amount, code, window }: AnyQuota, now: number) => {
    // Its cells come one after the other, and each that ends may give something back.
    if (code === 'LIST_BUDGET_REACHED') return;
    const earlier = exhausted.get(key);
    const isConfirmed = earlier !== undefined && now >= earlier.until;
    const rateUntil = isConfirmed ? window.endsAt : now + FIRST_MEMORY_MS;
    const until = code === 'BUDGET_EXHAUSTED' ? now + BUDGET_MEMORY_MS : rateUntil;
    const oldest = exhausted.size >= MEMORY_SIZE ? exhausted.keys().next().value : undefined;
    if (oldest !== undefined) exhausted.delete(oldest);
    exhausted.set(key, { amount, until });
  };
  const isKnownExhausted = ({ key, amount }: AnyQuota, now: number) => {
    const known = exhausted.get(key);
    return known !== undefined && now < known.until && amount >= known.amount;
  };

  /** Does something to the counter of each quota at once; failures are logged. */
  const forEach = async (
    quotas: readonly AnyQuota[],
    failure: 'An admission could not be undone' | 'An admission could not be confirmed',
    change: (quota: AnyQuota) => Promise<void>,
  ) => {
    const outcomes = await Promise.allSettled(quotas.map(change));
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'rejected')
        log.error(failure, { key: quotas[index]?.key, cause: outcome.reason });
    });
  };

  return {
    async admit(quotas, id, now) {
      const known = quotas.find((quota) => isKnownExhausted(quota, now));
      if (known !== undefined) throw refusalOf(known, now);

      const outcomes = await Promise.allSettled(
        quotas.map(({ key, amount, limit, window }) =>
          counters.add(key, { amount, limit, mark: id, expiresAt: expiryOf(window) }),
        ),
      );
      const refused = quotas.filter((_, index) => isRefusal(outcomes[index]));
      // Also those whose store failed: the addition may have been applied, and only its response lost.
      const counted = quotas.filter((_, index) => !isRefusal(outcomes[index]));
      const refund: Admitted['refund'] = async (what) => {
        const kinds = {
          everything: ['RATE_LIMITED', 'BUDGET_EXHAUSTED', 'LIST_BUDGET_REACHED'],
          requests: ['RATE_LIMITED'],
          reservations: ['BUDGET_EXHAUSTED', 'LIST_BUDGET_REACHED'],
        };
        const undone = counted.filter(({ code }) => kinds[what].includes(code));
        await forEach(undone, 'An admission could not be undone', async ({ key, amount }) => {
          exhausted.delete(key);
          await counters.takeBack(key, id, amount);
        });
      };
      for (const quota of refused) remember(quota, now);
      const failure = outcomes.find((outcome) => outcome.status === 'rejected');
      if (refused[0] !== undefined || failure !== undefined) {
        await refund('everything');
        throw refused[0] === undefined ? unavailable(failure?.reason) : refusalOf(refused[0], now);
      }
      const values = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' && outcome.value.admitted ? outcome.value.value : 0,
      );
      return {
        headers: tightest(quotas, values, now),
        refund,
        confirm: () =>
          forEach(quotas, 'An admission could not be confirmed', ({ key }) => counters.unmark(key, id)),
      };
    },
  };
}

const isRefusal = (outcome: PromiseSettledResult<{ admitted: boolean }> | undefined) =>
  outcome?.status === 'fulfilled' && !outcome.value.admitted;

/** The refusal of a request because a store is unavailable. */
export function unavailable(cause: unknown): RequestError {
  return new RequestError(
    'DISPATCH_FAILED',
    'A part of the service is unavailable at the moment, so nothing was started. Try again in a few seconds.',
    { cause, retryAfter: 5 },
  );
}

/** Fails closed: if a store is unavailable, the request is refused. */
export async function failClosed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof RequestError ? error : unavailable(error);
  }
}

/** `RateLimit-*` headers count requests, so a budget has none. */
function refusalOf({ code, refusal, limit, window }: AnyQuota, now: number): RequestError {
  // The budget of a list is not renewed.
  if (code === 'LIST_BUDGET_REACHED') return new RequestError(code, refusal);
  const retryAfter = secondsUntil(window.endsAt, now);
  const headers = code === 'RATE_LIMITED' ? rateLimitHeaders(limit, 0, retryAfter) : {};
  return new RequestError(code, refusal, { retryAfter, headers });
}

function tightest(
  quotas: readonly AnyQuota[],
  values: readonly number[],
  now: number,
): Record<string, string> {
  const counts = quotas
    .map((quota, index) => ({ quota, left: quota.limit - (values[index] ?? 0) }))
    .filter(({ quota }) => quota.code === 'RATE_LIMITED')
    .sort((one, other) => one.left - other.left);
  const [least] = counts;
  if (least === undefined) return {};
  return rateLimitHeaders(least.quota.limit, least.left, secondsUntil(least.quota.window.endsAt, now));
}

function rateLimitHeaders(limit: number, remaining: number, resetSeconds: number): Record<string, string> {
  return {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(resetSeconds),
  };
}

function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / 1000));
}
