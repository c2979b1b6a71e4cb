/** Milliseconds that the API's clock is ahead of this device's; learned from responses. */
let aheadMs = 0;

/** The middle of the request that started a job, by this device's clock. */
const starts = new Map<string, number>();

/** Notes when this device started a job; its `createdAt` will then show how far the two clocks differ. */
export function noteStart(jobId: string, sentAt: number, receivedAt: number): void {
  starts.set(jobId, (sentAt + receivedAt) / 2);
}

/** Learns from the API's creation time of a job that this device started. */
export function learnFromStart(jobId: string, createdAt: string): void {
  const started = starts.get(jobId);
  if (started === undefined) return;
  starts.delete(jobId);
  aheadMs = Date.parse(createdAt) - started;
}

/** A time reported by the API cannot be in the future: if it is, this device's clock is behind by that much. */
export function learnAtLeast(iso: string, now = Date.now()): void {
  aheadMs = Math.max(aheadMs, Date.parse(iso) - now);
}

/** Now, by the API's clock. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back five times a second, or once a second if reduced motion is preferred. All listeners share one timer. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches === true;
    timer = setInterval(
      () => {
        for (const each of listeners) each();
      },
      calm ? 1000 : 200,
    );
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
