import { timingSafeEqual } from 'node:crypto';
import type { Caller } from '../caller.ts';
import { RequestError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { sha256Hex } from '../lib/hash.ts';
import { lru } from '../lib/lru.ts';
import { personalKeyId } from '../lib/personal-key.ts';
import type { KeyStore, StoredKey } from '../store/key-store.ts';

/** How long a key that was found is not asked for again, and so how long one may outlive its revocation. */
const REMEMBERED_MS = 50_000;
const MOST_REMEMBERED = 1000;

export interface KeyVerifierTools {
  keys: Pick<KeyStore, 'find'>;
  clock: Pick<Clock, 'now'>;
}

/** Tells for whom a key stands. @throws RequestError BAD_KEY_GIVEN; SIGN_IN_UNAVAILABLE if the store is unavailable */
export function createKeyVerifier({ keys, clock }: KeyVerifierTools): (key: string) => Promise<Caller> {
  const known = lru<{ stored: StoredKey; readAt: number }>(MOST_REMEMBERED);

  const find = async (id: string): Promise<StoredKey | undefined> => {
    const remembered = known.get(id);
    if (remembered !== undefined && clock.now() - remembered.readAt < REMEMBERED_MS) return remembered.stored;
    const readAt = clock.now();
    const stored = await keys.find(id).catch((cause: unknown) => {
      throw new RequestError(
        'SIGN_IN_UNAVAILABLE',
        'Keys cannot be checked at the moment. Try again in a few seconds.',
        { cause, retryAfter: 5 },
      );
    });
    if (stored !== undefined) known.set(id, { stored, readAt });
    return stored;
  };

  return async (key) => {
    const id = personalKeyId(key);
    if (id === undefined) {
      throw new RequestError(
        'BAD_KEY_GIVEN',
        'This is not a key of this service: a letter is wrong or missing.',
      );
    }
    const stored = await find(id);
    const isRight = stored !== undefined && isEqual(stored.hash, sha256Hex(key));
    if (!isRight || Date.parse(stored.expiresAt) <= clock.now()) {
      throw new RequestError('BAD_KEY_GIVEN', 'This key has expired, or it has been revoked.');
    }
    const { owner, role, scopes, runsPerDay, usdPerMonth } = stored;
    return {
      kind: 'key',
      id: owner,
      role,
      scopes,
      key: {
        id,
        ...(runsPerDay !== undefined && { runsPerDay }),
        ...(usdPerMonth !== undefined && { usdPerMonth }),
      },
    };
  };
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
