/** One mutex per key: work on the same key runs one after the other, in the order of the calls. */
export function createKeyLock() {
  const tails = new Map<string, Promise<void>>();
  return async function withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = tails.get(key);
    let unlock = () => {};
    const tail = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    tails.set(key, tail);
    try {
      await before;
      return await work();
    } finally {
      unlock();
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
