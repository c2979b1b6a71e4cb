import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readAllowedOrigins, readPicturesEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readGalleryQuery } from '../http/read-input.ts';
import { revalidated } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { getGallery } from '../usecases/gallery/get-gallery.ts';
import { listGallery } from '../usecases/gallery/list-gallery.ts';
import { atStart } from './at-start.ts';

const CACHED_DOCUMENTS = 5000;
const CACHED_COUNTS = 20_000;

const gallery = atStart(() => {
  const { bucket, imageBaseUrl } = readPicturesEnv();
  const shared = { objects: s3ObjectStore({ bucket }), cache: lru<object>(CACHED_DOCUMENTS), imageBaseUrl };
  return {
    list: listGallery({ ...shared, counts: lru(CACHED_COUNTS), clock: systemClock }),
    get: getGallery(shared),
  };
});

/** `GET /gallery/list` and `GET /gallery/{galleryId}` */
export const handler = apiHandler(
  { method: 'GET', log: createLog('gallery'), allowedOrigins: readAllowedOrigins() },
  async (request) => {
    const { galleryId } = request.pathParameters;
    const answer =
      galleryId === undefined
        ? await gallery().list(readGalleryQuery(request))
        : await gallery().get(galleryId);
    return revalidated(answer, request.headers['if-none-match']);
  },
);
