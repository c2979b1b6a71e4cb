import type { PersonalKey, Role } from '../contract/index.ts';

/** A key as it is kept. */
export interface StoredKey extends PersonalKey {
  /** SHA-256 of the whole key. It has 190 random bits, so nobody can guess what it is the hash of. */
  hash: string;
  /** Id of the person who made it, and what that person was. */
  owner: string;
  role: Role;
}

/** Keys of programs. Every implementation passes `tests/suites/key-store.ts`. */
export interface KeyStore {
  /** Keeps a key, unless its owner has `most` already that have not expired when it was made. @returns whether it did */
  create(key: StoredKey, most: number): Promise<boolean>;
  /** `undefined` if there is no such key, or if it was revoked; one that has expired may be found. */
  find(id: string): Promise<StoredKey | undefined>;
  /** Those of a person, in no order. */
  list(owner: string): Promise<StoredKey[]>;
  /** Repeating it changes nothing. */
  revoke(key: Pick<StoredKey, 'id' | 'owner'>): Promise<void>;
  /** Has the list of a person forgotten who has no keys any more. @param now milliseconds since the epoch */
  forget(owner: string, now: number): Promise<void>;
}
