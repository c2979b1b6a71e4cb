import type { ImageType } from '../lib/image-type.ts';
import { isThumbnail, objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Each key is written by one worker, and never again with other bytes. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

export interface ImageStore {
  /** Stores the vendor's bytes unchanged. @returns the object key */
  saveImage(jobId: string, modelId: string, bytes: Uint8Array, type: ImageType): Promise<string>;
  /** Stores the thumbnail, a WebP. @returns the object key */
  saveThumbnail(jobId: string, modelId: string, bytes: Uint8Array): Promise<string>;
  /** How many pictures a run has so far, without thumbnails: at most one per model, so one listing. */
  count(jobId: string): Promise<number>;
}

export function imageStore(objects: ObjectStore): ImageStore {
  return {
    async saveImage(jobId, modelId, bytes, type) {
      const key = objectKeys.image(jobId, modelId, type.extension);
      await objects.put(key, bytes, { contentType: type.contentType, cacheControl: CACHE_CONTROL });
      return key;
    },
    async saveThumbnail(jobId, modelId, bytes) {
      const key = objectKeys.thumbnail(jobId, modelId);
      await objects.put(key, bytes, { contentType: 'image/webp', cacheControl: CACHE_CONTROL });
      return key;
    },
    async count(jobId) {
      const { keys } = await objects.list(objectKeys.images(jobId));
      return keys.filter((key) => !isThumbnail(key)).length;
    },
  };
}
