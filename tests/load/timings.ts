/** Response times by route, in milliseconds, and what went wrong. */
export interface Timings {
  /** Runs one request and remembers it under `route`. */
  timed(route: string, request: () => Promise<Response>): Promise<unknown>;
  report(seconds: number): string[];
  /** Wrong responses, one sentence each. */
  faults: Map<string, number>;
}

/** Records every response; a 5xx, any other refusal and a broken connection are faults. */
export function createTimings(): Timings {
  const routes = new Map<string, number[]>();
  const faults = new Map<string, number>();
  const fault = (text: string) => faults.set(text, (faults.get(text) ?? 0) + 1);

  return {
    faults,
    async timed(route, request) {
      const began = performance.now();
      try {
        const reply = await request();
        const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
        const body: unknown = isJson ? await reply.json() : await reply.arrayBuffer();
        if (reply.ok) return body;
        fault(`${route}: ${reply.status}`);
      } catch (error) {
        fault(`${route}: ${error instanceof Error ? String(error.cause ?? error) : String(error)}`);
      } finally {
        const times = routes.get(route) ?? [];
        times.push(performance.now() - began);
        routes.set(route, times);
      }
      return undefined;
    },
    report(seconds) {
      const rows = [...routes].map(([route, times]) => {
        const sorted = times.toSorted((a, b) => a - b);
        const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(sorted, share));
        return [
          route,
          times.length,
          (times.length / seconds).toFixed(1),
          p50,
          p95,
          p99,
          percentile(sorted, 1),
        ];
      });
      const header = ['route', 'requests', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'worst ms'];
      return [header, ...rows].map((row) =>
        row
          .map((cell, column) => (column === 0 ? String(cell).padEnd(26) : String(cell).padStart(11)))
          .join(''),
      );
    },
  };
}

/** The nearest rank of a sorted series. */
export function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0).toFixed(0);
}
