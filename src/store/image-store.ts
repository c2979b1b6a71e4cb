import type { Sent } from '../contract/index.ts';
import type { ImageType } from '../lib/image-type.ts';
import { modelOfPicture, objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Each key is written by one worker, and never again with other bytes. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';
/** S3 takes 2 KB of metadata. What was sent to the vendor is left out if it is longer than this. */
const LONGEST_SENT = 1500;

/** What a result needs and the picture does not show; kept as metadata of the object, for an adoption. */
export interface PictureOrigin {
  startedAt: string;
  /** When the vendor had delivered it. */
  completedAt: string;
  costUsd: number | undefined;
  sent: Sent;
}

export interface ImageStore {
  /** Stores the vendor's bytes unchanged. @returns the object key */
  saveImage(
    jobId: string,
    modelId: string,
    bytes: Uint8Array,
    type: ImageType,
    origin: PictureOrigin,
  ): Promise<string>;
  /** Stores the thumbnail, a WebP. @returns the object key */
  saveThumbnail(jobId: string, modelId: string, bytes: Uint8Array): Promise<string>;
  /** The object keys of a run's pictures so far by model, without thumbnails; at most one each, so one listing. */
  list(jobId: string): Promise<ReadonlyMap<string, string>>;
  /** A stored picture; its origin is `undefined` if a version before 2026-11-26 stored it. */
  read(key: string): Promise<{ bytes: Uint8Array; origin: PictureOrigin | undefined } | undefined>;
}

export function imageStore(objects: ObjectStore): ImageStore {
  return {
    async saveImage(jobId, modelId, bytes, type, origin) {
      const key = objectKeys.image(jobId, modelId, type.extension);
      await objects.put(key, bytes, {
        contentType: type.contentType,
        cacheControl: CACHE_CONTROL,
        metadata: metadataOf(origin),
      });
      return key;
    },
    async saveThumbnail(jobId, modelId, bytes) {
      const key = objectKeys.thumbnail(jobId, modelId);
      await objects.put(key, bytes, { contentType: 'image/webp', cacheControl: CACHE_CONTROL });
      return key;
    },
    async list(jobId) {
      const { keys } = await objects.list(objectKeys.images(jobId));
      return new Map(
        keys.flatMap((key): [string, string][] => {
          const modelId = modelOfPicture(key);
          return modelId === undefined ? [] : [[modelId, key]];
        }),
      );
    },
    async read(key) {
      const object = await objects.get(key);
      return object && { bytes: object.body, origin: originOf(object.metadata ?? {}) };
    },
  };
}

function metadataOf({ startedAt, completedAt, costUsd, sent }: PictureOrigin): Record<string, string> {
  // Metadata travels in headers, which are ASCII.
  const text = encodeURIComponent(JSON.stringify(sent));
  return {
    'started-at': startedAt,
    'completed-at': completedAt,
    ...(costUsd !== undefined && { 'cost-usd': String(costUsd) }),
    ...(text.length <= LONGEST_SENT && { sent: text }),
  };
}

function originOf(metadata: Readonly<Record<string, string>>): PictureOrigin | undefined {
  const { 'started-at': startedAt, 'completed-at': completedAt, 'cost-usd': cost, sent } = metadata;
  if (startedAt === undefined || completedAt === undefined) return undefined;
  return {
    startedAt,
    completedAt,
    costUsd: cost === undefined ? undefined : Number(cost),
    sent: sent === undefined ? {} : (JSON.parse(decodeURIComponent(sent)) as Sent),
  };
}
