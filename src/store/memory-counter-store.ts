import type { CounterStore } from './counter-store.ts';

/** Counters in this process. `values` lets tests look inside. */
export function memoryCounterStore(): CounterStore & { values: ReadonlyMap<string, number> } {
  const values = new Map<string, number>();
  return {
    values,
    async addWithin(key, amount, limit) {
      const value = (values.get(key) ?? 0) + amount;
      if (value > limit) return { admitted: false };
      values.set(key, value);
      return { admitted: true, value };
    },
    async subtract(key, amount) {
      const value = values.get(key);
      if (value !== undefined) values.set(key, Math.max(0, value - amount));
    },
    async read(keys) {
      return keys.map((key) => values.get(key) ?? 0);
    },
  };
}
