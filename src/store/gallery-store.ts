import type { GalleryDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import {
  beforeMoment,
  galleryCursor,
  galleryEntryOf,
  keyOfGalleryCursor,
  objectKeys,
} from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Where the entry of a run is, and what its key says. */
export interface GalleryPlace {
  key: string;
  /** Which version of the entry it is. */
  etag: string;
  jobId: string;
  createdAtMs: number;
}

export interface GalleryStore {
  /** Adds the run if no worker has yet; all workers of a run build the same key. @returns `false` if another one had */
  add(entry: GalleryDocument): Promise<boolean>;
  /** Adds the run, or what has changed about it. */
  put(entry: GalleryDocument): Promise<void>;
  /** Takes the run out, if it is in. */
  remove(run: { jobId: string; createdAt: string }): Promise<void>;
  /** One page of runs, newest first. `nextCursor` is `undefined` on the last page. */
  list(options: {
    limit: number;
    cursor?: string | undefined;
    /** Only runs made before this, in milliseconds since the epoch. */
    before?: number | undefined;
  }): Promise<{ places: GalleryPlace[]; nextCursor: string | undefined }>;
  /** Where the page begins that follows this place. */
  cursorOf(place: GalleryPlace): string | undefined;
  read(key: string): Promise<GalleryDocument | undefined>;
}

export function galleryStore(objects: ObjectStore): GalleryStore {
  return {
    async add(entry) {
      const key = objectKeys.galleryEntry(Date.parse(entry.timestamp), entry.id);
      return (await objects.putIfAbsent(key, JSON.stringify(entry), JSON_OPTIONS)) !== 'exists';
    },
    put: (entry) =>
      objects.put(
        objectKeys.galleryEntry(Date.parse(entry.timestamp), entry.id),
        JSON.stringify(entry),
        JSON_OPTIONS,
      ),
    remove: ({ jobId, createdAt }) => objects.delete(objectKeys.galleryEntry(Date.parse(createdAt), jobId)),
    async list({ limit, cursor, before }) {
      const starts = [
        ...(cursor === undefined ? [] : [keyOfGalleryCursor(cursor)]),
        ...(before === undefined ? [] : [beforeMoment(before)]),
      ];
      const startAfter = starts.sort().at(-1);
      const { keys, etags, more } = await objects.list(objectKeys.gallery, {
        limit,
        ...(startAfter !== undefined && { startAfter }),
      });
      const places = keys.flatMap((key, index) => {
        const entry = galleryEntryOf(key);
        return entry === undefined ? [] : [{ key, etag: etags[index] ?? '', ...entry }];
      });
      const lastKey = keys.at(-1);
      return { places, nextCursor: more && lastKey !== undefined ? galleryCursor(lastKey) : undefined };
    },
    cursorOf: ({ key }) => galleryCursor(key),
    read: (key) => readJson<GalleryDocument>(objects, key),
  };
}
