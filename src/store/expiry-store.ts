import { expiryOfKey, objectKeys } from './object-keys.ts';
import { listAll, type ObjectStore, putMarker } from './object-store.ts';

/** When a run goes by itself. */
export interface Expiry {
  jobId: string;
  /** As in its documents. */
  expiresAt: string;
}

/** Which runs go by themselves when, for the sweeper. A run may be in it more than once: what counts is its state. */
export interface ExpiryStore {
  add(expiry: Expiry): Promise<void>;
  remove(expiry: Expiry): Promise<void>;
  /** All of them, the first that goes first. */
  list(): Promise<Expiry[]>;
  /** Those whose time is over, the longest first. */
  due(now: number, limit: number): Promise<Expiry[]>;
}

export function expiryStore(objects: ObjectStore): ExpiryStore {
  return {
    add: (expiry) => putMarker(objects, objectKeys.expiry(expiry)),
    remove: (expiry) => objects.delete(objectKeys.expiry(expiry)),
    list: async () => (await listAll(objects, objectKeys.expiries)).flatMap((key) => expiryOfKey(key) ?? []),
    async due(now, limit) {
      const { keys } = await objects.list(objectKeys.expiries, { limit });
      return keys
        .flatMap((key) => expiryOfKey(key) ?? [])
        .filter(({ expiresAt }) => Date.parse(expiresAt) <= now);
    },
  };
}
