import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { whenSettled } from './when-settled.ts';

beforeEach(() => {
  jest.useFakeTimers();
  Object.assign(globalThis, { requestIdleCallback: (work: () => void) => void setTimeout(work) });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'requestIdleCallback');
});

/** A query whose response comes after so many milliseconds. */
const ask = (queryClient: QueryClient, name: string, ms: number) =>
  queryClient.prefetchQuery({
    queryKey: [name],
    queryFn: () => new Promise((resolve) => setTimeout(() => resolve(name), ms)),
  });

/** When the work is done, in milliseconds, in a page that asks for these things. */
async function doneAt(...asked: number[]): Promise<number | undefined> {
  const queryClient = new QueryClient();
  const began = Date.now();
  let at: number | undefined;
  whenSettled(queryClient, () => {
    at = Date.now() - began;
  });
  for (const ms of asked) ask(queryClient, `after ${ms}`, ms);
  await jest.advanceTimersByTimeAsync(10_000);
  queryClient.clear();
  return at;
}

describe('whenSettled', () => {
  it('waits until everything that was asked for is here', async () => {
    expect(await doneAt(100, 700)).toBeGreaterThanOrEqual(700);
    expect(await doneAt(100, 700)).toBeLessThan(1000);
  });

  it('waits for what is asked for because something has come', async () => {
    const queryClient = new QueryClient();
    const work = jest.fn();
    whenSettled(queryClient, work);
    ask(queryClient, 'one', 10).then(() => ask(queryClient, 'two', 500));
    await jest.advanceTimersByTimeAsync(400);
    expect(work).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(200);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever', async () => {
    expect(await doneAt(9000)).toBeLessThan(4100);
    expect(await doneAt()).toBeLessThan(4100);
  });

  it('does it once', async () => {
    const queryClient = new QueryClient();
    const work = jest.fn();
    whenSettled(queryClient, work);
    await Promise.all([ask(queryClient, 'one', 10), jest.advanceTimersByTimeAsync(100)]);
    await Promise.all([ask(queryClient, 'two', 10), jest.advanceTimersByTimeAsync(10_000)]);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does it in a browser without idle callbacks, too', async () => {
    Reflect.deleteProperty(globalThis, 'requestIdleCallback');
    expect(await doneAt(100)).toBeGreaterThanOrEqual(200);
  });
});
