import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readPicturesEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readGalleryQuery, readRequester } from '../http/read-input.ts';
import { revalidated } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { resultStore } from '../store/result-store.ts';
import { getGallery } from '../usecases/gallery/get-gallery.ts';
import { listGallery } from '../usecases/gallery/list-gallery.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { pictureAddresses } from './picture-addresses.ts';

const CACHED_DOCUMENTS = 5000;

const gallery = atStart(() => {
  const { bucket, ...addresses } = readPicturesEnv();
  const pictures = pictureAddresses(addresses);
  const objects = s3ObjectStore({ bucket });
  const jobs = jobStore(objects);
  return {
    list: listGallery({
      gallery: galleryStore(objects),
      images: imageStore(objects),
      jobs,
      entries: lru(CACHED_DOCUMENTS),
      clock: systemClock,
      pictures,
    }),
    get: getGallery({
      jobs,
      claims: claimStore(objects),
      results: resultStore(objects),
      cache: lru(CACHED_DOCUMENTS),
      clock: systemClock,
      pictures,
    }),
  };
});

/** `GET /gallery/list` and `GET /gallery/{galleryId}` */
export const handler = apiHandler(
  { method: 'GET', log: createLog('gallery'), who: { scope: 'read' }, ...gate() },
  async (request) => {
    const { galleryId } = request.pathParameters;
    const response =
      galleryId === undefined
        ? await gallery().list(readGalleryQuery(request))
        : await gallery().get(galleryId, readRequester(request));
    return revalidated(response, request.headers['if-none-match']);
  },
);
