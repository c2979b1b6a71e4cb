import type { CounterStore } from './counter-store.ts';

interface Counter {
  value: number;
  marks: Set<string>;
}

/** Counters in this process. `values` and `marks` let tests look inside. */
export function memoryCounterStore(): CounterStore & {
  values: ReadonlyMap<string, number>;
  marks: (key: string) => string[];
} {
  const counters = new Map<string, Counter>();
  return {
    get values() {
      return new Map([...counters].map(([key, { value }]) => [key, value]));
    },
    marks: (key) => [...(counters.get(key)?.marks ?? [])],
    async add(key, { amount, limit, mark }) {
      const counter = counters.get(key) ?? { value: 0, marks: new Set() };
      if (!counter.marks.has(mark)) {
        if (counter.value + amount > limit) return { admitted: false };
        counter.value += amount;
        counter.marks.add(mark);
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
      counter.marks.add(mark);
    },
    async unmark(key, mark) {
      counters.get(key)?.marks.delete(mark);
    },
    async read(keys) {
      return keys.map((key) => counters.get(key)?.value ?? 0);
    },
  };
}
