import { availableParallelism } from 'node:os';
import { type Caller, type Outcome, type Runner, type Runtime, startRunner } from './runner.ts';
import type { ThreadGroup } from './thread-group.ts';

/** The instances of one function: as many as there are invocations at once, up to a bound. */
export interface Pool {
  /** Runs as soon as an instance is free. Never rejects. */
  invoke(payload: string, requestId?: string, caller?: Caller): Promise<Outcome>;
  /** Whether an invocation would start at once. */
  hasRoom(): boolean;
  /** Loads the function once, so that faults show at start and the first caller does not wait. */
  warm(): Promise<Outcome['error'] | undefined>;
  /** Loads one more instance when fewer than `count` are there; false when there was no need. */
  loadOneOf(count: number): Promise<boolean>;
  /** New code: running invocations finish on the old code. */
  swap(runtime: Runtime): void;
  /** Ends the instances that are working now, as a crash would; returns how many. */
  killBusy(): Promise<number>;
  busy(): number;
  stop(): Promise<void>;
}

/**
 * Instances of one function that load their code at the same time. Many at once would take so long that they miss
 * Lambda's limit; meanwhile the instances that are ready often do the work.
 */
const LOADING_AT_ONCE = availableParallelism();
/** Instances that an invocation is handed to at most, where threads end before it begins. */
const MOST_TRIES = 3;

interface Slot {
  runner: Runner;
  runtime: Runtime;
}

export interface PoolOptions {
  group: ThreadGroup;
  maxInstances: number;
  /** Idle instances end after this time, except for the last one. */
  idleMs: number;
}

export function createPool(first: Runtime, { group, maxInstances, idleMs }: PoolOptions): Pool {
  let runtime = first;
  let hasStopped = false;
  const idle: { slot: Slot; timer: NodeJS.Timeout }[] = [];
  const busy = new Set<Slot>();
  const waiting: ((slot: Slot) => void)[] = [];

  let loading = 0;
  const mayStart = () => busy.size < maxInstances && loading < LOADING_AT_ONCE;

  function start(): Slot {
    const slot = { runner: startRunner(runtime, group), runtime };
    busy.add(slot);
    loading += 1;
    void slot.runner.ready.then(() => {
      loading -= 1;
      serveWaiting();
    });
    return slot;
  }

  function serveWaiting() {
    while (!hasStopped && waiting.length > 0 && mayStart()) waiting.shift()?.(start());
  }

  /** The one used last is warmest, and the others get a chance to end. */
  function takeIdle(): Slot | undefined {
    for (const entry of idle.filter(({ slot }) => slot.runner.hasEnded())) {
      clearTimeout(entry.timer);
      idle.splice(idle.indexOf(entry), 1);
    }
    const index = idle.findLastIndex(({ slot }) => slot.runner.isUsable());
    const [entry] = index < 0 ? [] : idle.splice(index, 1);
    clearTimeout(entry?.timer);
    return entry?.slot;
  }

  function acquire(signal?: AbortSignal): Slot | Promise<Slot | undefined> {
    const slot = takeIdle();
    if (slot) busy.add(slot);
    else if (!mayStart()) return turn(signal);
    return slot ?? start();
  }

  /** Waits for an instance; `undefined` when the caller has given up first. */
  function turn(signal: AbortSignal | undefined): Promise<Slot | undefined> {
    return new Promise((resolve) => {
      const give = (slot: Slot) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(slot);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(give), 1);
        resolve(undefined);
      };
      waiting.push(give);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  function release(slot: Slot) {
    busy.delete(slot);
    const isUsable = !hasStopped && slot.runtime === runtime && slot.runner.isUsable();
    const next = isUsable ? waiting.shift() : undefined;
    if (next) {
      busy.add(slot);
      next(slot);
    } else if (isUsable) keep(slot);
    else void slot.runner.end();
    serveWaiting();
  }

  function keep(slot: Slot) {
    const timer = setTimeout(() => {
      if (idle.length + busy.size < 2) return;
      idle.splice(
        idle.findIndex((entry) => entry.slot === slot),
        1,
      );
      void slot.runner.end();
    }, idleMs);
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

  async function load(): Promise<Outcome['error'] | undefined> {
    const slot = start();
    const error = await slot.runner.ready;
    release(slot);
    return error;
  }

  return {
    async invoke(payload, requestId, caller) {
      const { signal, answerBy }: Partial<Caller> = caller ?? {};
      for (let tries = 1; ; tries += 1) {
        if (hasStopped) return stackStops;
        if (signal?.aborted) return givenUp;
        const slot = await acquire(signal);
        if (!slot) return givenUp;
        try {
          const outcome = await slot.runner.invoke(payload, requestId, answerBy);
          if (outcome !== 'not started') return outcome;
        } finally {
          release(slot);
        }
        if (tries === MOST_TRIES) return threadsLost;
      }
    },
    hasRoom: () => busy.size + waiting.length < maxInstances,
    warm: async () => (hasStopped ? undefined : load()),
    async loadOneOf(count) {
      if (hasStopped || waiting.length > 0 || idle.length + busy.size >= Math.min(count, maxInstances))
        return false;
      return (await load()) === undefined;
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
      hasStopped = true;
      await Promise.all([endIdle(), ...[...busy].map((slot) => slot.runner.end())]);
    },
  };
}

const stackStops: Outcome = {
  error: { errorType: 'Sandbox.Stopped', errorMessage: 'The stack is stopping' },
};
const givenUp: Outcome = {
  error: { errorType: 'Sandbox.GivenUp', errorMessage: 'The caller gave up before the function began' },
};
const threadsLost: Outcome = {
  error: { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited before the invocation' },
};
