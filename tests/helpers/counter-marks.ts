import type { CounterStore } from '../../src/store/counter-store.ts';

/** The marks that are left on these counters, without their amounts. */
export async function marksOn(
  counters: Pick<CounterStore, 'marks'>,
  keys: Iterable<string>,
): Promise<string[]> {
  const marks = await Promise.all([...keys].map((key) => counters.marks(key)));
  return marks.flat().map(({ mark }) => mark);
}
