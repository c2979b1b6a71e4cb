import { setTimeout as wait } from 'node:timers/promises';
import type { ListPage, ObjectStore, StoredObject } from '../../src/store/object-store.ts';

/** Usual times of one request inside a region, in milliseconds. */
export const LATENCIES = { s3: 30, dynamo: 6, lambda: 25 };

/** An object store that counts what goes through it, by kind of request. */
export interface CountedStore extends ObjectStore {
  counts: { lists: number; reads: number; writes: number; bytesRead: number };
}

export function counted(store: ObjectStore): CountedStore {
  const counts = { lists: 0, reads: 0, writes: 0, bytesRead: 0 };
  const writes = <T>(write: Promise<T>) => {
    counts.writes += 1;
    return write;
  };
  return {
    counts,
    async get(key) {
      counts.reads += 1;
      const object = await store.get(key);
      counts.bytesRead += object?.body.byteLength ?? 0;
      return object;
    },
    list(prefix, options) {
      counts.lists += 1;
      return store.list(prefix, options);
    },
    put: (...args) => writes(store.put(...args)),
    putIfAbsent: (...args) => writes(store.putIfAbsent(...args)),
    putIfUnchanged: (...args) => writes(store.putIfUnchanged(...args)),
    delete: (key) => writes(store.delete(key)),
  };
}

/** A store each of whose methods responds after `milliseconds`. */
export function late<T extends object>(store: T, milliseconds: number): T {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => wait(milliseconds).then(() => method.apply(target, args));
    },
  });
}

/**
 * A read-only store of many keys with an index by folder and bisection inside it, so that a listing measures our
 * code and not the search of this stand-in. It lists whole folders only.
 */
export function seededStore(objects: ReadonlyMap<string, string>): ObjectStore {
  const folders = Map.groupBy([...objects.keys()].sort(), folderOf);
  const refuse = () => Promise.reject(new Error('The seeded store is read-only.'));
  return {
    async get(key): Promise<StoredObject | undefined> {
      const text = objects.get(key);
      return text === undefined ? undefined : { body: Buffer.from(text), etag: '"seeded"' };
    },
    async list(prefix, { startAfter = '', limit = 1000 } = {}): Promise<ListPage> {
      const all = folders.get(prefix) ?? [];
      const from = firstAfter(all, startAfter);
      const keys = all.slice(from, from + limit);
      return { keys, etags: keys.map(() => '"seeded"'), more: from + limit < all.length };
    },
    put: refuse,
    putIfAbsent: refuse,
    putIfUnchanged: refuse,
    delete: refuse,
  };
}

const folderOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);

/** The index of the first key after `key`; keys here are plain ASCII, whose order is that of S3. */
function firstAfter(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A store in which listing a folder takes time by the size of the folder, not of the store, as in S3. */
export function indexedStore(store: ObjectStore): ObjectStore {
  const folders = new Map<string, Set<string>>();
  const remember = (key: string) => {
    const folder = folders.get(folderOf(key)) ?? new Set<string>();
    folders.set(folderOf(key), folder.add(key));
  };
  return {
    ...store,
    put(key, ...rest) {
      remember(key);
      return store.put(key, ...rest);
    },
    putIfAbsent(key, ...rest) {
      remember(key);
      return store.putIfAbsent(key, ...rest);
    },
    async list(prefix, options = {}) {
      const folder = folders.get(prefix);
      if (folder === undefined) return store.list(prefix, options);
      const { startAfter = '', limit = 1000 } = options;
      const all = [...folder].sort().filter((key) => key > startAfter);
      const keys = all.slice(0, limit);
      return { keys, etags: keys.map(() => '"1"'), more: all.length > limit };
    },
  };
}
