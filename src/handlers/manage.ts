import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readAllowedOrigins, readOwnerEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readRunKey } from '../http/read-input.ts';
import { accepted } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { deletionStore } from '../store/deletion-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { deleteRun } from '../usecases/delete-run/delete-run.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { atStart } from './at-start.ts';
import { newSalt } from './setup.ts';

const CACHED_DOCUMENTS = 1000;

const log = createLog('manage');

const remove = atStart(() => {
  const { bucket, table } = readOwnerEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  return deleteRun({
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    openRuns: openRunStore(objects),
    deletions: deletionStore(objects),
    gallery: galleryStore(objects),
    ownRuns: ownRunStore(objects),
    images: imageStore(objects),
    cache: lru(CACHED_DOCUMENTS),
    counters,
    budget: createBudget({ counters, log }),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    rateLimiter: createRateLimiter({ counters, log }),
    clock: systemClock,
    log,
    newId: randomUUID,
  });
});

/** `DELETE /runs/{jobId}` */
export const handler = apiHandler(
  { method: 'DELETE', log, allowedOrigins: readAllowedOrigins() },
  async (request) => {
    const { pathParameters, sourceAddress: address, requestId } = request;
    const runKey = readRunKey(request);
    return accepted(await remove()({ jobId: pathParameters.jobId ?? '', runKey, address, requestId }));
  },
);
