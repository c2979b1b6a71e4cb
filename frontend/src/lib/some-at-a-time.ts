/**
 * Works on all items in their order, on at most this many at the same time.
 * @throws the error of the first that failed
 */
export async function someAtATime<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  // All take their next item from here.
  const left = items.values();
  const goOn = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: most }, goOn));
}
