import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../../../local/database.ts';
import { createAsyncQueue, type DeadLetter, type EventTarget } from '../../../../local/lambda/async-queue.ts';
import type { Outcome } from '../../../../local/lambda/runner.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

const SETTINGS = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 300, onFailure: undefined };
const failed: Outcome = { error: { errorType: 'Error', errorMessage: 'x' } };

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
beforeEach(() => {
  folder = temporaryFolder();
  database = openDatabase(join(folder.path, 'state.db'));
});
afterEach(() => {
  database.close();
  folder.remove();
});

function world(invoke: (payload: string) => Promise<Outcome> | Outcome, target: Partial<EventTarget> = {}) {
  const clock = fakeClock();
  const payloads: string[] = [];
  const letters: DeadLetter[] = [];
  const queue = createAsyncQueue({
    database,
    clock,
    target: () => ({
      settings: SETTINGS,
      hasRoom: () => true,
      async invoke(payload) {
        payloads.push(payload);
        return invoke(payload);
      },
      ...target,
    }),
    onDeadLetter: async (letter) => void letters.push(letter),
  });
  return { clock, queue, payloads, letters };
}
const settled = async (queue: { size(): number }) => {
  for (let turn = 0; turn < 1000 && queue.size() > 0; turn++) await pause(1);
};

describe('createAsyncQueue', () => {
  it('delivers each event once when the function succeeds', async () => {
    const { queue, payloads, letters } = world(() => ({ payload: 'null' }));
    await Promise.all([queue.accept('F', '1'), queue.accept('F', '2')]);
    await settled(queue);
    expect([payloads, queue.size(), letters]).toEqual([['1', '2'], 0, []]);
  });

  it('begins as many at once as there are processors, in the order in which they came', async () => {
    const { queue, payloads } = world(() => ({ payload: 'null' }));
    const all = Array.from({ length: availableParallelism() * 2 + 1 }, (_, index) => String(index));
    await Promise.all(all.map((payload) => queue.accept('F', payload)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(payloads).toEqual(all.slice(0, availableParallelism()));
    await settled(queue);
    expect(payloads).toEqual(all);
  });

  it('retries after one and two minutes, then gives up', async () => {
    const times: number[] = [];
    const { queue, clock, letters } = world(() => {
      times.push(clock.now());
      return failed;
    });
    const start = clock.now();
    await queue.accept('F', '1');
    await settled(queue);
    expect(times.map((time) => time - start)).toEqual([0, 60_000, 180_000]);
    expect(letters).toMatchObject([
      {
        condition: 'RetriesExhausted',
        event: { payload: '1', attempts: 3 },
        error: { errorMessage: 'x' },
      },
    ]);
  });

  it('waits while all instances are busy, and gives up what became too old', async () => {
    let room = false;
    const { queue, clock, payloads, letters } = world(() => ({ payload: 'null' }), { hasRoom: () => room });
    await queue.accept('F', 'old');
    clock.advance(301_000);
    await queue.accept('F', 'new');
    await new Promise((resolve) => setImmediate(resolve));
    expect(payloads).toEqual([]);
    room = true;
    queue.resume();
    await settled(queue);
    expect([payloads, letters]).toMatchObject([['new'], [{ condition: 'EventAgeExceeded' }]]);
  });

  it('keeps an event that could not be put aside until the next start', async () => {
    const clock = fakeClock();
    const target: EventTarget = {
      settings: { ...SETTINGS, maximumRetryAttempts: 0 },
      hasRoom: () => true,
      invoke: async () => failed,
    };
    const queue = createAsyncQueue({
      database,
      clock,
      target: () => target,
      async onDeadLetter() {
        throw new Error('The disk is full.');
      },
    });
    await queue.accept('F', '1');
    await settled(queue);
    const next = world(() => ({ payload: 'null' }));
    next.queue.resume();
    await settled(next.queue);
    expect(next.payloads).toEqual(['1']);
  });

  it('delivers again after a restart what was queued or running', async () => {
    const first = world(() => new Promise<Outcome>(() => {}));
    await first.queue.accept('F', 'running');
    await new Promise((resolve) => setImmediate(resolve));
    first.queue.stop();
    await first.queue.accept('F', 'queued');
    const second = world(() => ({ payload: 'null' }));
    second.queue.resume();
    await settled(second.queue);
    expect(second.payloads.sort()).toEqual(['queued', 'running']);
    await database.write(() => {});
    const third = world(() => ({ payload: 'null' }));
    third.queue.resume();
    expect(third.queue.size()).toBe(0);
  });
});
