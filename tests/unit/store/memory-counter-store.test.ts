import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryCounterStore } from '../../../src/store/memory-counter-store.ts';
import { counterStoreSuite } from '../../suites/counter-store.ts';

counterStoreSuite('memory', memoryCounterStore);

describe('counters, whatever the order of calls', () => {
  const mark = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), mark, amount: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('takeBack' as const), mark }),
  );

  it('never exceed the limit and are the sum of the marked amounts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(50), async (steps, limit) => {
        const store = memoryCounterStore();
        const counted = new Map<string, number>();
        const sum = () => [...counted.values()].reduce((total, amount) => total + amount, 0);
        for (const one of steps) {
          const known = counted.get(one.mark);
          if (one.kind === 'add') {
            const { mark, amount } = one;
            const fits = known !== undefined || sum() + amount <= limit;
            const { admitted } = await store.add('key', { amount, limit, mark, expiresAt: 0 });
            expect(admitted).toBe(fits);
            if (fits && known === undefined) counted.set(mark, amount);
          } else if (known !== undefined) {
            await store.takeBack('key', one.mark, known);
            counted.delete(one.mark);
          }
          expect(await store.read(['key'])).toEqual([sum()]);
        }
      }),
    );
  });
});
