import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readAllowedOrigins, readOwnerEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readChangeRunRequest, readRunKey } from '../http/read-input.ts';
import { accepted, fresh } from '../http/respond.ts';
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
import { changeRun } from '../usecases/change-run/change-run.ts';
import { deleteRun } from '../usecases/delete-run/delete-run.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { atStart } from './at-start.ts';
import { newSalt } from './setup.ts';

const CACHED_DOCUMENTS = 1000;

const log = createLog('manage');

const use = atStart(() => {
  const { bucket, table } = readOwnerEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  const tools = {
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    openRuns: openRunStore(objects),
    deletions: deletionStore(objects),
    gallery: galleryStore(objects),
    ownRuns: ownRunStore(objects),
    images: imageStore(objects),
    cache: lru<object>(CACHED_DOCUMENTS),
    counters,
    budget: createBudget({ counters, log }),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    rateLimiter: createRateLimiter({ counters, log }),
    clock: systemClock,
    log,
    newId: randomUUID,
  };
  return { deleteRun: deleteRun(tools), changeRun: changeRun(tools) };
});

/** `DELETE /runs/{jobId}` and `PATCH /runs/{jobId}` */
export const handler = apiHandler(
  { method: ['PATCH', 'DELETE'], log, allowedOrigins: readAllowedOrigins() },
  async (request) => {
    const { method, pathParameters, sourceAddress: address, requestId } = request;
    const { jobId = '' } = pathParameters;
    const runKey = readRunKey(request);
    if (method === 'DELETE') return accepted(await use().deleteRun({ jobId, runKey, address, requestId }));
    const { visibility } = readChangeRunRequest(request);
    return fresh(await use().changeRun({ jobId, visibility, runKey, address }));
  },
);
