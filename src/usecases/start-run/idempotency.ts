import { RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { Log } from '../../lib/log.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { IdempotencyStore } from '../../store/idempotency-store.ts';
import { tableKeys } from '../../store/table-keys.ts';

/** How long a key stands for its run. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;
/** A request that has not started its run by now is dead: the function may not run for that long. */
const LEASE_MS = 35_000;
/** How long freeing a key may hold up a refusal. A key that is not freed can be taken over after its lease. */
const RELEASE_MS = 2000;
/** Shorter keys, such as `order-1`, are likely to be chosen by several people; each address has its own. */
const SHORTEST_SHARED_KEY = 16;

export interface KeyedRequest {
  key: string;
  /** Keyed hash of the client's address. */
  clientHash: string;
  /** Hash of what was asked for: the same pictures have the same fingerprint, however the request is written. */
  fingerprint: string;
  /** The run to start if the key is free. */
  jobId: string;
}

/** What a request with an idempotency key has to do. */
export type Turn =
  /** Start the run, which nobody has started. */
  | { kind: 'start'; jobId: string; lease: Lease }
  /** Finish starting the run: the request that began it died. What it wrote is still there. */
  | { kind: 'resume'; jobId: string; lease: Lease }
  /** Answer with the run, which was started before. */
  | { kind: 'repeat'; jobId: string };

/** The right to start the run of a key. Neither method throws. */
export interface Lease {
  /** The run has started: from now on the key stands for it. */
  complete(): Promise<void>;
  /** The run will not be started: the key is free again. */
  release(): Promise<void>;
}

export interface Idempotency {
  /**
   * Of many requests with one key at a time, exactly one gets to start the run.
   * @throws RequestError IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_MISMATCH; any other error if the store is unavailable
   */
  take(request: KeyedRequest): Promise<Turn>;
}

export interface IdempotencyTools {
  keys: IdempotencyStore;
  clock: Clock;
  log: Log;
  newId: () => string;
}

export function createIdempotency({ keys, clock, log, newId }: IdempotencyTools): Idempotency {
  const attempted = async (what: 'completed' | 'released', work: Promise<void>) => {
    const timeUp = () => new Error('The store did not answer in time.');
    await withDeadline(() => work, { milliseconds: RELEASE_MS, clock, timeUp }).catch((cause: unknown) => {
      log.error(`An idempotency key could not be ${what}`, { cause });
    });
  };
  const leaseOf = (recordKey: string, holder: string): Lease => ({
    complete: () => attempted('completed', keys.complete(recordKey, holder)),
    release: () => attempted('released', keys.release(recordKey, holder)),
  });

  return {
    async take({ key, clientHash, fingerprint, jobId }) {
      const recordKey = recordKeyOf(key, clientHash);
      const now = clock.now();
      const holder = newId();
      const leaseEndsAt = now + LEASE_MS;
      const expiresAt = Math.ceil((now + LIFETIME_MS) / 1000);
      const lease = leaseOf(recordKey, holder);

      const claim = { state: 'pending', jobId, fingerprint, holder, leaseEndsAt, expiresAt } as const;
      const found = await keys.claim(recordKey, claim, now);
      if (found === undefined) return { kind: 'start', jobId, lease };
      if (found.fingerprint !== fingerprint) throw mismatch();
      if (found.state === 'done') return { kind: 'repeat', jobId: found.jobId };
      if (found.leaseEndsAt > now) throw inProgress();
      const taken = await keys.takeOver(recordKey, {
        from: found.holder,
        to: holder,
        leaseEndsAt,
        expiresAt,
      });
      if (!taken) throw inProgress();
      return { kind: 'resume', jobId: found.jobId, lease };
    },
  };
}

/** Hashed, because a key may hold what a person would not want stored. */
function recordKeyOf(key: string, clientHash: string): string {
  const scope = key.length < SHORTEST_SHARED_KEY ? clientHash : 'everybody';
  return tableKeys.idempotency(sha256Hex(`${scope}\n${key}`));
}

function mismatch(): RequestError {
  return new RequestError(
    'IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used for a different request in the last 24 hours. Send a new key with a new request.',
  );
}

function inProgress(): RequestError {
  return new RequestError(
    'IDEMPOTENCY_IN_PROGRESS',
    'An earlier request with the same Idempotency-Key is still being processed. Repeat this request in a moment.',
    { retryAfter: 1 },
  );
}
