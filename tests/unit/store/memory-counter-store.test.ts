import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryCounterStore } from '../../../src/store/memory-counter-store.ts';
import { counterStoreSuite } from '../../suites/counter-store.ts';

counterStoreSuite('memory', memoryCounterStore);

describe('counters, whatever the order of calls', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), amount: fc.nat(20) }),
    fc.record({ kind: fc.constant('subtract' as const), amount: fc.nat(20) }),
  );

  it('never exceed the limit, never fall below zero, and count exactly what was admitted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(100), async (steps, limit) => {
        const store = memoryCounterStore();
        let expected = 0;
        for (const { kind, amount } of steps) {
          if (kind === 'add') {
            const { admitted } = await store.addWithin('key', amount, limit, 0);
            expect(admitted).toBe(expected + amount <= limit);
            if (admitted) expected += amount;
          } else {
            await store.subtract('key', amount);
            expected = Math.max(0, expected - amount);
          }
          expect(await store.read(['key'])).toEqual([expected]);
        }
      }),
    );
  });
});
