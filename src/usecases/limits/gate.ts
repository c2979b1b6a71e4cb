import { RequestError } from '../../errors.ts';
import type { Log } from '../../lib/log.ts';
import { expiryOf } from '../../store/counter-keys.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { Charge } from './charges.ts';

/** How long a refused budget is remembered: not to the end of its window, because pictures that fail give back. */
const BUDGET_MEMORY_MS = 60_000;
/**
 * How long a count that was found full for the first time is believed: longer than a request may last, because one
 * that is refused further on gives back what it was charged.
 */
const FIRST_MEMORY_MS = 35_000;
/** Refusals remembered at most; the oldest go first. */
const MEMORY_SIZE = 10_000;

/** Let in and charged. */
export interface Admitted {
  /** `RateLimit-*` of the count of which least is left. */
  headers: Record<string, string>;
  /** Takes back everything that was charged. Never throws; what cannot be taken back stays counted. */
  refund(): Promise<void>;
}

export interface Gate {
  /** The refusal that is already certain, without asking the store. */
  knownRefusal(charges: readonly Charge[], now: number): RequestError | undefined;
  /** @throws RequestError RATE_LIMITED, BUDGET_EXHAUSTED; DISPATCH_FAILED where the store cannot be asked */
  admit(charges: readonly Charge[], now: number): Promise<Admitted>;
}

/** Charges in stages, all or nothing, and remembers for this container what is used up. */
export function createGate({ counters, log }: { counters: CounterStore; log: Log }): Gate {
  const refusals = new Map<string, { amount: number; until: number }>();

  const remember = (charge: Charge, now: number) => {
    const { key, amount, code, window } = charge;
    const earlier = refusals.get(key);
    const isConfirmed = earlier !== undefined && now >= earlier.until;
    const rateEnd = isConfirmed ? window.endsAt : now + FIRST_MEMORY_MS;
    const end = code === 'BUDGET_EXHAUSTED' ? now + BUDGET_MEMORY_MS : rateEnd;
    const until = Math.min(window.endsAt, end);
    const oldest = refusals.size >= MEMORY_SIZE ? refusals.keys().next().value : undefined;
    if (oldest !== undefined) refusals.delete(oldest);
    refusals.set(key, { amount, until });
  };
  const isRemembered = ({ key, amount }: Charge, now: number) => {
    const refusal = refusals.get(key);
    return refusal !== undefined && now < refusal.until && amount >= refusal.amount;
  };
  const refund = async (charges: readonly Charge[]) => {
    const outcomes = await Promise.allSettled(
      charges.map(({ key, amount }) => counters.subtract(key, amount)),
    );
    outcomes.forEach((outcome, index) => {
      const key = charges[index]?.key ?? '';
      refusals.delete(key);
      if (outcome.status === 'rejected')
        log.error('A charge could not be taken back', { key, cause: outcome.reason });
    });
  };

  return {
    knownRefusal(charges, now) {
      const charge = charges.find((candidate) => isRemembered(candidate, now));
      return charge && refusalOf(charge, now);
    },
    async admit(charges, now) {
      const charged: { charge: Charge; value: number }[] = [];
      const takeBack = () => refund(charged.map(({ charge }) => charge));
      for (const together of inStages(charges)) {
        const outcomes = await Promise.allSettled(
          together.map(({ key, amount, limit, window }) =>
            counters.addWithin(key, amount, limit, expiryOf(window)),
          ),
        );
        const refused: Charge[] = [];
        let failure: { cause: unknown } | undefined;
        together.forEach((charge, index) => {
          const outcome = outcomes[index];
          if (outcome?.status !== 'fulfilled') failure ??= { cause: outcome?.reason };
          else if (outcome.value.admitted) charged.push({ charge, value: outcome.value.value });
          else refused.push(charge);
        });
        for (const charge of refused) remember(charge, now);
        const [first] = refused;
        if (failure === undefined && first === undefined) continue;
        await takeBack();
        throw first === undefined ? unavailable(failure?.cause) : refusalOf(first, now);
      }
      return { headers: tightest(charged, now), refund: takeBack };
    },
  };
}

/**
 * The address's share first, so that a flood from one address never counts in what everybody shares; then the rest at
 * once: where everybody's count refuses a run, nobody gets in whatever the budgets say.
 */
function inStages(charges: readonly Charge[]): Charge[][] {
  const own = charges.filter(({ sharedBy }) => sharedBy === 'address');
  const shared = charges.filter(({ sharedBy }) => sharedBy === 'everybody');
  return [own, shared].filter((stage) => stage.length > 0);
}

/** The refusal for a store that cannot be asked: nobody is let through uncounted. */
export function unavailable(cause: unknown): RequestError {
  return new RequestError(
    'DISPATCH_FAILED',
    'A part of the service cannot be reached at the moment, so nothing was started. Try again in a few seconds.',
    { cause, retryAfter: 5 },
  );
}

function refusalOf(charge: Charge, now: number): RequestError {
  const seconds = secondsUntil(charge.window.endsAt, now);
  return new RequestError(charge.code, charge.refusal, {
    retryAfter: seconds,
    headers: rateLimitHeaders(charge.headerLimit, 0, seconds),
  });
}

function tightest(
  charged: readonly { charge: Charge; value: number }[],
  now: number,
): Record<string, string> {
  const counts = charged
    .filter(({ charge }) => charge.code === 'RATE_LIMITED')
    .map(({ charge, value }) => ({ charge, left: charge.limit - value }));
  const [first, ...others] = counts;
  if (first === undefined) return {};
  const { charge, left } = others.reduce((least, other) => (other.left < least.left ? other : least), first);
  return rateLimitHeaders(charge.limit, left, secondsUntil(charge.window.endsAt, now));
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
