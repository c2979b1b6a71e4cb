import type { ObjectStore, PutOptions } from './object-store.ts';

/** Documents change hands inside the stack only; nothing may cache them. */
export const JSON_OPTIONS: PutOptions = { contentType: 'application/json', cacheControl: 'no-store' };

/** Reads a document that this code base wrote, or `undefined` where there is none. */
export async function readJson<T>(objects: ObjectStore, key: string): Promise<T | undefined> {
  return (await readVersion<T>(objects, key))?.document;
}

/** A document together with the version that `putIfMatch` wants. */
export async function readVersion<T>(
  objects: ObjectStore,
  key: string,
): Promise<{ document: T; etag: string } | undefined> {
  const object = await objects.get(key);
  return object && { document: JSON.parse(new TextDecoder().decode(object.body)) as T, etag: object.etag };
}

/** Whether there is an object of exactly this key: by listing, since S3 may answer 403 to a `get` of a missing key. */
export async function exists(objects: ObjectStore, key: string): Promise<boolean> {
  return (await objects.list(key, { limit: 1 })).keys[0] === key;
}
