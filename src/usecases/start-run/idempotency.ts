import { RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { Log } from '../../lib/log.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { IdempotencyStore } from '../../store/idempotency-store.ts';
import { tableKeys } from '../../store/table-keys.ts';
import type { Clients } from '../limits/clients.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a key stands for its run. */
const LIFETIME_MS = DAY_MS;
/** A request that has not started its run by now is dead: the function may not run for that long. */
const LEASE_MS = 35_000;
/** How long freeing a key may hold up a refusal. A key that is not freed can be taken over after its lease. */
const RELEASE_MS = 2000;
/** Shorter keys, such as `order-1`, are likely to be chosen by several people; each address has its own. */
const SHORTEST_SHARED_KEY = 16;

export interface KeyedRequest {
  key: string;
  /** As the gateway saw it. */
  address: string;
  /** Who sends it, where people sign in: their keys never meet those of others. */
  person?: string | undefined;
  /** Of a prompt of a list, which is its own key: that list. */
  list?: string | undefined;
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
  clients: Pick<Clients, 'identify'>;
  clock: Clock;
  log: Log;
  newId: () => string;
}

export function createIdempotency(tools: IdempotencyTools): Idempotency {
  const { keys, clock, log, newId } = tools;
  const attempted = async (what: 'completed' | 'released', work: Promise<void>) => {
    const timeUp = () => new Error('The store did not answer in time.');
    await withDeadline(() => work, { milliseconds: RELEASE_MS, clock, timeUp }).catch((cause: unknown) => {
      log.error(`An idempotency key could not be ${what}`, { cause });
    });
  };
  const leaseOf = (records: readonly string[], holder: string): Lease => ({
    complete: () =>
      attempted(
        'completed',
        each(records, (record) => keys.complete(record, holder)),
      ),
    release: () =>
      attempted(
        'released',
        each(records, (record) => keys.release(record, holder)),
      ),
  });

  return {
    async take({ key, address, person, list, fingerprint, jobId }) {
      const now = clock.now();
      const records =
        list !== undefined
          ? [recordOf(`list ${list}`, key)]
          : person === undefined
            ? await recordsOf(tools.clients, key, address, now)
            : [recordOf(`person ${person}`, key)];
      const holder = newId();
      const leaseEndsAt = now + LEASE_MS;
      const expiresAt = Math.ceil((now + LIFETIME_MS) / 1000);
      const lease = leaseOf(records, holder);
      /** Claimed here. What is taken over is not among them: freed, it would lose the run that may be drawing. */
      const claimed: string[] = [];
      const undo = () => (claimed.length === 0 ? undefined : leaseOf(claimed.splice(0), holder).release());

      let turn: Turn = { kind: 'start', jobId, lease };
      try {
        for (const record of records) {
          const pending = { state: 'pending', jobId: turn.jobId, fingerprint, holder } as const;
          const found = await keys.claim(record, { ...pending, leaseEndsAt, expiresAt }, now);
          if (found === undefined) {
            claimed.push(record);
            continue;
          }
          if (found.fingerprint !== fingerprint) throw mismatch();
          const isSameRun = found.jobId === turn.jobId;
          if (!isSameRun) await undo();
          if (found.state === 'done') {
            if (isSameRun) await lease.complete();
            return { kind: 'repeat', jobId: found.jobId };
          }
          if (found.leaseEndsAt > now) throw inProgress();
          const change = { from: found.holder, to: holder, leaseEndsAt, expiresAt };
          if (!(await keys.takeOver(record, change))) throw inProgress();
          turn = { kind: 'resume', jobId: found.jobId, lease };
        }
        return turn;
      } catch (error) {
        await undo();
        throw error;
      }
    },
  };
}

async function each(records: readonly string[], change: (record: string) => Promise<void>): Promise<void> {
  await Promise.all(records.map(change));
}

/**
 * The records that a key has to get, in this order. A key that is scoped by address has one for each of two days, because
 * addresses are named anew every day: requests before and after a midnight meet in that of the day before it.
 */
async function recordsOf(
  clients: Pick<Clients, 'identify'>,
  key: string,
  address: string,
  now: number,
): Promise<string[]> {
  if (key.length >= SHORTEST_SHARED_KEY) return [recordOf('everybody', key)];
  const [before, today] = await Promise.all([now - DAY_MS, now].map((day) => clients.identify(address, day)));
  return [before, today].flatMap((client) => (client === undefined ? [] : recordOf(client.hash, key)));
}

/** Hashed, because a key may hold what a person would not want stored. */
const recordOf = (scope: string, key: string) => tableKeys.idempotency(sha256Hex(`${scope}\n${key}`));

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
