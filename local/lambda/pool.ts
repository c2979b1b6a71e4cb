import { availableParallelism } from 'node:os';
import { type Outcome, type Runner, type Runtime, startRunner } from './runner.ts';

/** The threads of one function: as many as there are invocations at once, up to a bound. */
export interface Pool {
  /** Runs as soon as a thread is free. Never rejects. */
  invoke(payload: string, requestId?: string): Promise<Outcome>;
  /** Whether an invocation would start at once. */
  hasRoom(): boolean;
  /** Loads the function once, so that faults show at start and the first caller does not wait. */
  warm(): Promise<Outcome['error'] | undefined>;
  /** New code: running invocations finish on the old code. */
  swap(runtime: Runtime): void;
  /** Ends the threads that are working now, as a crash would; returns how many. */
  killBusy(): Promise<number>;
  busy(): number;
  stop(): Promise<void>;
}

/**
 * Threads of one function that load their code at the same time. Many at once would take so long that they miss Lambda's
 * limit; meanwhile the threads that are ready often do the work.
 */
const LOADING_AT_ONCE = availableParallelism();

interface Slot {
  runner: Runner;
  runtime: Runtime;
}

export interface PoolOptions {
  maxThreads: number;
  /** Idle threads end after this time. */
  idleMs: number;
}

export function createPool(first: Runtime, options: PoolOptions): Pool {
  let runtime = first;
  let stopped = false;
  const idle: { slot: Slot; timer: NodeJS.Timeout }[] = [];
  const busy = new Set<Slot>();
  const waiting: ((slot: Slot) => void)[] = [];

  let loading = 0;
  const mayStart = () => busy.size < options.maxThreads && loading < LOADING_AT_ONCE;

  function start(): Slot {
    const slot = { runner: startRunner(runtime), runtime };
    busy.add(slot);
    loading += 1;
    void slot.runner.ready.then(() => {
      loading -= 1;
      serveWaiting();
    });
    return slot;
  }

  function serveWaiting() {
    while (!stopped && waiting.length > 0 && mayStart()) waiting.shift()?.(start());
  }

  function takeIdle(): Slot | undefined {
    // The one used last is warmest, and the others get a chance to end.
    const entry = idle.pop();
    if (!entry) return undefined;
    clearTimeout(entry.timer);
    return entry.slot.runner.ended() ? takeIdle() : entry.slot;
  }

  function acquire(): Slot | Promise<Slot> {
    const slot = takeIdle();
    if (slot) busy.add(slot);
    else if (!mayStart()) return new Promise<Slot>((resolve) => waiting.push(resolve));
    return slot ?? start();
  }

  function release(slot: Slot) {
    busy.delete(slot);
    const usable = !stopped && slot.runtime === runtime && !slot.runner.ended();
    const next = usable ? waiting.shift() : undefined;
    if (next) {
      busy.add(slot);
      next(slot);
    } else if (usable) keep(slot);
    else void slot.runner.end();
    serveWaiting();
  }

  function keep(slot: Slot) {
    const timer = setTimeout(() => {
      const index = idle.findIndex((entry) => entry.slot === slot);
      if (index >= 0) idle.splice(index, 1);
      void slot.runner.end();
    }, options.idleMs);
    timer.unref();
    idle.push({ slot, timer });
  }

  function endIdle() {
    const ending = idle.splice(0).map(({ slot, timer }) => {
      clearTimeout(timer);
      return slot.runner.end();
    });
    return Promise.all(ending);
  }

  return {
    async invoke(payload, requestId) {
      if (stopped) return { error: { errorType: 'Sandbox.Stopped', errorMessage: 'The stack is stopping' } };
      const slot = await acquire();
      try {
        return await slot.runner.invoke(payload, requestId);
      } finally {
        release(slot);
      }
    },
    hasRoom: () => busy.size + waiting.length < options.maxThreads,
    async warm() {
      if (stopped) return undefined;
      const slot = await acquire();
      const error = await slot.runner.ready;
      if (error) await slot.runner.end();
      release(slot);
      return error;
    },
    swap(next) {
      runtime = next;
      void endIdle();
    },
    async killBusy() {
      const running = [...busy];
      await Promise.all(running.map((slot) => slot.runner.end()));
      return running.length;
    },
    busy: () => busy.size,
    async stop() {
      stopped = true;
      await Promise.all([endIdle(), ...[...busy].map((slot) => slot.runner.end())]);
    },
  };
}
