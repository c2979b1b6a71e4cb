import type { CounterStore } from './counter-store.ts';

interface Counter {
  value: number;
  /** The amount of each change by its mark. */
  marks: Map<string, number>;
}

/** Counters in this process. `values` lets tests look inside. */
export function memoryCounterStore(): CounterStore & {
  values: ReadonlyMap<string, number>;
} {
  const counters = new Map<string, Counter>();
  return {
    get values() {
      return new Map([...counters].map(([key, { value }]) => [key, value]));
    },
    async marks(key) {
      return [...(counters.get(key)?.marks ?? [])].map(([mark, amount]) => ({ mark, amount }));
    },
    async add(key, { amount, limit, mark }) {
      const counter = counters.get(key) ?? { value: 0, marks: new Map<string, number>() };
      if (!counter.marks.has(mark)) {
        if (counter.value + amount > limit) return { admitted: false };
        counter.value += amount;
        counter.marks.set(mark, amount);
        counters.set(key, counter);
      }
      return { admitted: true, value: counter.value };
    },
    async takeBack(key, mark, amount) {
      const counter = counters.get(key);
      if (counter?.marks.delete(mark)) counter.value -= amount;
    },
    async correct(key, mark, amount) {
      const counter = counters.get(key);
      if (counter === undefined || counter.marks.has(mark) || counter.value + amount < 0) return;
      counter.value += amount;
      counter.marks.set(mark, amount);
    },
    async unmark(key, mark) {
      counters.get(key)?.marks.delete(mark);
    },
    async read(keys) {
      return keys.map((key) => counters.get(key)?.value ?? 0);
    },
  };
}
