import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { createPool, type Pool } from '../../../../local/lambda/pool.ts';
import type { Runtime } from '../../../../local/lambda/runner.ts';
import { createThreadGroup, type ThreadGroup } from '../../../../local/lambda/thread-group.ts';
import { temporaryFolder, until } from '../../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
const pools: Pool[] = [];
const groups: ThreadGroup[] = [];
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(pools.splice(0).map((pool) => pool.stop()));
  await Promise.all(groups.splice(0).map((group) => group.stop()));
});
afterAll(folder.remove);

let files = 0;
const runtime = (code: string, more: Partial<Runtime> = {}): Runtime => {
  const file = join(folder.path, `${++files}.cjs`);
  writeFileSync(file, code);
  return {
    functionName: 'f',
    functionArn: 'arn',
    logGroup: 'group',
    exportName: 'handler',
    file,
    environment: { OWN: '1' },
    credentials: () => ({ variables: {}, revoke: () => {} }),
    onThreadLost: () => {},
    timeoutSeconds: 5,
    memoryMb: 64,
    onLine: () => {},
    ...more,
  };
};
const threads = (most: number | 'isolated') => {
  const group = createThreadGroup(most);
  groups.push(group);
  return group;
};
const pool = (first: Runtime, maxInstances = 2, group = threads(1)) => {
  const created = createPool(first, { group, maxInstances, idleMs: 60_000 });
  pools.push(created);
  return created;
};

const COUNTER = `
let count = 0;
const instance = require('node:crypto').randomUUID();
exports.handler = async ({ wait = 0 }) => {
  count++;
  await new Promise((resolve) => setTimeout(resolve, wait));
  return { count, instance };
};`;

describe('createPool', () => {
  it('reuses a warm instance', async () => {
    const counter = pool(runtime(COUNTER));
    const first = await counter.invoke('{}');
    const second = await counter.invoke('{}');
    expect([JSON.parse(first.payload ?? ''), JSON.parse(second.payload ?? '')]).toMatchObject([
      { count: 1 },
      { count: 2 },
    ]);
  });

  it('runs one invocation at a time in each instance, and no more instances than allowed', async () => {
    const counter = pool(runtime(COUNTER), 2);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => counter.invoke('{"wait":20}')));
    const instances = new Set(outcomes.map(({ payload }) => JSON.parse(payload ?? '').instance));
    expect(instances.size).toBe(2);
  });

  it('loads no more instances at the same time than there are processors, and lets those that are ready work', async () => {
    const code = `
      const started = Date.now();
      while (Date.now() < started + 50);
      const instance = require('node:crypto').randomUUID();
      exports.handler = async () => instance;`;
    const counter = pool(runtime(code), 100, threads(2));
    const all = Array.from({ length: 40 }, () => counter.invoke('{}'));
    expect(counter.busy()).toBe(availableParallelism());
    const instances = new Set((await Promise.all(all)).map(({ payload }) => payload));
    expect(instances.size).toBeLessThan(40);
  });

  it("gives a function its name, its time and its variables, and nothing of the parent's", async () => {
    const code = `exports.handler = async (event, context) => ({
      name: context.functionName, id: context.awsRequestId, left: context.getRemainingTimeInMillis(), keys: Object.keys(process.env) });`;
    const { payload } = await pool(runtime(code)).invoke('{}', 'request-1');
    expect(JSON.parse(payload ?? '')).toEqual({
      name: 'f',
      id: 'request-1',
      left: expect.any(Number),
      keys: ['OWN'],
    });
  });

  it('gives a function only the time in which its caller still waits', async () => {
    const code = 'exports.handler = async (event, context) => context.getRemainingTimeInMillis();';
    const asked = pool(runtime(code, { clockAheadMs: 3_600_000 }));
    const signal = new AbortController().signal;
    const left = async (milliseconds: number) =>
      Number((await asked.invoke('{}', 'r', { signal, answerBy: Date.now() + milliseconds })).payload);
    expect(await left(1000)).toBeLessThanOrEqual(1000);
    expect(await left(1000)).toBeGreaterThan(0);
    expect(await left(-1)).toBe(0);
    // Never more than the function's own Timeout.
    expect(await left(60_000)).toBeLessThanOrEqual(5000);
    expect(await left(60_000)).toBeGreaterThan(2000);
  });

  it('ends a function that is too slow, too big or never loads, and goes on', async () => {
    const slow = pool(runtime('exports.handler = () => new Promise(() => {});', { timeoutSeconds: 0.1 }));
    expect(await slow.invoke('{}', 'r')).toEqual({
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: r Error: Task timed out after 0.10 seconds',
      },
    });
    const big = pool(
      runtime('exports.handler = () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); };', {
        memoryMb: 32,
      }),
      1,
      threads('isolated'),
    );
    expect(await big.invoke('{}')).toMatchObject({ error: { errorType: 'Runtime.OutOfMemory' } });
    const broken = pool(runtime('throw new TypeError("at start");'));
    expect(await broken.warm()).toMatchObject({ errorType: 'TypeError', errorMessage: 'at start' });
    expect(await broken.invoke('{}')).toMatchObject({ error: { errorMessage: 'at start' } });
    const nameless = pool(runtime('exports.other = 1;'));
    expect(await nameless.warm()).toMatchObject({ errorMessage: 'handler is undefined or not exported' });
  });

  it('hands on what a function prints, line by line', async () => {
    const lines: string[] = [];
    const code = 'exports.handler = async () => { console.log("one\\ntwo"); console.error("three"); };';
    const talking = pool(runtime(code, { onLine: (line) => lines.push(line) }));
    expect(await talking.invoke('{}')).toEqual({ payload: 'null' });
    await until(() => (lines.length === 3 ? true : undefined), 2000);
    expect(lines.sort()).toEqual(['one', 'three', 'two']);
  });

  it('swaps code: running invocations finish on the old, the next ones use the new', async () => {
    const old = runtime(
      'exports.handler = async () => { await new Promise((r) => setTimeout(r, 100)); return "old"; };',
    );
    const swapped = pool(old);
    await swapped.warm();
    const running = swapped.invoke('{}');
    swapped.swap(runtime('exports.handler = async () => "new";'));
    expect(await swapped.invoke('{}')).toEqual({ payload: '"new"' });
    expect(await running).toEqual({ payload: '"old"' });
  });

  it('reports a killed invocation, and stops in the middle of one', async () => {
    const hanging = pool(runtime('exports.handler = () => new Promise(() => {});'));
    await hanging.warm();
    const killed = hanging.invoke('{}');
    expect(await hanging.killBusy()).toBe(1);
    expect(await killed).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    const stopped = hanging.invoke('{}');
    await hanging.stop();
    expect(await stopped).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    expect(await hanging.invoke('{}')).toMatchObject({ error: { errorType: 'Sandbox.Stopped' } });
  });

  it('lets a loop without end keep its neighbours for its timeout and a second at most, by the clock of the stack', async () => {
    const code =
      'exports.handler = async ({ loop }) => { while (loop); return require("node:worker_threads").threadId; };';
    const group = threads(1);
    const looping = pool(runtime(code, { timeoutSeconds: 30 }), 1, group);
    const neighbour = pool(runtime(code, { timeoutSeconds: 60 }), 1, group);
    const shared = await neighbour.invoke('{}');
    expect(await looping.invoke('{}')).toEqual(shared);
    // The threads are real, and only the clock that the stack looks at is the test's.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const looped = looping.invoke('{"loop":true}');
    const answered = neighbour.invoke('{}');
    await new Promise(setImmediate);
    jest.advanceTimersByTime(30_000);
    expect(await looped).toMatchObject({ error: { errorType: 'Sandbox.Timedout' } });
    jest.advanceTimersByTime(1000);
    const answer = await answered;
    expect(answer).toEqual({ payload: expect.any(String) });
    expect(answer).not.toEqual(shared);
  });

  it('moves the clock of a function ahead when asked', async () => {
    const ahead = pool(runtime('exports.handler = async () => Date.now();', { clockAheadMs: 3_600_000 }));
    const { payload } = await ahead.invoke('{}');
    expect(Number(payload) - Date.now()).toBeGreaterThan(3_000_000);
  });
});
