import { isJobId } from '../../contract/generated/validators.js';
import type { GalleryResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { publicPicture } from '../read-run/public-result.ts';
import { type ReadRunTools, readRun } from '../read-run/read-run.ts';

export interface GetGalleryTools extends ReadRunTools {
  imageBaseUrl: string;
}

/** The pictures that a run has so far, in slot order. */
export function getGallery(tools: GetGalleryTools) {
  /** @throws RequestError GALLERY_NOT_FOUND, for a malformed id too */
  return async (galleryId: string): Promise<GalleryResponse> => {
    const run = isJobId(galleryId) ? await readRun(tools, galleryId) : undefined;
    if (run === undefined) {
      throw new RequestError('GALLERY_NOT_FOUND', 'There is no such gallery, or it has expired.');
    }
    const { prompt, parameters, createdAt } = run.job;
    const stored = [...run.attempts.map(({ result }) => result), ...run.late];
    const images = stored.flatMap((result) => {
      if (result?.status !== 'completed') return [];
      const picture = publicPicture(result, tools.imageBaseUrl);
      return [{ ...picture, url: picture.imageUrl }];
    });
    return { galleryId, prompt, parameters, createdAt, images, total: images.length };
  };
}
