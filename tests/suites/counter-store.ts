import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CounterStore } from '../../src/store/counter-store.ts';

/** In epoch seconds. */
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
    let additions = 0;
    /** An addition with a mark of its own. */
    const add = (key: string, amount: number, limit: number, mark = `mark-${++additions}`) =>
      store.add(key, { amount, limit, mark, expiresAt: LATER });

    it('starts at zero', async () => {
      const key = freshKey();
      expect(await countOf(key)).toBe(0);
      expect(await add(key, 1, 10)).toEqual({ admitted: true, value: 1 });
      expect(await add(key, 4, 10)).toEqual({ admitted: true, value: 5 });
      expect(await countOf(key)).toBe(5);
    });

    it('admits up to the limit and not beyond, and counts nothing for a refusal', async () => {
      const key = freshKey();
      expect((await add(key, 10, 10)).admitted).toBe(true);
      expect(await add(key, 1, 10)).toEqual({ admitted: false });
      expect(await countOf(key)).toBe(10);
    });

    it('refuses a first amount beyond the limit', async () => {
      const key = freshKey();
      expect(await add(key, 11, 10)).toEqual({ admitted: false });
      expect(await add(key, 1, 0)).toEqual({ admitted: false });
      expect(await countOf(key)).toBe(0);
    });

    it('admits a small amount after it refused a large one', async () => {
      const key = freshKey();
      await add(key, 7, 10);
      expect((await add(key, 4, 10)).admitted).toBe(false);
      expect(await add(key, 3, 10)).toEqual({ admitted: true, value: 10 });
    });

    it.each([
      { what: 'runs', amount: 1 },
      { what: 'micro-dollars', amount: 20_000 },
    ])(
      'admits exactly 50 of 500 at once within a limit of $what',
      async ({ amount }) => {
        const key = freshKey();
        const outcomes = await Promise.all(Array.from({ length: 500 }, () => add(key, amount, 50 * amount)));
        const values = outcomes.flatMap((outcome) => (outcome.admitted ? [outcome.value] : []));
        const steps = Array.from({ length: 50 }, (_, index) => (index + 1) * amount);
        expect(values.sort((a, b) => a - b)).toEqual(steps);
        expect(await countOf(key)).toBe(50 * amount);
      },
      60_000,
    );

    it('adds once for each mark, and admits the repetition even at the limit', async () => {
      const key = freshKey();
      expect(await add(key, 10, 10, 'run-1')).toEqual({ admitted: true, value: 10 });
      expect(await add(key, 10, 10, 'run-1')).toEqual({ admitted: true, value: 10 });
      expect(await add(key, 1, 10, 'run-2')).toEqual({ admitted: false });
      expect(await countOf(key)).toBe(10);
    });

    it('takes back an addition once', async () => {
      const key = freshKey();
      await add(key, 4, 10, 'run-1');
      await add(key, 5, 10, 'run-2');
      await store.takeBack(key, 'run-1', 4);
      await store.takeBack(key, 'run-1', 4);
      expect(await countOf(key)).toBe(5);
      expect(await add(key, 5, 10)).toEqual({ admitted: true, value: 10 });
    });

    it('takes back nothing that was not added, or whose mark was removed', async () => {
      const key = freshKey();
      await store.takeBack(key, 'run-1', 5);
      expect(await countOf(key)).toBe(0);
      await add(key, 5, 10, 'run-1');
      await store.unmark(key, 'run-1');
      await store.takeBack(key, 'run-1', 5);
      expect(await countOf(key)).toBe(5);
    });

    it('takes back exactly, however many do it at once', async () => {
      const key = freshKey();
      await Promise.all(Array.from({ length: 40 }, (_, index) => add(key, 2, 100, `run-${index}`)));
      await Promise.all(
        Array.from({ length: 30 }, (_, index) => store.takeBack(key, `run-${index % 15}`, 2)),
      );
      expect(await countOf(key)).toBe(50);
    });

    it('corrects by any amount, whatever the limit, once for each mark', async () => {
      const key = freshKey();
      await add(key, 10, 10);
      await store.correct(key, 'attempt-1', 7);
      await store.correct(key, 'attempt-1', 7);
      expect(await countOf(key)).toBe(17);
      await store.correct(key, 'attempt-2', -12);
      await store.correct(key, 'attempt-2', -12);
      expect(await countOf(key)).toBe(5);
      await store.unmark(key, 'attempt-2');
      await store.correct(key, 'attempt-2', -5);
      expect(await countOf(key)).toBe(0);
    });

    it('never falls below zero', async () => {
      const key = freshKey();
      await add(key, 3, 10);
      await store.correct(key, 'attempt-1', -5);
      expect(await countOf(key)).toBe(3);
    });

    it('does not correct a counter that does not exist', async () => {
      const key = freshKey();
      await store.correct(key, 'attempt-1', 5);
      await store.correct(key, 'attempt-2', -5);
      expect(await countOf(key)).toBe(0);
      expect(await add(key, 1, 1)).toEqual({ admitted: true, value: 1 });
    });

    it('removes marks that are not there without harm', async () => {
      const key = freshKey();
      await store.unmark(key, 'attempt-1');
      expect(await countOf(key)).toBe(0);
      expect(await add(key, 1, 1)).toEqual({ admitted: true, value: 1 });
    });

    it('stays within the limit and loses nothing while some add and others take back', async () => {
      const key = freshKey();
      const runs = Array.from({ length: 60 }, async (_, index) => {
        const mark = `run-${index}`;
        const admission = await add(key, 1, 20, mark);
        if (admission.admitted && index % 2 === 0) await store.takeBack(key, mark, 1);
        return admission.admitted ? { value: admission.value, kept: index % 2 } : { value: 0, kept: 0 };
      });
      const outcomes = await Promise.all(runs);
      expect(Math.max(...outcomes.map((outcome) => outcome.value))).toBeLessThanOrEqual(20);
      expect(await countOf(key)).toBe(outcomes.reduce((sum, outcome) => sum + outcome.kept, 0));
    });

    it('counts up to the micro-dollars of billions', async () => {
      const key = freshKey();
      await add(key, 4_000_000_000_000_000, Number.MAX_SAFE_INTEGER);
      expect(await add(key, 1, Number.MAX_SAFE_INTEGER)).toEqual({
        admitted: true,
        value: 4_000_000_000_000_001,
      });
    });

    it('reads many keys in the order asked, also twice and more than a hundred', async () => {
      const keys = Array.from({ length: 120 }, freshKey);
      await Promise.all(keys.map((key, index) => add(key, index + 1, 1000)));
      expect(await store.read(keys)).toEqual(keys.map((_, index) => index + 1));
      expect(await store.read([keys[7] ?? '', 'never-counted', keys[7] ?? ''])).toEqual([8, 0, 8]);
      expect(await store.read([])).toEqual([]);
    });

    it('keeps keys apart that look alike', async () => {
      const key = freshKey();
      await add(`${key}#ü`, 1, 10);
      await add(`${key}#u`, 2, 10);
      expect(await store.read([`${key}#ü`, `${key}#u`])).toEqual([1, 2]);
    });
  });
}
