import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { type Context, constants, createContext, runInContext } from 'node:vm';
import workerThreads from 'node:worker_threads';
import type { Life } from './life.ts';
import { lives } from './life.ts';
import { createProcess } from './process.ts';
import { createTimers } from './timers.ts';

/** The world that one instance sees: globals, `process` and `require` of its own. */
export interface Realm {
  /** `globalThis` of the instance. */
  global: Context;
  require(name: string): unknown;
  /** Makes objects of the instance's own kinds. */
  json: Pick<JSON, 'parse'> & { stringify(value: unknown): string | undefined };
  /** By the clock of the instance. */
  now(): number;
  /** Hands on what was printed without a line break at the end. */
  flush(): void;
}

interface Surroundings {
  life: Life;
  clockAheadMs: number;
  onLine(line: string): void;
  /** Node's own, for built-in modules and packages outside the bundle. */
  require(name: string): unknown;
}

/**
 * Shared by all realms: the language has no literals for these types, and native modules compare their constructors.
 */
const SHARED = [
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
];

/**
 * Runs in the new realm. Built-in modules belong to the thread's realm, so the errors, promises and collections that
 * they hand over are of other classes; `instanceof` accepts both. `Date` gets the clock of the instance.
 */
const PREPARE = `(function (thread, aheadMs) {
  const isInstance = Function.prototype[Symbol.hasInstance];
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const own = globalThis[name];
    const other = thread[name];
    if (typeof own !== 'function' || typeof other !== 'function' || own === other || !own.prototype) continue;
    Object.defineProperty(own, Symbol.hasInstance, {
      value(value) { return isInstance.call(this, value) || (this === own && isInstance.call(other, value)); },
    });
  }
  if (aheadMs !== 0) {
    const now = Date.now;
    Date.now = () => now() + aheadMs;
  }
})`;

export function createRealm({ life, clockAheadMs, onLine, require }: Surroundings): Realm {
  const global = createContext(constants.DONT_CONTEXTIFY);
  const define = (name: string, value: unknown) =>
    Object.defineProperty(global, name, { value, writable: true, configurable: true });

  const out = lineWriter(onLine);
  const process = createProcess(life, out.stream);
  const timers = createTimers(life);
  const console = Object.assign(new Console(out.stream, out.stream), { Console });

  for (const name of SHARED) define(name, Reflect.get(globalThis, name));
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!(name in global)) defineLazily(global, name);
  }
  Reflect.apply(runInContext(PREPARE, global), undefined, [globalThis, clockAheadMs]);
  const own = { global, console, process, fetch: fetchOf(life), ...timers.globals };
  for (const [name, value] of Object.entries(own)) define(name, value);

  /** Built-in modules that would show the thread instead of the instance. */
  const modules: Record<string, unknown> = {
    console,
    process,
    timers: timers.module,
    'timers/promises': timers.module.promises,
    worker_threads: { ...workerThreads, isMainThread: true, parentPort: null, workerData: null },
  };
  const load = (name: string) => modules[name.replace(/^node:/, '')] ?? require(name);
  return {
    global,
    require: Object.assign(load, require),
    json: runInContext('JSON', global),
    now: runInContext('Date.now', global),
    flush: out.flush,
  };
}

/** Many globals of Node load their module when they are first read. */
function defineLazily(global: Context, name: string) {
  Object.defineProperty(global, name, {
    get: () => Reflect.get(globalThis, name),
    set: (value) => Object.defineProperty(global, name, { value, writable: true, configurable: true }),
    configurable: true,
  });
}

/** `fetch` whose requests are aborted with the instance; after that its promises never settle. */
function fetchOf(life: Life): typeof fetch {
  const never = new Promise<never>(() => {});
  return async function fetchOwned(input, init) {
    if (life.isOver()) return never;
    const given = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const signal = given ? AbortSignal.any([given, life.signal]) : life.signal;
    try {
      // Outside of the life: the pool of connections belongs to the thread.
      return await lives.run(undefined, () => fetch(input, { ...init, signal }));
    } catch (error) {
      if (life.isOver()) return never;
      throw error;
    }
  };
}

/** A stream that calls `onLine` for each line. */
function lineWriter(onLine: (line: string) => void) {
  let rest = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') onLine(line);
      done();
    },
  });
  const flush = () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
  return { stream, flush };
}
