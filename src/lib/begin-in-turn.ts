import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Begins one work after the other, each in a turn of its own of the event loop, and waits for all of them. Begun in the
 * same turn, twenty requests are all signed before the first of them leaves.
 * @throws what the first work that failed threw
 */
export async function beginInTurn<Item, Result>(
  items: readonly Item[],
  begin: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const begun: Promise<Result>[] = [];
  for (const item of items) {
    const work = begin(item);
    // It may fail before all are begun; Promise.all below still tells.
    work.catch(() => undefined);
    begun.push(work);
    await nextTurn();
  }
  return Promise.all(begun);
}
