import { sha256Hex } from '../lib/hash.ts';
import type { ObjectStore, PutOptions, StoredObject } from './object-store.ts';

export interface MemoryObject extends StoredObject {
  options: PutOptions;
}

/** S3 answers with at most this many keys a page. */
const PAGE_SIZE = 1000;

/** An object store in this process. `objects` lets tests look inside. */
export function memoryObjectStore(): ObjectStore & { objects: ReadonlyMap<string, MemoryObject> } {
  const objects = new Map<string, MemoryObject>();
  const write = (key: string, body: Uint8Array | string, options: PutOptions) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
    objects.set(key, { body: bytes, etag: `"${sha256Hex(bytes).slice(0, 32)}"`, options: { ...options } });
  };

  return {
    objects,
    async get(key) {
      const object = objects.get(key);
      if (object === undefined) return undefined;
      const { metadata } = object.options;
      return { body: new Uint8Array(object.body), etag: object.etag, ...(metadata && { metadata }) };
    },
    async put(key, body, options) {
      write(key, body, options);
    },
    async putIfAbsent(key, body, options) {
      if (objects.has(key)) return 'exists';
      write(key, body, options);
      return 'created';
    },
    async putIfUnchanged(key, body, etag, options) {
      if (objects.get(key)?.etag !== etag) return 'changed';
      write(key, body, options);
      return 'written';
    },
    async delete(key) {
      objects.delete(key);
    },
    async list(prefix, { startAfter = '', limit = PAGE_SIZE } = {}) {
      const keys = [...objects.keys()]
        .filter((key) => key.startsWith(prefix) && compareUtf8(key, startAfter) > 0)
        .sort(compareUtf8);
      const page = keys.slice(0, Math.min(limit, PAGE_SIZE));
      const etags = page.map((key) => objects.get(key)?.etag ?? '');
      return { keys: page, etags, more: page.length < keys.length };
    },
  };
}

/** The order of S3 listings, which is not that of JavaScript strings. */
function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
