/**
 * Limits how many pieces of work are under way at the same time. The others wait for their turn, first come, first served.
 * @returns a function that does a piece of work in its turn, and passes on what it returns or throws
 */
export function atMost(most: number) {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    // Whoever has waited longest takes over the place of what has ended, so that nobody slips in between.
    if (underWay === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
