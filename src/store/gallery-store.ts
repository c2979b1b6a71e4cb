import type { GalleryDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface GalleryStore {
  /** Adds the run where no worker has yet; all workers of a run build the same key. */
  add(entry: GalleryDocument): Promise<void>;
  /** One page of entry keys, newest first; the last key is the cursor to the next page. */
  listKeys(options: { startAfter?: string; limit: number }): Promise<{ keys: string[]; more: boolean }>;
  read(key: string): Promise<GalleryDocument | undefined>;
}

export function galleryStore(objects: ObjectStore): GalleryStore {
  return {
    async add(entry) {
      const key = keys.gallery(Date.parse(entry.timestamp), entry.id);
      await objects.putIfAbsent(key, JSON.stringify(entry), JSON_OPTIONS);
    },
    listKeys: (options) => objects.list(keys.galleryPrefix, options),
    read: (key) => readJson<GalleryDocument>(objects, key),
  };
}
