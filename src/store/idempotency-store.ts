/**
 * What an idempotency key stands for, in one item per key that only conditional updates change. Every implementation
 * passes `tests/suites/idempotency-store.ts`.
 *
 * A key is free, pending or done. `claim` makes a free key pending, `complete` makes it done, `release` frees a
 * pending one. A done key becomes free when it expires.
 */
export interface IdempotencyStore {
  /** Makes a free key pending. @returns `undefined` if this claim got it, otherwise what the key stands for */
  claim(key: string, claim: PendingKey & Expiry, now: number): Promise<KeyRecord | undefined>;
  /** Hands a pending key to another holder. @returns whether this one got it */
  takeOver(key: string, change: Takeover): Promise<boolean>;
  /** Makes a key done that this holder has; otherwise nothing changes. */
  complete(key: string, holder: string): Promise<void>;
  /** Frees a pending key that this holder has; otherwise nothing changes. */
  release(key: string, holder: string): Promise<void>;
}

export type KeyRecord = PendingKey | DoneKey;

interface UsedKey {
  /** The run that the key stands for. */
  jobId: string;
  /** Hash of the request: another request with the same key is a mistake. */
  fingerprint: string;
}

export interface PendingKey extends UsedKey {
  state: 'pending';
  /** The request that is starting the run; unique for each. */
  holder: string;
  /** From then on the holder is taken for dead. Milliseconds since the epoch. */
  leaseEndsAt: number;
}

export interface Takeover extends Expiry {
  /** The holder whose lease has ended. */
  from: string;
  to: string;
  leaseEndsAt: number;
}

interface Expiry {
  /** When the key becomes free again, in epoch seconds. */
  expiresAt: number;
}

export interface DoneKey extends UsedKey {
  state: 'done';
}
