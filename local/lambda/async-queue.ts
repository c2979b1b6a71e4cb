import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/lib/clock.ts';
import type { Database } from '../database.ts';
import type { EventSettings } from '../template/functions.ts';
import type { Outcome } from './runner.ts';

/** An asynchronous invocation, as kept on disk until it is done. */
export interface QueuedEvent {
  id: string;
  functionId: string;
  /** JSON. */
  payload: string;
  receivedAt: number;
  /** Failed attempts so far. */
  attempts: number;
}

export interface DeadLetter {
  condition: 'EventAgeExceeded' | 'RetriesExhausted';
  event: QueuedEvent;
  error?: Outcome['error'];
}

/** What the queue needs of a function. */
export interface EventTarget {
  settings: EventSettings;
  hasRoom(): boolean;
  invoke(payload: string, requestId: string): Promise<Outcome>;
}

export interface AsyncQueue {
  /**
   * Resolves with the event's id once it is on the disk; from then on it is delivered at least once, restarts included.
   * @throws when it could not be stored
   */
  accept(functionId: string, payload: string): Promise<string>;
  /** Events that are waiting or running. */
  size(): number;
  /** Delivers what an earlier run left. */
  resume(): void;
  /** Stops delivering; undone events stay on disk. */
  stop(): void;
}

interface Options {
  database: Database;
  target(functionId: string): EventTarget | undefined;
  clock: Clock;
  /** Stores an event that failed for good. @throws if it could not; it is then delivered again after the next start */
  onDeadLetter(letter: DeadLetter): Promise<void>;
  /** Waits before the first and second retry; Lambda waits one and two minutes. */
  retryDelaysMs?: readonly number[];
}

const LAMBDA_RETRY_DELAYS_MS = [60_000, 120_000];
/**
 * Invocations begun at the same moment, and the pause before the next. Twenty at once would share the processors, so that
 * the first would reach its vendor no sooner than the last.
 */
const BEGUN_AT_ONCE = availableParallelism();
const BEGIN_PAUSE_MS = 8;

/** Lambda's queue for `InvocationType: Event`. */
export function createAsyncQueue(options: Options): AsyncQueue {
  const { database, clock, retryDelaysMs = LAMBDA_RETRY_DELAYS_MS } = options;
  const upsert = database.prepare('INSERT OR REPLACE INTO event (id, event) VALUES (?, ?)');
  const erase = database.prepare('DELETE FROM event WHERE id = ?');
  const selectAll = database.prepare('SELECT event FROM event');
  const waiting: QueuedEvent[] = [];
  const undone = new Set<string>();
  const stopping = new AbortController();

  const save = (event: QueuedEvent) => database.write(() => upsert.run(event.id, JSON.stringify(event)));

  function remove({ id }: QueuedEvent) {
    undone.delete(id);
    // An event whose removal is lost is delivered once more, which Lambda may do at any time.
    database.write(() => erase.run(id)).catch(() => {});
  }

  async function giveUp(condition: DeadLetter['condition'], event: QueuedEvent, error?: Outcome['error']) {
    try {
      await options.onDeadLetter({ condition, event, ...(error ? { error } : {}) });
      remove(event);
    } catch {
      undone.delete(event.id);
    }
  }

  let isDelivering = false;
  async function deliver() {
    if (isDelivering) return;
    isDelivering = true;
    while (beginSome()) await pause(BEGIN_PAUSE_MS);
    isDelivering = false;
  }

  /** Starts waiting events for which there is room; false when none could be started. */
  function beginSome(): boolean {
    let begun = 0;
    for (let index = 0; index < waiting.length && !stopping.signal.aborted; ) {
      if (begun === BEGUN_AT_ONCE) return true;
      const event = waiting[index];
      const target = event && options.target(event.functionId);
      if (event && target && !target.hasRoom()) {
        index++;
        continue;
      }
      waiting.splice(index, 1);
      if (event && target) {
        void run(event, target);
        begun += 1;
      } else if (event) void giveUp('RetriesExhausted', event);
    }
    return begun > 0;
  }

  async function run(event: QueuedEvent, target: EventTarget) {
    if (clock.now() - event.receivedAt > target.settings.maximumEventAgeSeconds * 1000) {
      return giveUp('EventAgeExceeded', event);
    }
    const outcome = await target.invoke(event.payload, event.id);
    // A thread that ends because the stack stops has not failed: its event stays for the next start.
    if (stopping.signal.aborted) return;
    if (!outcome.error) remove(event);
    else await retry({ ...event, attempts: event.attempts + 1 }, target, outcome.error);
    void deliver();
  }

  async function retry(event: QueuedEvent, target: EventTarget, error: Outcome['error']) {
    if (event.attempts > target.settings.maximumRetryAttempts)
      return giveUp('RetriesExhausted', event, error);
    // Should it be lost, the event counts one attempt less.
    await save(event).catch(() => {});
    const delay = retryDelaysMs[event.attempts - 1] ?? retryDelaysMs.at(-1) ?? 0;
    void clock
      .sleep(delay, stopping.signal)
      .then(() => {
        waiting.push(event);
        void deliver();
      })
      .catch(() => {});
  }

  return {
    async accept(functionId, payload) {
      const event = { id: randomUUID(), functionId, payload, receivedAt: clock.now(), attempts: 0 };
      await save(event);
      undone.add(event.id);
      waiting.push(event);
      // After the others that were stored together with it.
      setImmediate(() => void deliver());
      return event.id;
    },
    size: () => undone.size,
    resume() {
      const left = selectAll
        .all()
        .map(({ event }): QueuedEvent => JSON.parse(String(event)))
        .filter((event) => !undone.has(event.id))
        .sort((a, b) => a.receivedAt - b.receivedAt);
      for (const event of left) undone.add(event.id);
      waiting.push(...left);
      void deliver();
    },
    stop: () => stopping.abort(),
  };
}
