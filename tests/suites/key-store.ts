import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyStore, StoredKey } from '../../src/store/key-store.ts';

/** A key of a person, made at a moment and good for an hour. */
export const storedKey = (owner: string, changes: Partial<StoredKey> = {}): StoredKey => ({
  id: randomUUID().slice(0, 8),
  name: 'nightly posters',
  scopes: ['draw', 'read'],
  createdAt: '2026-11-20T12:00:00.000Z',
  expiresAt: '2026-11-20T13:00:00.000Z',
  hash: 'a'.repeat(64),
  owner,
  role: 'member',
  ...changes,
});

/** What every key store promises. Each test uses a person of its own, so stores may be shared and dirty. */
export function keyStoreSuite(name: string, create: () => KeyStore | Promise<KeyStore>): void {
  describe(`${name} as a key store`, () => {
    let store: KeyStore;
    beforeAll(async () => {
      store = await create();
    });

    it('finds a key by its id, and among those of its person', async () => {
      const [ann, ben] = [randomUUID(), randomUUID()];
      const [one, other] = [storedKey(ann, { runsPerDay: 7 }), storedKey(ann, { role: 'admin' })];
      expect(await store.list(ann)).toEqual([]);
      for (const key of [one, other, one]) expect(await store.create(key, 2)).toBe(true);
      expect(await store.find(one.id)).toEqual(one);
      expect(await store.list(ann)).toEqual(expect.arrayContaining([one, other]));
      expect(await store.list(ann)).toHaveLength(2);
      expect([await store.list(ben), await store.find('nobody')]).toEqual([[], undefined]);
    });

    it('forgets a key that is revoked, however often', async () => {
      const ann = randomUUID();
      const [one, other] = [storedKey(ann), storedKey(ann)];
      for (const key of [one, other]) await store.create(key, 9);
      for (let time = 0; time < 2; time += 1) await store.revoke(one);
      expect([await store.find(one.id), await store.list(ann)]).toEqual([undefined, [other]]);
      await store.revoke(other);
      expect(await store.list(ann)).toEqual([]);
    });

    it('forgets who has no keys, and nobody who has one, also one made after that', async () => {
      const ann = randomUUID();
      const [one, other] = [storedKey(ann), storedKey(ann)];
      await store.create(one, 9);
      await store.forget(ann, Date.now());
      expect(await store.list(ann)).toEqual([one]);
      await store.revoke(one);
      for (let time = 0; time < 2; time += 1) await store.forget(ann, Date.now());
      await store.forget(randomUUID(), Date.now());
      await store.create(other, 9);
      expect(await store.list(ann)).toEqual([other]);
    });

    it('keeps no more of a person than allowed, also at the same time, and does not count those that have expired', async () => {
      const ann = randomUUID();
      const keys = Array.from({ length: 12 }, () => storedKey(ann));
      const kept = await Promise.all(keys.map((key) => store.create(key, 5)));
      expect(kept.filter(Boolean)).toHaveLength(5);
      expect(await store.list(ann)).toHaveLength(5);
      const later = { createdAt: '2026-11-20T13:00:00.000Z', expiresAt: '2026-11-20T14:00:00.000Z' };
      const next = storedKey(ann, later);
      expect(await store.create(next, 5)).toBe(true);
      expect(await store.find(next.id)).toEqual(next);
    });
  });
}
