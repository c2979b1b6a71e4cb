import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import { readOwnerEnv } from '../config/env.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { createBudget } from '../usecases/limits/budget.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { newSalt } from './setup.ts';

const CACHED_DOCUMENTS = 1000;

/** What routes need that do something to a run for whoever has its key, and the bucket's objects for what else they need. */
export function ownerTools(log: Log) {
  const { bucket, table } = readOwnerEnv();
  const objects = s3ObjectStore({ bucket });
  const counters = dynamoCounterStore({ table });
  const tools = {
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    openRuns: openRunStore(objects),
    cache: lru<object>(CACHED_DOCUMENTS),
    counters,
    budget: createBudget({ counters, log }),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    rateLimiter: createRateLimiter({ counters, log }),
    clock: systemClock,
    log,
    newId: randomUUID,
  };
  return { objects, tools };
}
