import type { Clock } from '../../src/lib/clock.ts';

/** How many turns of the event loop everything else gets before time moves on; starting a worker takes one. */
const IDLE_TURNS = 40;

export interface FakeClock extends Clock {
  /** Moves time without waking sleepers in order; for the time between two calls. */
  advance(milliseconds: number): void;
}

/**
 * Time that stands still while anything happens, and then jumps to the moment at which the next sleeper wakes, so that
 * tests of waits and deadlines take no time.
 */
export function fakeClock(start = Date.parse('2026-11-20T12:00:00.000Z')): FakeClock {
  interface Sleeper {
    at: number;
    wake: () => void;
  }
  const sleepers = new Set<Sleeper>();
  let now = start;
  let pumping = false;

  const pump = async () => {
    if (pumping) return;
    pumping = true;
    while (sleepers.size > 0) {
      for (let turn = 0; turn < IDLE_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const [next] = [...sleepers].sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      sleepers.delete(next);
      now = Math.max(now, next.at);
      next.wake();
    }
    pumping = false;
  };

  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          if (sleepers.delete(sleeper)) reject(signal.reason);
        });
        void pump();
      }),
  };
}
