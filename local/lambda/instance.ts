import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { types } from 'node:util';
import type { Script } from 'node:vm';
import { createContext } from './context.ts';
import type { Life } from './life.ts';
import { lives } from './life.ts';
import type { FunctionError, InstanceData, Invocation } from './messages.ts';
import { createRealm } from './realm.ts';

/** A loaded function: its own modules, globals, environment and process, beside others in the same thread. */
export interface Instance {
  /** Held, so that the next instance needs no compilation. */
  script: Script;
  /** @returns the result as JSON @throws what the handler throws */
  invoke(invocation: Invocation): Promise<string>;
}

/**
 * Loads a function.
 * @param script the bundle, compiled by `wrapBundle`; all instances of a thread share it
 * @throws what the bundle throws while it loads
 */
export function loadInstance(
  script: Script,
  { file, exportName, clockAheadMs }: InstanceData,
  life: Life,
  onLine: (line: string) => void,
): Instance {
  const realm = createRealm({ life, clockAheadMs, onLine, require: createRequire(file) });
  const module = { exports: {} };
  lives.run(life, () => {
    const load: unknown = script.runInContext(realm.global);
    call(load, [module.exports, realm.require, module, file, dirname(file)]);
  });
  const handler: unknown = Reflect.get(module.exports, exportName);
  if (typeof handler !== 'function') throw new Error(`${exportName} is undefined or not exported`);

  return {
    script,
    invoke: (invocation) =>
      lives.run(life, async () => {
        const event = realm.json.parse(invocation.payload);
        const result = await call(handler, [event, createContext(invocation, realm.now)]);
        realm.flush();
        return realm.json.stringify(result) ?? 'null';
      }),
  };
}

/** CommonJS as a function, so that each instance evaluates the same compiled code. */
export const wrapBundle = (code: string) =>
  `(function (exports, require, module, __filename, __dirname) {${code}\n})`;

function call(callable: unknown, parameters: unknown[]): unknown {
  if (typeof callable !== 'function') throw new Error('The bundle is not a module.');
  return Reflect.apply(callable, undefined, parameters);
}

/** An error as Lambda reports it; it may come from another realm, so `instanceof` does not tell. */
export function describeError(error: unknown): FunctionError {
  if (!types.isNativeError(error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}
