import type { ImageType } from '../lib/image-type.ts';
import { keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';

/** A key is written by one worker and never again with other bytes. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

export interface ImageStore {
  /** Stores the vendor's bytes as they came. @returns the key */
  saveImage(jobId: string, modelId: string, bytes: Uint8Array, type: ImageType): Promise<string>;
  /** Stores the small WebP. @returns the key */
  saveThumbnail(jobId: string, modelId: string, bytes: Uint8Array): Promise<string>;
}

export function imageStore(objects: ObjectStore): ImageStore {
  return {
    async saveImage(jobId, modelId, bytes, type) {
      const key = keys.image(jobId, modelId, type.extension);
      await objects.put(key, bytes, { contentType: type.contentType, cacheControl: CACHE_CONTROL });
      return key;
    },
    async saveThumbnail(jobId, modelId, bytes) {
      const key = keys.thumbnail(jobId, modelId);
      await objects.put(key, bytes, { contentType: 'image/webp', cacheControl: CACHE_CONTROL });
      return key;
    },
  };
}
