/**
 * Works on all of them, on so many at once at most.
 * @throws the error of the first that failed; those of later batches have not begun
 */
export async function inBatches<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const batches = Map.groupBy(items, (_item, place) => Math.floor(place / most));
  for (const batch of batches.values()) await Promise.all(batch.map(work));
}
