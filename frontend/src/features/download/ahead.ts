/**
 * The results of the tasks, in order. While one is looked at, only the next is under way, so that two of them at most are
 * in memory.
 */
export async function* oneAhead<T>(tasks: readonly (() => Promise<T>)[]): AsyncGenerator<T> {
  let next = tasks[0]?.();
  for (let index = 1; next !== undefined; index += 1) {
    const current = await next;
    next = tasks[index]?.();
    // Its failure is reported when it is its turn.
    next?.catch(() => undefined);
    yield current;
  }
}
