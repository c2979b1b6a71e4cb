import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoIdempotencyStore } from '../aws/dynamo-idempotency-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { lambdaDispatcher } from '../aws/lambda-dispatcher.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readGenerateEnv } from '../config/env.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { apiHandler } from '../http/api-handler.ts';
import {
  readGenerateRequest,
  readIdempotencyKey,
  readRequester,
  readRunKeyHash,
} from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { claimStore } from '../store/claim-store.ts';
import { expiryStore } from '../store/expiry-store.ts';
import { imageStore } from '../store/image-store.ts';
import { jobStore } from '../store/job-store.ts';
import { listStore } from '../store/list-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { referenceStore } from '../store/reference-store.ts';
import { resultStore } from '../store/result-store.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { createIdempotency } from '../usecases/start-run/idempotency.ts';
import { startRun } from '../usecases/start-run/start-run.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { knowing } from './known-models.ts';
import { limitsOf, newSalt, slotsOf } from './setup.ts';

const log = createLog('generate');

const start = atStart(() => {
  const { bucket, table, workerFunction, largeWorkerFunction, models, limits, defaultVisibility, keptDays } =
    readGenerateEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  const clients = createClients({ salts: dynamoSaltStore({ table }), newSalt });
  const tools = { clock: systemClock, log, newId: randomUUID, clients };
  const rest = {
    ...tools,
    ...createContentFilter(),
    idempotency: createIdempotency({ ...tools, keys: dynamoIdempotencyStore({ table }) }),
    limits: limitsOf(limits),
    rateLimiter: createRateLimiter({ counters, log }),
    budget: createBudget({ counters, log }),
    counters,
    jobs: jobStore(objects),
    lists: listStore(objects),
    images: imageStore(objects),
    references: referenceStore(objects),
    defaultVisibility,
    keptDays,
    expiries: expiryStore(objects),
    openRuns: openRunStore(objects),
    ownRuns: ownRunStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    dispatcher: lambdaDispatcher({ functionName: workerFunction }),
    largeDispatcher: lambdaDispatcher({ functionName: largeWorkerFunction, substitute: workerFunction }),
  };
  return knowing(slotsOf(models), { table, log }, (slots) => startRun({ ...rest, slots }));
});

/** `POST /generate` */
export const handler = apiHandler(
  { method: 'POST', log, who: { scope: 'draw' }, ...gate() },
  async (request) => {
    const { sourceAddress: address, correlationId, requestId, stopsAt } = request;
    const startRunNow = await start()();
    const { response, headers } = await startRunNow({
      request: readGenerateRequest(request),
      address,
      idempotencyKey: readIdempotencyKey(request),
      ...readRequester(request),
      key: request.caller.key,
      runKeyHash: readRunKeyHash(request),
      correlationId,
      requestId,
      stopsAt,
    });
    return fresh(response, headers);
  },
);
