import type { QueryClient } from '@tanstack/react-query';

/** What nobody waits for begins after this time at the latest. */
const LATEST_MS = 4000;

// Safari has no idle callback.
export const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis
    ? requestIdleCallback(work, { timeout: LATEST_MS })
    : setTimeout(work, 100);

/** Does something once the page has what it asked the API for, and nothing else to do: it would be in the way of that. */
export function whenSettled(queryClient: QueryClient, work: () => void): void {
  let isWaiting = true;
  const begin = () => {
    if (!isWaiting) return;
    isWaiting = false;
    leave();
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(() => whenIdle(begin), LATEST_MS);
  const leave = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !['success', 'error'].includes(event.action.type)) return;
    // What has come may be a reason to ask for more.
    whenIdle(() => {
      if (queryClient.isFetching() === 0) begin();
    });
  });
}
