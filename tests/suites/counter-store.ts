import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CounterStore } from '../../src/store/counter-store.ts';

const LATER = Math.ceil(Date.now() / 1000) + 86_400;

/** What every counter store promises. Each test counts under keys of its own, so stores may be shared and dirty. */
export function counterStoreSuite(name: string, create: () => CounterStore | Promise<CounterStore>): void {
  describe(`${name} as a counter store`, () => {
    let store: CounterStore;
    let tests = 0;
    const run = `suite-${Date.now().toString(36)}`;
    const freshKey = () => `${run}#${++tests}`;
    beforeAll(async () => {
      store = await create();
    });
    const countOf = async (key: string) => (await store.read([key]))[0];

    it('counts from nothing', async () => {
      const key = freshKey();
      expect(await countOf(key)).toBe(0);
      expect(await store.addWithin(key, 1, 10, LATER)).toEqual({ admitted: true, value: 1 });
      expect(await store.addWithin(key, 4, 10, LATER)).toEqual({ admitted: true, value: 5 });
      expect(await countOf(key)).toBe(5);
    });

    it('admits up to the limit and not beyond, and charges nothing for a refusal', async () => {
      const key = freshKey();
      expect((await store.addWithin(key, 10, 10, LATER)).admitted).toBe(true);
      expect(await store.addWithin(key, 1, 10, LATER)).toEqual({ admitted: false });
      expect(await countOf(key)).toBe(10);
    });

    it('refuses a first amount beyond the limit', async () => {
      const key = freshKey();
      expect(await store.addWithin(key, 11, 10, LATER)).toEqual({ admitted: false });
      expect(await store.addWithin(key, 1, 0, LATER)).toEqual({ admitted: false });
      expect(await countOf(key)).toBe(0);
    });

    it('admits a small amount where a big one was refused', async () => {
      const key = freshKey();
      await store.addWithin(key, 7, 10, LATER);
      expect((await store.addWithin(key, 4, 10, LATER)).admitted).toBe(false);
      expect(await store.addWithin(key, 3, 10, LATER)).toEqual({ admitted: true, value: 10 });
    });

    it.each([
      { what: 'runs', amount: 1 },
      { what: 'micro-dollars', amount: 20_000 },
    ])(
      'admits exactly 50 of 500 at once within a limit of $what',
      async ({ amount }) => {
        const key = freshKey();
        const outcomes = await Promise.all(
          Array.from({ length: 500 }, () => store.addWithin(key, amount, 50 * amount, LATER)),
        );
        const values = outcomes.flatMap((outcome) => (outcome.admitted ? [outcome.value] : []));
        const steps = Array.from({ length: 50 }, (_, index) => (index + 1) * amount);
        expect(values.sort((a, b) => a - b)).toEqual(steps);
        expect(await countOf(key)).toBe(50 * amount);
      },
      60_000,
    );

    it('takes back what was added', async () => {
      const key = freshKey();
      await store.addWithin(key, 10, 10, LATER);
      await store.subtract(key, 4);
      expect(await countOf(key)).toBe(6);
      expect(await store.addWithin(key, 4, 10, LATER)).toEqual({ admitted: true, value: 10 });
    });

    it('takes back exactly, however many do it at once', async () => {
      const key = freshKey();
      await store.addWithin(key, 100, 100, LATER);
      await Promise.all(Array.from({ length: 40 }, () => store.subtract(key, 2)));
      expect(await countOf(key)).toBe(20);
    });

    it('never falls below zero', async () => {
      const key = freshKey();
      await store.addWithin(key, 3, 10, LATER);
      await store.subtract(key, 5);
      expect(await countOf(key)).toBe(0);
      await store.subtract(key, 1);
      expect(await countOf(key)).toBe(0);
    });

    it('takes back nothing where nothing was counted', async () => {
      const key = freshKey();
      await store.subtract(key, 5);
      expect(await countOf(key)).toBe(0);
      expect(await store.addWithin(key, 1, 1, LATER)).toEqual({ admitted: true, value: 1 });
    });

    it('adding and taking back at once stays within the limit and loses nothing', async () => {
      const key = freshKey();
      const runs = Array.from({ length: 60 }, async (_, index) => {
        const admission = await store.addWithin(key, 1, 20, LATER);
        if (admission.admitted && index % 2 === 0) await store.subtract(key, 1);
        return admission.admitted ? { value: admission.value, kept: index % 2 } : { value: 0, kept: 0 };
      });
      const outcomes = await Promise.all(runs);
      expect(Math.max(...outcomes.map((outcome) => outcome.value))).toBeLessThanOrEqual(20);
      expect(await countOf(key)).toBe(outcomes.reduce((sum, outcome) => sum + outcome.kept, 0));
    });

    it('counts up to the micro-dollars of billions', async () => {
      const key = freshKey();
      await store.addWithin(key, 4_000_000_000_000_000, Number.MAX_SAFE_INTEGER, LATER);
      expect(await store.addWithin(key, 1, Number.MAX_SAFE_INTEGER, LATER)).toEqual({
        admitted: true,
        value: 4_000_000_000_000_001,
      });
    });

    it('reads many keys in the order asked, also twice and more than a hundred', async () => {
      const keys = Array.from({ length: 120 }, freshKey);
      await Promise.all(keys.map((key, index) => store.addWithin(key, index, 1000, LATER)));
      expect(await store.read(keys)).toEqual(keys.map((_, index) => index));
      expect(await store.read([keys[7] ?? '', 'never-counted', keys[7] ?? ''])).toEqual([7, 0, 7]);
      expect(await store.read([])).toEqual([]);
    });

    it('keeps keys apart that look alike', async () => {
      const key = freshKey();
      await store.addWithin(`${key}#ü`, 1, 10, LATER);
      await store.addWithin(`${key}#u`, 2, 10, LATER);
      expect(await store.read([`${key}#ü`, `${key}#u`])).toEqual([1, 2]);
    });
  });
}
