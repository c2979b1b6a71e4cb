/** Documents and pictures by key. Every implementation passes `tests/suites/object-store.ts`. */
export interface ObjectStore {
  /** The object, or `undefined` where there is none. */
  get(key: string): Promise<StoredObject | undefined>;
  put(key: string, body: Uint8Array | string, options: PutOptions): Promise<void>;
  /** Writes only where nothing is; exactly one of many callers at once gets `created`. */
  putIfAbsent(key: string, body: Uint8Array | string, options: PutOptions): Promise<'created' | 'exists'>;
  /** Overwrites only the version that was read. */
  putIfMatch(
    key: string,
    body: Uint8Array | string,
    etag: string,
    options: PutOptions,
  ): Promise<'written' | 'changed'>;
  delete(key: string): Promise<void>;
  /** One page of keys in UTF-8 byte order. */
  list(prefix: string, options?: { startAfter?: string; limit?: number }): Promise<ListPage>;
}

export interface StoredObject {
  body: Uint8Array;
  etag: string;
}

export interface PutOptions {
  contentType: string;
  cacheControl?: string;
}

export interface ListPage {
  keys: string[];
  /** Whether keys follow the last one of this page. */
  more: boolean;
}
