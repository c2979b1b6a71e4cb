import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readAllowedOrigins, readOwnerEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readCancelRequest, readRunKey } from '../http/read-input.ts';
import { accepted } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { cancelRun } from '../usecases/cancel-run/cancel-run.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { atStart } from './at-start.ts';
import { newSalt } from './setup.ts';

const CACHED_DOCUMENTS = 1000;

const log = createLog('cancel');

const cancel = atStart(() => {
  const { bucket, table } = readOwnerEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  return cancelRun({
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    openRuns: openRunStore(objects),
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

/** `POST /runs/{jobId}/cancel` */
export const handler = apiHandler(
  { method: 'POST', log, allowedOrigins: readAllowedOrigins() },
  async (request) => {
    const { pathParameters, sourceAddress: address, requestId } = request;
    const runKey = readRunKey(request);
    const { models, index } = readCancelRequest(request);
    return accepted(
      await cancel()({ jobId: pathParameters.jobId ?? '', models, index, runKey, address, requestId }),
    );
  },
);
