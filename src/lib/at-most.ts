/**
 * Lets so much work be under way at the same time; what comes then waits for its turn, in the order in which it came.
 * @returns does a piece of work in its turn, and passes on what it returns or throws
 */
export function atMost(most: number) {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    // Whoever has waited takes over the place of what has ended, so that nobody slips in between.
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
