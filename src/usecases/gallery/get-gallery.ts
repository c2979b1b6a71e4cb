import { isGalleryId } from '../../contract/generated/validators.js';
import type { GalleryResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { publicPicture } from '../read-run/public-result.ts';
import { type DocumentCache, readJob } from '../read-run/read-job.ts';

export interface GetGalleryTools {
  objects: ObjectStore;
  cache: DocumentCache;
  imageBaseUrl: string;
}

/** The pictures of one run, those that are there by now, in slot order. */
export function getGallery({ objects, cache, imageBaseUrl }: GetGalleryTools) {
  /** @throws RequestError GALLERY_NOT_FOUND, for a malformed id too */
  return async (galleryId: string): Promise<GalleryResponse> => {
    const record = isGalleryId(galleryId) ? await readJob(objects, cache, galleryId) : undefined;
    if (record === undefined) {
      throw new RequestError('GALLERY_NOT_FOUND', 'There is no such gallery, or it has expired.');
    }
    const { prompt, parameters, createdAt } = record.job;
    const images = record.models.flatMap(({ result }) =>
      result?.status === 'completed' ? [publicPicture(result, imageBaseUrl)] : [],
    );
    return { galleryId, prompt, parameters, createdAt, images, total: images.length };
  };
}
