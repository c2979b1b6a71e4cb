import { memoryObjectStore } from '../../src/store/memory-object-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';

const WRITES: ReadonlySet<string> = new Set<keyof ObjectStore>([
  'put',
  'putIfAbsent',
  'putIfUnchanged',
  'delete',
]);

/** A store whose writes take longer than its reads, so that a write that nobody waits for comes too late. */
function slowWrites<T extends ObjectStore>(objects: T): T {
  return new Proxy(objects, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || !WRITES.has(String(name))) return method;
      return async (...args: unknown[]) => {
        for (const _turn of [1, 2, 3]) await new Promise((resolve) => setImmediate(resolve));
        return method.apply(target, args);
      };
    },
  });
}

export const slowStore = () => slowWrites(memoryObjectStore());
