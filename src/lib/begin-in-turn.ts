/**
 * Begins tasks one after the other, each in its own turn of the event loop, and waits for all of them. Begun in the
 * same turn, twenty requests would all be signed before the first of them is sent.
 * @throws the error of the first task that failed
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

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
