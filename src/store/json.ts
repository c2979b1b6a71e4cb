import type { ObjectStore, PutOptions, StoredObject } from './object-store.ts';

/** Documents are read by this stack only; no cache may keep them. */
export const JSON_OPTIONS: PutOptions = { contentType: 'application/json', cacheControl: 'no-store' };

/** Reads a document that this code base wrote; `undefined` if there is none. */
export async function readJson<T>(objects: ObjectStore, key: string): Promise<T | undefined> {
  const object = await objects.get(key);
  return object && parseJson<T>(object);
}

export const parseJson = <T>({ body }: Pick<StoredObject, 'body'>) =>
  JSON.parse(new TextDecoder().decode(body)) as T;
