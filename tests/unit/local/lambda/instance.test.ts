import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Runner, type Runtime, startRunner } from '../../../../local/lambda/runner.ts';
import { createThreadGroup, type ThreadGroup } from '../../../../local/lambda/thread-group.ts';
import { temporaryFolder, until } from '../../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

let group: ThreadGroup;
beforeEach(() => {
  group = createThreadGroup(1);
});
afterEach(() => group.stop());

let files = 0;
interface Started extends Runner {
  /** Result of an invocation, from JSON. */
  run(event?: unknown): Promise<unknown>;
  revoked(): boolean;
  threadLost(): boolean;
}

/** Instances of one function, all of them in the one thread of the group. */
function functionOf(code: string, more: Partial<Runtime> = {}): () => Started {
  const file = join(folder.path, `${++files}.cjs`);
  writeFileSync(file, code);
  return () => {
    let isRevoked = false;
    let isThreadLost = false;
    const runner = startRunner(
      {
        functionName: 'f',
        functionArn: 'arn',
        logGroup: 'group',
        exportName: 'handler',
        file,
        environment: {},
        timeoutSeconds: 5,
        memoryMb: 128,
        credentials: () => ({
          variables: {},
          revoke() {
            isRevoked = true;
          },
        }),
        onLine: () => {},
        onThreadLost() {
          isThreadLost = true;
        },
        ...more,
      },
      group,
    );
    return {
      ...runner,
      async run(event = {}) {
        const outcome = await runner.invoke(JSON.stringify(event));
        if (outcome === 'not started') throw new Error(outcome);
        if (outcome.error)
          throw Object.assign(new Error(outcome.error.errorMessage), { type: outcome.error.errorType });
        return JSON.parse(outcome.payload);
      },
      revoked: () => isRevoked,
      threadLost: () => isThreadLost,
    };
  };
}

describe('two instances in one thread', () => {
  it('share no module state, environment, globals or prototypes', async () => {
    const start = functionOf(
      `let invocations = 0;
      exports.handler = async ({ change }) => {
        invocations += 1;
        if (change) {
          process.env.CHANGED = change;
          globalThis.changed = change;
          implicit = change;
          Object.prototype.changed = change;
          Array.prototype.map = () => change;
          Date.now = () => 0;
          process.exitCode = 7;
          process.on('exit', () => {});
          console.log = () => {};
          setTimeout = () => {};
        }
        return {
          invocations,
          changed: [process.env.CHANGED, globalThis.changed, typeof implicit, ({}).changed, [1].map(String)[0]],
          isFrozenInTime: Date.now() === 0,
          exitCode: process.exitCode,
          listeners: process.listenerCount('exit'),
          thread: require('node:worker_threads').threadId,
        };
      };`,
      { environment: { OWN: 'own' } },
    );
    const [first, second] = [start(), start()];
    const changed = await first.run({ change: 'by first' });
    expect(changed).toMatchObject({
      changed: ['by first', 'by first', 'string', 'by first', 'b'],
      listeners: 1,
    });
    expect(await second.run()).toEqual({
      invocations: 1,
      changed: [null, null, 'undefined', null, '1'],
      isFrozenInTime: false,
      listeners: 0,
      thread: (changed as { thread: number }).thread,
    });
    expect(await first.run()).toMatchObject({ invocations: 2 });
  });

  it('do not end each other: not by exit, not by an exception in a timer, not by a rejection', async () => {
    const start = functionOf(
      `exports.handler = ({ how, wait = 0 }) => new Promise((resolve) => {
        if (how === 'exit') process.exit(3);
        if (how === 'exit later') setTimeout(() => process.exit(4), 5);
        if (how === 'throw') setTimeout(() => { throw new TypeError('from a timer'); }, 5);
        if (how === 'reject') Promise.reject(new RangeError('nobody listens'));
        if (how === undefined) setTimeout(() => resolve(process.pid), wait);
      });`,
    );
    const neighbour = start();
    const ended = (how: string) => start().run({ how });
    const working = neighbour.run({ wait: 300 });
    await expect(ended('exit')).rejects.toMatchObject({
      type: 'Runtime.ExitError',
      message: /exit status 3/ as never,
    });
    await expect(ended('exit later')).rejects.toThrow('exit status 4');
    await expect(ended('throw')).rejects.toMatchObject({
      type: 'Runtime.UnhandledError',
      message: 'from a timer',
    });
    await expect(ended('reject')).rejects.toMatchObject({ message: 'nobody listens' });
    expect(await working).toBe(process.pid);
    expect(await neighbour.run()).toBe(process.pid);
  });

  it('see errors, buffers, promises and collections of Node as their own', async () => {
    const start = functionOf(
      `const fs = require('node:fs');
      exports.handler = async () => {
        const missing = await fs.promises.readFile('/none').catch((error) => error);
        class Own extends Error {}
        return {
          error: missing instanceof Error,
          fetchError: (await fetch('http://127.0.0.1:1').catch((error) => error)) instanceof TypeError,
          buffer: Buffer.from('a') instanceof Uint8Array,
          promise: fs.promises.stat('/') instanceof Promise,
          clone: structuredClone(new Map()) instanceof Map,
          own: new Own() instanceof Own && new Own() instanceof Error,
          strangers: new Error() instanceof Own || ({}) instanceof Error,
          global: globalThis === global && Function('return this')() === globalThis,
        };
      };`,
    );
    expect(await start().run()).toEqual({
      error: true,
      fetchError: true,
      buffer: true,
      promise: true,
      clone: true,
      own: true,
      strangers: false,
      global: true,
    });
  });

  it('compile their code once: the second one needs no file', async () => {
    const start = functionOf('exports.handler = async () => 1;');
    const first = start();
    expect(await first.run()).toBe(1);
    rmSync(join(folder.path, `${files}.cjs`));
    expect(await start().run()).toBe(1);
    expect(await first.run()).toBe(1);
  });
});

describe('an instance that has ended', () => {
  let server: Server;
  let url: string;
  let open = 0;
  const asked: string[] = [];
  beforeAll(async () => {
    // Never answers.
    server = createServer((request) => void asked.push(request.url ?? ''));
    server.on('connection', (socket) => {
      open += 1;
      socket.on('close', () => {
        open -= 1;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const WAITING = `
    const http = require('node:http');
    exports.handler = ({ url }) => new Promise((resolve) => {
      fetch(url + '/fetch').then(() => {}, () => fetch(url + '/fetch-again'));
      http.get(url + '/http').on('error', () => http.get(url + '/http-again').on('error', () => {}));
      setInterval(() => http.get(url + '/interval').on('error', () => {}), 20);
      setTimeout(() => fetch(url + '/late'), 400);
    });`;

  it.each([
    ['timed out', { timeoutSeconds: 0.2 }, async (_runner: Runner) => {}],
    [
      'was killed',
      {},
      async (runner: Runner) => {
        await until(() => (asked.includes('/fetch') && asked.includes('/http') ? true : undefined), 5000);
        await runner.end();
      },
    ],
  ])('because it %s has no credentials, sockets and timers any more', async (_how, more, end) => {
    asked.length = 0;
    const runner = functionOf(WAITING, more)();
    const outcome = runner.run({ url });
    outcome.catch(() => {});
    await end(runner);
    await expect(outcome).rejects.toThrow();
    expect(runner.revoked()).toBe(true);
    await until(() => (open === 0 ? true : undefined), 2000);
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked.slice(before)).toEqual([]);
    expect(asked.filter((path) => path.endsWith('-again') || path === '/late')).toEqual([]);
    expect(runner.threadLost()).toBe(false);
  });
});

describe('a package that all instances of a thread share, as the AWS SDK', () => {
  const PACKAGE = `
    let calls = 0;
    exports.describe = () => ({
      calls: ++calls,
      own: process.env.OWN,
      has: 'OWN' in process.env,
      all: { ...process.env },
    });
    exports.set = (value) => { process.env.OWN = value; };
    let ticks = 0;
    exports.tick = () => setTimeout(() => { ticks += 1; exports.tick(); }, 20);
    exports.ticks = () => ticks;`;
  beforeAll(() => {
    const place = join(folder.path, 'node_modules', 'shared-by-all');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'index.js'), PACKAGE);
  });

  const instanceWith = (own: string, code: string) =>
    functionOf(`const shared = require('shared-by-all'); ${code}`, { environment: { OWN: own } })();

  it('is loaded once and sees the variables of whoever calls it, also after a wait', async () => {
    const code = `exports.handler = async ({ set }) => {
      if (set) shared.set(set);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { ...shared.describe(), mine: process.env.OWN };
    };`;
    const [first, second] = [instanceWith('first', code), instanceWith('second', code)];
    const both = await Promise.all([first.run(), second.run()]);
    const seen = (own: string) => ({ own, has: true, all: { OWN: own }, mine: own });
    expect(both).toMatchObject([seen('first'), seen('second')]);
    expect(await first.run({ set: 'changed' })).toMatchObject({ ...seen('changed'), calls: 3 });
    expect(await second.run()).toMatchObject({ ...seen('second'), calls: 4 });
  });

  it('calls nobody back whose instance has ended', async () => {
    const ticking = instanceWith('any', 'exports.handler = () => new Promise(() => shared.tick());');
    const watching = instanceWith('any', 'exports.handler = async () => shared.ticks();');
    ticking.run().catch(() => {});
    await until(async () => (Number(await watching.run()) > 0 ? true : undefined), 5000);
    await ticking.end();
    const before = await watching.run();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await watching.run()).toBe(before);
  });
});

describe('a loop without end', () => {
  const LOOP =
    'exports.handler = async ({ loop }) => { while (loop); return require("node:worker_threads").threadId; };';

  it('costs its thread after its timeout, and what waited there runs in another one', async () => {
    const start = functionOf(LOOP, { timeoutSeconds: 0.3 });
    const [looping, waiting] = [start(), functionOf(LOOP)()];
    const thread = await waiting.run();
    await looping.ready;
    const lost = looping.run({ loop: true });
    lost.catch(() => {});
    const outcome = waiting.invoke('{}');
    await expect(lost).rejects.toMatchObject({ type: 'Sandbox.Timedout' });
    expect(await outcome).toBe('not started');
    expect(looping.threadLost()).toBe(true);
    expect(await start().run()).not.toBe(thread);
  });

  it('does not keep a request waiting that comes a second later: another thread is opened', async () => {
    const looping = functionOf(LOOP, { timeoutSeconds: 60 })();
    await looping.ready;
    looping.run({ loop: true }).catch(() => {});
    await until(() => (looping.isUsable() ? undefined : true), 5000);
    expect(await functionOf(LOOP)().run()).toEqual(expect.any(Number));
  });
});

it('a result of more than 6 MB is an error, as on Lambda', async () => {
  const start = functionOf('exports.handler = async ({ size }) => "x".repeat(size);');
  await expect(start().run({ size: 6_291_555 })).rejects.toMatchObject({
    type: 'Function.ResponseSizeTooLarge',
  });
  expect(await start().run({ size: 6_000_000 })).toHaveLength(6_000_000);
});
