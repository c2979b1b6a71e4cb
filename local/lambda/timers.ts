import timers from 'node:timers';
import promises from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Life } from './life.ts';

type Callback = (...parameters: unknown[]) => void;
interface WaitOptions {
  signal?: AbortSignal;
  ref?: boolean;
}

/** Timers that end with their instance: as globals, and as `node:timers`. */
export function createTimers(life: Life) {
  const pending = new Set<unknown>();
  // Clears a timer of any of the three kinds.
  const clear = (handle: unknown) => {
    pending.delete(handle);
    Reflect.apply(timers.clearTimeout, undefined, [handle]);
    Reflect.apply(timers.clearImmediate, undefined, [handle]);
  };
  life.own(() => {
    for (const handle of pending) clear(handle);
  });

  /** Starts a timer by `begin`, which gets what the timer is to call. */
  function start<Handle>(callback: Callback, isOnce: boolean, begin: (fire: Callback) => Handle): Handle {
    const handle: Handle = begin((...parameters) => {
      if (isOnce) pending.delete(handle);
      if (!life.isOver()) callback(...parameters);
    });
    if (life.isOver()) clear(handle);
    else pending.add(handle);
    return handle;
  }

  const ownPromises = {
    ...promises,
    setTimeout: <Value>(ms?: number, value?: Value, options?: WaitOptions) =>
      promises.setTimeout(ms, value, endingWith(life, options)),
    setImmediate: <Value>(value?: Value, options?: WaitOptions) =>
      promises.setImmediate(value, endingWith(life, options)),
    setInterval: <Value>(ms?: number, value?: Value, options?: WaitOptions) =>
      promises.setInterval(ms, value, endingWith(life, options)),
  };
  const globals = {
    setTimeout: (callback: Callback, ms?: number, ...parameters: unknown[]) =>
      start(callback, true, (fire) => timers.setTimeout(fire, ms, ...parameters)),
    setInterval: (callback: Callback, ms?: number, ...parameters: unknown[]) =>
      start(callback, false, (fire) => timers.setInterval(fire, ms, ...parameters)),
    setImmediate: (callback: Callback, ...parameters: unknown[]) =>
      start(callback, true, (fire) => timers.setImmediate(fire, ...parameters)),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  Object.defineProperty(globals.setTimeout, promisify.custom, { value: ownPromises.setTimeout });
  Object.defineProperty(globals.setImmediate, promisify.custom, { value: ownPromises.setImmediate });
  return { globals, module: { ...timers, ...globals, promises: ownPromises } };
}

function endingWith(life: Life, options: WaitOptions = {}): WaitOptions {
  const { signal } = options;
  return { ...options, signal: signal ? AbortSignal.any([signal, life.signal]) : life.signal };
}
