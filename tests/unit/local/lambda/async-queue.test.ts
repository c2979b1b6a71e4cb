import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAsyncQueue, type EventTarget } from '../../../../local/lambda/async-queue.ts';
import type { Outcome } from '../../../../local/lambda/runner.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

const SETTINGS = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 300, onFailure: undefined };
const failed: Outcome = { error: { errorType: 'Error', errorMessage: 'x' } };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function world(invoke: (payload: string) => Promise<Outcome> | Outcome, target: Partial<EventTarget> = {}) {
  const clock = fakeClock();
  const payloads: string[] = [];
  const letters: string[] = [];
  const queue = createAsyncQueue({
    folder: folder.path,
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
    onDeadLetter: ({ condition }) => letters.push(condition),
  });
  return { clock, queue, payloads, letters };
}
const settled = async (queue: { size(): number }) => {
  for (let turn = 0; turn < 1000 && queue.size() > 0; turn++) await pause(1);
};

describe('createAsyncQueue', () => {
  it('delivers each event once when the function succeeds', async () => {
    const { queue, payloads, letters } = world(() => ({ payload: 'null' }));
    queue.accept('F', '1');
    queue.accept('F', '2');
    await settled(queue);
    expect([payloads, queue.size(), letters]).toEqual([['1', '2'], 0, []]);
  });

  it('begins as many at once as there are processors, in the order in which they came', async () => {
    const { queue, payloads } = world(() => ({ payload: 'null' }));
    const all = Array.from({ length: availableParallelism() * 2 + 1 }, (_, index) => String(index));
    for (const payload of all) queue.accept('F', payload);
    await Promise.resolve();
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
    queue.accept('F', '1');
    await settled(queue);
    expect(times.map((time) => time - start)).toEqual([0, 60_000, 180_000]);
    expect(letters).toEqual(['RetriesExhausted']);
    const letter: unknown = JSON.parse(readFileSync(join(folder.path, 'dead-letters.jsonl'), 'utf8'));
    expect(letter).toMatchObject({ event: { payload: '1', attempts: 3 }, error: { errorMessage: 'x' } });
  });

  it('waits while all threads are busy, and gives up what became too old', async () => {
    let room = false;
    const { queue, clock, payloads, letters } = world(() => ({ payload: 'null' }), { hasRoom: () => room });
    queue.accept('F', 'old');
    clock.advance(301_000);
    queue.accept('F', 'new');
    await new Promise((resolve) => setImmediate(resolve));
    expect(payloads).toEqual([]);
    room = true;
    queue.resume();
    await settled(queue);
    expect([payloads, letters]).toEqual([['new'], ['EventAgeExceeded']]);
  });

  it('delivers again after a restart what was queued or running', async () => {
    const first = world(() => new Promise<Outcome>(() => {}));
    first.queue.accept('F', 'running');
    await new Promise((resolve) => setImmediate(resolve));
    first.queue.stop();
    first.queue.accept('F', 'queued');
    const second = world(() => ({ payload: 'null' }));
    second.queue.resume();
    await settled(second.queue);
    expect(second.payloads.sort()).toEqual(['queued', 'running']);
    const third = world(() => ({ payload: 'null' }));
    third.queue.resume();
    expect(third.queue.size()).toBe(0);
  });
});
