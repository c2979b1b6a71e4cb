import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readPicturesEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { linkStore } from '../store/link-store.ts';
import { resultStore } from '../store/result-store.ts';
import { getShared } from '../usecases/share/get-shared.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { pictureAddresses } from './picture-addresses.ts';

const CACHED_DOCUMENTS = 1000;

const shared = atStart(() => {
  const { bucket, ...addresses } = readPicturesEnv();
  const objects = s3ObjectStore({ bucket });
  return getShared({
    links: linkStore(objects),
    images: imageStore(objects),
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    cache: lru(CACHED_DOCUMENTS),
    clock: systemClock,
    pictures: pictureAddresses(addresses),
  });
});

/** `GET /shared/{linkId}`: who has the link has been invited. */
export const handler = apiHandler(
  { method: 'GET', who: 'anyone', log: createLog('shared'), ...gate() },
  async ({ pathParameters }) =>
    fresh(await shared()(pathParameters.linkId ?? ''), { 'X-Robots-Tag': 'noindex, nofollow' }),
);
