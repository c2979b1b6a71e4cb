import { createLife, lives } from './life.ts';
import { createTimers } from './timers.ts';

/**
 * From now on, packages that all instances of this thread share, such as the AWS SDK, see the variables of the instance that
 * calls them, and its end is the end of timers that they have set for it.
 */
export function serveCallers(): void {
  const nobody = createLife({}, () => {});
  const caller = () => lives.getStore() ?? nobody;
  const environment = new Proxy<Record<string, string>>(
    {},
    {
      get: (_target, name) => Reflect.get(caller().environment, name),
      set: (_target, name, value) => Reflect.set(caller().environment, name, value),
      has: (_target, name) => Reflect.has(caller().environment, name),
      deleteProperty: (_target, name) => Reflect.deleteProperty(caller().environment, name),
      ownKeys: () => Reflect.ownKeys(caller().environment),
      getOwnPropertyDescriptor: (_target, name) =>
        Reflect.getOwnPropertyDescriptor(caller().environment, name),
    },
  );
  Object.defineProperty(process, 'env', { value: environment, configurable: true });
  Object.assign(globalThis, createTimers({ ...nobody, isOver: () => caller().isOver() }).globals);
}
