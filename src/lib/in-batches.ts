/**
 * Works on all items, on at most this many at the same time.
 * @throws the error of the first that failed; those of later batches have not begun
 */
export async function inBatches<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (const batch of batchesOf(items, most)) await Promise.all(batch.map(work));
}

/** All items in their order, at most this many in a batch. */
export const batchesOf = <Item>(items: readonly Item[], most: number): Item[][] => [
  ...Map.groupBy(items, (_item, place) => Math.floor(place / most)).values(),
];
