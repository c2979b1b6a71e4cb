import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readPicturesEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readRequester } from '../http/read-input.ts';
import { fresh, revalidated } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { resultStore } from '../store/result-store.ts';
import { getStatus, hasEnded } from '../usecases/read-run/get-status.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { pictureAddresses } from './picture-addresses.ts';

const CACHED_DOCUMENTS = 5000;

const statusOf = atStart(() => {
  const { bucket, ...addresses } = readPicturesEnv();
  const objects = s3ObjectStore({ bucket });
  return getStatus({
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    cache: lru(CACHED_DOCUMENTS),
    clock: systemClock,
    pictures: pictureAddresses(addresses),
  });
});

/** `GET /status/{jobId}` */
export const handler = apiHandler(
  { method: 'GET', log: createLog('status'), who: { scope: 'read' }, ...gate() },
  async (request) => {
    const status = await statusOf()(request.pathParameters.jobId ?? '', readRequester(request));
    return hasEnded(status) ? revalidated(status, request.headers['if-none-match']) : fresh(status);
  },
);
