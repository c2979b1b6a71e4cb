import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { lambdaDispatcher } from '../aws/lambda-dispatcher.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readAllowedOrigins, readGenerateEnv } from '../config/env.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readGenerateRequest, readIdempotencyKey } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { resultStore } from '../store/result-store.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createGate } from '../usecases/limits/gate.ts';
import { createJob } from '../usecases/start-run/create-job.ts';
import { createIdempotency } from '../usecases/start-run/idempotency.ts';
import { atStart } from './at-start.ts';
import { limitsOf, slotsOf } from './setup.ts';

const log = createLog('generate');

const create = atStart(() => {
  const { bucket, table, workerFunction, models, limits } = readGenerateEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  const jobs = jobStore(objects);
  return createJob({
    slots: slotsOf(models),
    isBlocked: createContentFilter().isBlocked,
    limits: limitsOf(limits),
    addressHashKey: limits.addressHashKey,
    gate: createGate({ counters, log }),
    idempotency: createIdempotency({ objects, counters, jobs, clock: systemClock, log }),
    jobs,
    claims: claimStore(objects),
    results: resultStore(objects),
    budget: createBudget({ counters, log }),
    dispatcher: lambdaDispatcher({ functionName: workerFunction }),
    clock: systemClock,
    log,
    newId: randomUUID,
  });
});

/** `POST /generate` */
export const handler = apiHandler(
  { method: 'POST', log, allowedOrigins: readAllowedOrigins() },
  async (request) => {
    const { sourceAddress: address, correlationId, requestId } = request;
    const { response, headers } = await create()({
      request: readGenerateRequest(request),
      address,
      idempotencyKey: readIdempotencyKey(request),
      correlationId,
      requestId,
    });
    return fresh(response, headers);
  },
);
