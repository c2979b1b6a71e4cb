import type { GenerateResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { atMost } from '../../lib/at-most.ts';
import type { Clock } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { Log } from '../../lib/log.ts';
import { counterKeys } from '../../store/counter-keys.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import { exists, JSON_OPTIONS, readVersion } from '../../store/json.ts';
import { keys } from '../../store/keys.ts';
import type { ObjectStore } from '../../store/object-store.ts';

/** How long a key stands for its job. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;
/** A first request that has not written its job by now is dead: the function may not run that long. */
const DEAD_AFTER_MS = 35_000;
/** How long a second request waits for the first. */
const PATIENCE_MS = 5000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 800;
/** How long the quick count may keep a request waiting; without it the record decides. */
const COUNT_MS = 2000;
/** How long a withdrawal may hold up the refusal: what is not withdrawn is dead soon all the same. */
const WITHDRAWAL_MS = 2000;

/** `idempotency/{hash}.json`: which job a key stands for. */
export interface IdempotencyDocument {
  jobId: string;
  bodyHash: string;
  createdAt: string;
  /** What every request with this key is answered, once the job is written. */
  response: GenerateResponse;
  /** The request was refused, so that the key is free again. Not deleted: a late deletion could hit a successor. */
  withdrawn?: true;
}

export interface KeyedRequest {
  /** Keyed hash of the client's address: keys of different people never meet. */
  clientHash: string;
  key: string;
  bodyHash: string;
  /** The answer if this request turns out to be the first. */
  response: GenerateResponse;
}

export type Turn =
  /** Nobody was before: go on, and withdraw when the request is refused after all. */
  { first: true; withdraw: () => Promise<void> } | { first: false; response: GenerateResponse };

export interface Idempotency {
  /**
   * Whether this request is the first with its key as far as a quick count can tell, so that work which `begin` may
   * turn out to be in vain is begun only for requests that will hardly be repetitions. Never throws.
   */
  seemsFirst(request: KeyedRequest): Promise<boolean>;
  /**
   * Finds out whether this request is the first with its key; of many at once exactly one is. The others wait for
   * its job and get its answer.
   * @throws RequestError IDEMPOTENCY_MISMATCH; DISPATCH_FAILED where the first takes too long
   */
  begin(request: KeyedRequest): Promise<Turn>;
  /**
   * The answer to a repetition, without claiming the key: for requests that would be refused if they were the first.
   * @throws RequestError as `begin`
   */
  recall(request: KeyedRequest): Promise<GenerateResponse | undefined>;
}

export interface IdempotencyTools {
  objects: ObjectStore;
  counters: Pick<CounterStore, 'addWithin'>;
  jobs: JobStore;
  clock: Clock;
  log: Log;
}

export function createIdempotency({ objects, counters, jobs, clock, log }: IdempotencyTools): Idempotency {
  const markWithdrawn = async (recordKey: string, own: IdempotencyDocument) => {
    try {
      const found = await readVersion<IdempotencyDocument>(objects, recordKey);
      if (found?.document.jobId !== own.jobId) return;
      const withdrawn: IdempotencyDocument = { ...own, withdrawn: true };
      await objects.putIfMatch(recordKey, JSON.stringify(withdrawn), found.etag, JSON_OPTIONS);
    } catch (cause) {
      log.error('An idempotency record could not be withdrawn', { jobId: own.jobId, cause });
    }
  };

  const withdraw = (recordKey: string, own: IdempotencyDocument) =>
    atMost(markWithdrawn(recordKey, own), WITHDRAWAL_MS, clock);

  /** `undefined`: free; otherwise the answer of the job that the key stands for, or that it is still to come. */
  const answerOf = async (record: IdempotencyDocument, bodyHash: string) => {
    const age = clock.now() - Date.parse(record.createdAt);
    if (record.withdrawn || age > LIFETIME_MS) return undefined;
    const written = await jobs.exists(record.jobId);
    if (!written && age > DEAD_AFTER_MS) return undefined;
    if (record.bodyHash !== bodyHash) throw mismatch();
    return written ? record.response : 'wait';
  };

  /** `undefined` once the key is claimed for `own`; otherwise the answer of the job that it stands for. */
  const claimOrAnswer = async (recordKey: string, own: IdempotencyDocument) => {
    const pause = patience(clock);
    for (;;) {
      const outcome = await objects.putIfAbsent(recordKey, JSON.stringify(own), JSON_OPTIONS);
      if (outcome === 'created') return undefined;
      for (;;) {
        const found = await readVersion<IdempotencyDocument>(objects, recordKey);
        if (found === undefined) break;
        // Written by an earlier attempt of this very call, whose answer was lost.
        if (found.document.jobId === own.jobId) return undefined;
        const answer = await answerOf(found.document, own.bodyHash);
        if (answer !== undefined && answer !== 'wait') return answer;
        if (answer === undefined) {
          const taken = await objects.putIfMatch(recordKey, JSON.stringify(own), found.etag, JSON_OPTIONS);
          if (taken === 'written') return undefined;
        }
        await pause();
      }
      await pause();
    }
  };

  return {
    async seemsFirst({ clientHash, key }) {
      const expiresAt = Math.ceil((clock.now() + LIFETIME_MS) / 1000);
      try {
        const mark = counterKeys.idempotency(recordHashOf(clientHash, key));
        const counted = await atMost(counters.addWithin(mark, 1, 1, expiresAt), COUNT_MS, clock);
        return counted?.admitted ?? false;
      } catch (cause) {
        log.warn('An idempotency key could not be counted', { cause });
        return false;
      }
    },

    async begin({ clientHash, key, bodyHash, response }) {
      const recordKey = recordKeyOf(clientHash, key);
      const own = { jobId: response.jobId, bodyHash, createdAt: isoTime(clock), response };
      try {
        const answer = await claimOrAnswer(recordKey, own);
        if (answer !== undefined) return { first: false, response: answer };
        return { first: true, withdraw: () => withdraw(recordKey, own) };
      } catch (error) {
        // A write whose answer was lost may have claimed the key for a job that now will not be started.
        if (!(error instanceof RequestError)) await withdraw(recordKey, own);
        throw error;
      }
    },

    async recall({ clientHash, key, bodyHash }) {
      const recordKey = recordKeyOf(clientHash, key);
      const pause = patience(clock);
      while (await exists(objects, recordKey)) {
        const found = await readVersion<IdempotencyDocument>(objects, recordKey);
        const answer = found && (await answerOf(found.document, bodyHash));
        if (answer !== 'wait') return answer;
        await pause();
      }
      return undefined;
    },
  };
}

const recordHashOf = (clientHash: string, key: string) => sha256Hex(`${clientHash}\n${key}`);

const recordKeyOf = (clientHash: string, key: string) => keys.idempotency(recordHashOf(clientHash, key));

/** Growing pauses that end with a refusal. */
function patience(clock: Clock): () => Promise<void> {
  const until = clock.now() + PATIENCE_MS;
  let wait = FIRST_WAIT_MS;
  return async () => {
    if (clock.now() + wait > until) throw stillWorking();
    await clock.sleep(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
}

function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

function mismatch(): RequestError {
  return new RequestError(
    'IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used for another request in the last 24 hours. Send a new key with a new request.',
  );
}

function stillWorking(): RequestError {
  return new RequestError(
    'DISPATCH_FAILED',
    'An earlier request with the same Idempotency-Key is still being started. Ask again with the same key in a few seconds.',
    { retryAfter: 5 },
  );
}
