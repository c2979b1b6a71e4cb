import { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import type { Life } from './life.ts';

/** Thrown by `process.exit`, so that nothing after it runs. */
class Exited extends Error {
  override readonly name = 'Exited';
}

/** `process` as an instance sees it: that of the thread, with its own environment, output, listeners and end. */
export function createProcess(life: Life, out: Writable) {
  const exit = (code?: number | string | null): never => {
    const status = code ?? instance.exitCode ?? 0;
    life.crash('Runtime.ExitError', `Runtime exited with error: exit status ${status}`);
    throw new Exited('process.exit was called');
  };
  const instance: { exitCode: number | undefined } = Object.create(process, {
    env: { value: life.environment, enumerable: true },
    argv: { value: [], writable: true },
    stdout: { value: out },
    stderr: { value: out },
    exitCode: { value: undefined, writable: true },
    exit: { value: exit },
    reallyExit: { value: exit },
    abort: { value: () => exit(134) },
    kill: {
      value: (pid: number, signal?: string | number) =>
        signal === 0 ? true : exit(pid === process.pid ? 137 : 1),
    },
  });
  // Listeners would otherwise be added to those of the thread.
  Object.defineProperties(instance, {
    _events: { value: Object.create(null), writable: true },
    _eventsCount: { value: 0, writable: true },
  });
  for (const name of [
    'on',
    'addListener',
    'prependListener',
    'once',
    'prependOnceListener',
    'off',
    'removeListener',
    'removeAllListeners',
    'emit',
  ] as const) {
    Object.defineProperty(instance, name, { value: EventEmitter.prototype[name], writable: true });
  }
  return instance;
}
