import type { Original, Sent } from '../contract/index.ts';
import type { FileType, ImageType } from '../lib/image-type.ts';
import type { InputDocument } from './documents.ts';
import { objectKeys, originalNameOf, type PicturePlace, pictureNameOf } from './object-keys.ts';
import { deleteAll, listAll, type ObjectStore } from './object-store.ts';

/** Each key is written by one worker, and never again with other bytes; but a deleted picture has to disappear. */
const CACHE_CONTROL = 'public, max-age=3600';
/** S3 takes 2 KB of metadata. What was sent to the vendor is left out if it is longer than this. */
const LONGEST_SENT = 1200;

/** What a result needs and the picture does not show; kept as metadata of the object, for an adoption. */
export interface PictureOrigin {
  startedAt: string;
  /** When the vendor had delivered it. */
  completedAt: string;
  costUsd: number | undefined;
  sent: Sent;
  /** The vendor's own file, where the picture is a PNG of it. */
  original?: Original | undefined;
}

export interface ImageStore {
  /** Stores the vendor's bytes unchanged. @returns the object key */
  saveImage(place: PicturePlace, bytes: Uint8Array, type: ImageType, origin: PictureOrigin): Promise<string>;
  /** Stores the vendor's file, to be downloaded only, where it is not shown. */
  saveOriginal(
    place: PicturePlace,
    bytes: Uint8Array,
    type: FileType,
    origin: PictureOrigin,
  ): Promise<Original>;
  /** Stores what a link shows, without a word of where it comes from. @returns the object key */
  saveCopy(place: PicturePlace, bytes: Uint8Array, type: ImageType): Promise<string>;
  /** Stores the thumbnail, a WebP. @returns the object key */
  saveThumbnail(place: PicturePlace, bytes: Uint8Array): Promise<string>;
  /** Stores what is shown of a picture of a run drawn blind, a WebP. @returns the object key */
  saveBlind(runId: string, name: string, bytes: Uint8Array): Promise<string>;
  /**
   * The object keys of a run's pictures so far by name, those of its follow-ups included, without thumbnails; that of
   * the original where there is no picture.
   */
  list(runId: string): Promise<ReadonlyMap<string, string>>;
  /** The same with the object key of the small version of each picture, or of itself where it has none. */
  listSmall(runId: string): Promise<ReadonlyMap<string, string>>;
  /** A stored picture; its origin is `undefined` if a version before 2026-11-26 stored it. */
  read(key: string): Promise<{ bytes: Uint8Array; origin: PictureOrigin | undefined } | undefined>;
  /**
   * Copies a picture to where a run has what it works on, with its small version.
   * @param source where both are now; the small one may be a `data:` address
   * @returns whether the picture was there
   */
  copyInput(
    source: { key: string; thumbnail: string },
    input: Pick<InputDocument, 'key' | 'thumbnailKey' | 'contentType'>,
  ): Promise<boolean>;
  /** Deletes these pictures, by object key. */
  delete(keys: readonly string[]): Promise<void>;
  /** Deletes every picture of a run, those of its follow-ups included. */
  deleteRun(runId: string): Promise<void>;
}

export function imageStore(objects: ObjectStore): ImageStore {
  return {
    async saveImage(place, bytes, type, origin) {
      const key = objectKeys.image(place, type.extension);
      await objects.put(key, bytes, {
        contentType: type.contentType,
        cacheControl: CACHE_CONTROL,
        metadata: metadataOf(origin),
      });
      return key;
    },
    async saveOriginal(place, bytes, { contentType, extension }, origin) {
      const key = objectKeys.original(place, extension);
      // A script in an SVG must not run where the file is opened; the headers of `images/*` sandbox it besides.
      const contentDisposition = `attachment; filename="picture.${extension}"`;
      await objects.put(key, bytes, {
        contentType,
        contentDisposition,
        cacheControl: CACHE_CONTROL,
        metadata: metadataOf(origin),
      });
      return { key, contentType, bytes: bytes.byteLength };
    },
    async saveCopy(place, bytes, { contentType, extension }) {
      const key = objectKeys.image(place, extension);
      await objects.put(key, bytes, { contentType, cacheControl: CACHE_CONTROL });
      return key;
    },
    async saveThumbnail(place, bytes) {
      const key = objectKeys.thumbnail(place);
      await objects.put(key, bytes, { contentType: 'image/webp', cacheControl: CACHE_CONTROL });
      return key;
    },
    async saveBlind(runId, name, bytes) {
      const key = objectKeys.blind(runId, name);
      await objects.put(key, bytes, { contentType: 'image/webp', cacheControl: CACHE_CONTROL });
      return key;
    },
    async list(runId) {
      const keys = await listAll(objects, objectKeys.images(runId));
      return new Map([...byName(keys, originalNameOf), ...byName(keys, pictureNameOf)]);
    },
    async listSmall(runId) {
      const keys = await listAll(objects, objectKeys.images(runId));
      const known = new Set(keys);
      const smallOf = (name: string, key: string) => {
        const small = objectKeys.thumbnail({ runId, name });
        return known.has(small) ? small : key;
      };
      return new Map([...byName(keys, pictureNameOf)].map(([name, key]) => [name, smallOf(name, key)]));
    },
    async read(key) {
      const object = await objects.get(key);
      return object && { bytes: object.body, origin: originOf(object.metadata ?? {}) };
    },
    async copyInput({ key, thumbnail }, { contentType, ...input }) {
      const picture = await objects.get(key);
      const small = isInline(thumbnail) ? inlineBytes(thumbnail) : (await objects.get(thumbnail))?.body;
      if (picture === undefined || small === undefined) return false;
      const cacheControl = CACHE_CONTROL;
      await Promise.all([
        objects.put(input.key, picture.body, { contentType, cacheControl }),
        objects.put(input.thumbnailKey, small, { contentType: 'image/webp', cacheControl }),
      ]);
      return true;
    },
    delete: (keys) => deleteAll(objects, keys),
    async deleteRun(runId) {
      await deleteAll(objects, await listAll(objects, objectKeys.images(runId)));
    },
  };
}

const INLINE = 'data:image/webp;base64,';
const isInline = (address: string) => address.startsWith(INLINE);
const inlineBytes = (address: string) => Buffer.from(address.slice(INLINE.length), 'base64');

/** Of all keys those that have a name. */
function byName(keys: readonly string[], nameOf: (key: string) => string | undefined): Map<string, string> {
  return new Map(
    keys.flatMap((key): [string, string][] => {
      const name = nameOf(key);
      return name === undefined ? [] : [[name, key]];
    }),
  );
}

function metadataOf({
  startedAt,
  completedAt,
  costUsd,
  sent,
  original,
}: PictureOrigin): Record<string, string> {
  // Metadata travels in headers, which are ASCII.
  const text = encodeURIComponent(JSON.stringify(sent));
  return {
    'started-at': startedAt,
    'completed-at': completedAt,
    ...(costUsd !== undefined && { 'cost-usd': String(costUsd) }),
    ...(text.length <= LONGEST_SENT && { sent: text }),
    ...(original !== undefined && { original: encodeURIComponent(JSON.stringify(original)) }),
  };
}

function originOf(metadata: Readonly<Record<string, string>>): PictureOrigin | undefined {
  const { 'started-at': startedAt, 'completed-at': completedAt, 'cost-usd': cost, original, sent } = metadata;
  if (startedAt === undefined || completedAt === undefined) return undefined;
  return {
    startedAt,
    completedAt,
    costUsd: cost === undefined ? undefined : Number(cost),
    sent: sent === undefined ? {} : (JSON.parse(decodeURIComponent(sent)) as Sent),
    ...(original === undefined ? {} : { original: JSON.parse(decodeURIComponent(original)) as Original }),
  };
}
