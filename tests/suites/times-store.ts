import { describe, expect, it } from '@jest/globals';
import type { TimesStore } from '../../src/store/times-store.ts';

/** In epoch seconds. */
const LATER = Math.ceil(Date.now() / 1000) + 86_400;

/** What every store of times promises. Each test counts under keys of its own, so stores may be shared and dirty. */
export function timesStoreSuite(name: string, create: () => TimesStore | Promise<TimesStore>): void {
  describe(`${name} as a store of times`, () => {
    let tests = 0;
    const run = `times-${Date.now().toString(36)}`;
    const freshKey = () => `${run}#${++tests}`;

    it('counts each bucket of each key for itself', async () => {
      const store = await create();
      const [one, other] = [freshKey(), freshKey()];
      for (const bucket of [0, 176, 176]) await store.count(one, bucket, LATER);
      await store.count(other, 176, LATER);
      expect(await store.read([other, one])).toEqual([
        new Map([[176, 1]]),
        new Map([
          [0, 1],
          [176, 2],
        ]),
      ]);
    });

    it('loses nothing that is counted at the same moment', async () => {
      const store = await create();
      const key = freshKey();
      await Promise.all(Array.from({ length: 20 }, () => store.count(key, 5, LATER)));
      expect(await store.read([key])).toEqual([new Map([[5, 20]])]);
    });

    it('reads nothing where nothing was counted, and more keys than one request takes', async () => {
      const store = await create();
      const key = freshKey();
      await store.count(key, 7, LATER);
      const keys = [...Array.from({ length: 104 }, () => freshKey()), key];
      const counts = await store.read(keys);
      expect(counts.slice(0, -1).every((each) => each.size === 0)).toBe(true);
      expect(counts.at(-1)).toEqual(new Map([[7, 1]]));
    });
  });
}
