import type { Log } from '../../lib/log.ts';
import { counterKeys, dayWindow, expiryOf, microDollars, monthWindow } from '../../store/counter-keys.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** Corrects what `generate` reserved, in the day and the month in which the job was made. */
export interface Budget {
  /** Gives back what was certainly not billed. */
  release(createdAt: string, usd: number): Promise<void>;
  /** Replaces a reservation by what the picture really cost. */
  settle(createdAt: string, reservedUsd: number, actualUsd: number): Promise<void>;
}

/**
 * A correction that fails is logged and not repeated here: the counter then says too much until its window ends,
 * while a repetition could make it say too little.
 */
export function createBudget({ counters, log }: { counters: CounterStore; log: Log }): Budget {
  const correct = async (createdAt: string, reserved: number, actual: number) => {
    const difference = actual - reserved;
    if (difference === 0) return;
    const created = Date.parse(createdAt);
    const corrections = [dayWindow(created), monthWindow(created)].map(async (window) => {
      const key = counterKeys.spend(window);
      if (difference < 0) await counters.subtract(key, -difference);
      else await counters.addWithin(key, difference, Number.MAX_SAFE_INTEGER, expiryOf(window));
    });
    for (const outcome of await Promise.allSettled(corrections)) {
      if (outcome.status === 'rejected') {
        log.error('A budget counter could not be corrected', { difference, cause: outcome.reason });
      }
    }
  };
  return {
    release: (createdAt, usd) => correct(createdAt, microDollars(usd), 0),
    settle: (createdAt, reservedUsd, actualUsd) =>
      correct(createdAt, microDollars(reservedUsd), microDollars(actualUsd)),
  };
}
