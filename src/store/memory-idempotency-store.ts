import type { IdempotencyStore, KeyRecord } from './idempotency-store.ts';

/** Idempotency keys in this process. `records` lets tests look inside. */
export function memoryIdempotencyStore(): IdempotencyStore & { records: ReadonlyMap<string, KeyRecord> } {
  const records = new Map<string, KeyRecord & { holder: string; expiresAt: number }>();
  return {
    records,
    async claim(key, claim, now) {
      const found = records.get(key);
      if (found !== undefined && found.expiresAt * 1000 > now && found.holder !== claim.holder) return found;
      records.set(key, { ...claim });
      return undefined;
    },
    async takeOver(key, { from, to, leaseEndsAt, expiresAt }) {
      const found = records.get(key);
      if (found?.state !== 'pending' || (found.holder !== from && found.holder !== to)) return false;
      records.set(key, { ...found, holder: to, leaseEndsAt, expiresAt });
      return true;
    },
    async complete(key, holder) {
      const found = records.get(key);
      if (found?.holder === holder) records.set(key, { ...found, state: 'done' });
    },
    async release(key, holder) {
      const found = records.get(key);
      if (found?.state === 'pending' && found.holder === holder) records.delete(key);
    },
  };
}
