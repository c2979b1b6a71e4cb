import type { GalleryResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

/** One run with its settings and pictures. */
export function getGallery(galleryId: string): Promise<GalleryResponse> {
  return apiRequest(`/gallery/${encodeURIComponent(galleryId)}`);
}
