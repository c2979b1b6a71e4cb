import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SaltStore } from '../../src/store/salt-store.ts';

const LATER = 2_000_000_000;

/** What every salt store promises. Each test uses a key of its own, so stores may be shared and dirty. */
export function saltStoreSuite(name: string, create: () => SaltStore | Promise<SaltStore>): void {
  describe(`${name} as a salt store`, () => {
    let store: SaltStore;
    beforeAll(async () => {
      store = await create();
    });

    it('keeps the first salt that is proposed', async () => {
      const key = randomUUID();
      expect(await store.find(key)).toBeUndefined();
      expect(await store.take(key, 'first', LATER)).toBe('first');
      expect(await store.take(key, 'second', LATER)).toBe('first');
      expect(await store.find(key)).toBe('first');
    });

    it('gives one salt to all who propose at the same time', async () => {
      const key = randomUUID();
      const proposals = Array.from({ length: 20 }, (_, index) => store.take(key, `salt-${index}`, LATER));
      const taken = new Set(await Promise.all(proposals));
      expect(taken.size).toBe(1);
      expect(taken).toContain(await store.find(key));
    });
  });
}
