import { inBatches } from '../lib/in-batches.ts';

/** Documents and pictures by key. Every implementation passes `tests/suites/object-store.ts`. */
export interface ObjectStore {
  /** The object; `undefined` if there is none. */
  get(key: string): Promise<StoredObject | undefined>;
  put(key: string, body: Uint8Array | string, options: PutOptions): Promise<void>;
  /**
   * Writes only if the key is free; exactly one of many concurrent callers gets `created`. `perhaps`: the key is taken, maybe by
   * an earlier attempt of this call whose response was lost.
   */
  putIfAbsent(
    key: string,
    body: Uint8Array | string,
    options: PutOptions,
  ): Promise<'created' | 'exists' | 'perhaps'>;
  /**
   * Writes only if the key still holds what was read.
   * @param etag of what was read; `undefined` if there was nothing
   */
  putIfUnchanged(
    key: string,
    body: Uint8Array | string,
    etag: string | undefined,
    options: PutOptions,
  ): Promise<'written' | 'changed'>;
  delete(key: string): Promise<void>;
  /** One page of keys in UTF-8 byte order. */
  list(prefix: string, options?: { startAfter?: string; limit?: number }): Promise<ListPage>;
}

export interface StoredObject {
  body: Uint8Array;
  etag: string;
  /** As it was put. */
  metadata?: Readonly<Record<string, string>>;
}

export interface PutOptions {
  contentType: string;
  cacheControl?: string;
  contentDisposition?: string;
  /** By lower-case name; ASCII, at most 2 KB in all. */
  metadata?: Readonly<Record<string, string>>;
}

export interface ListPage {
  keys: string[];
  /** Of each key, which version of its object it is. */
  etags: string[];
  /** Whether there are keys after the last one of this page. */
  more: boolean;
}

/** Every key below a prefix, however many pages that takes; one for nearly all runs. */
export async function listAll(objects: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const last = keys.at(-1);
    const page = await objects.list(prefix, last === undefined ? {} : { startAfter: last });
    keys.push(...page.keys);
    if (!page.more) return keys;
  }
}

/** Writes an object whose key says it all. */
export const putMarker = (objects: Pick<ObjectStore, 'put'>, key: string): Promise<void> =>
  objects.put(key, '', { contentType: 'text/plain' });

/** Objects deleted at the same time. */
const DELETED_AT_ONCE = 25;

export async function deleteAll(
  objects: Pick<ObjectStore, 'delete'>,
  keys: readonly string[],
): Promise<void> {
  await inBatches(keys, DELETED_AT_ONCE, (key) => objects.delete(key));
}
