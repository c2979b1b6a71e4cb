import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readPicturesEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readRunListQuery, requireRequester } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { listRuns } from '../usecases/own-runs/list-runs.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { pictureAddresses } from './picture-addresses.ts';

const CACHED_DOCUMENTS = 5000;

const runsOf = atStart(() => {
  const { bucket, ...addresses } = readPicturesEnv();
  const objects = s3ObjectStore({ bucket });
  return listRuns({
    ownRuns: ownRunStore(objects),
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    cache: lru(CACHED_DOCUMENTS),
    clock: systemClock,
    pictures: pictureAddresses(addresses),
  });
});

/** `GET /runs` */
export const handler = apiHandler(
  { method: 'GET', log: createLog('runs'), who: { scope: 'read' }, ...gate() },
  async (request) => fresh(await runsOf()(requireRequester(request), readRunListQuery(request))),
);
