import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { dynamoTimesStore } from '../aws/dynamo-times-store.ts';
import { findEnhancer } from '../config/enhancer.ts';
import { readAllowedOrigins, readModelsEnv } from '../config/env.ts';
import { apiHandler } from '../http/api-handler.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { describeModels } from '../usecases/models/describe-models.ts';
import { atStart } from './at-start.ts';
import { knowing } from './known-models.ts';
import { limitsOf, newSalt, slotsOf } from './setup.ts';

const log = createLog('models');

const describe = atStart(() => {
  const { table, models, limits, enhancerSlot, defaultVisibility } = readModelsEnv();
  const configured = slotsOf(models);
  const enhancer = findEnhancer(configured, enhancerSlot);
  const rest = {
    enhancer: enhancer.ok ? enhancer.value : undefined,
    limits: limitsOf(limits),
    defaultVisibility,
    counters: dynamoCounterStore({ table }),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    times: dynamoTimesStore({ table }),
    clock: systemClock,
    log,
  };
  return knowing(configured, { table, log }, (slots) => describeModels({ ...rest, slots }));
});

/** `GET /models` */
export const handler = apiHandler(
  { method: 'GET', log, allowedOrigins: readAllowedOrigins() },
  async ({ sourceAddress }) => {
    const describeNow = await describe()();
    return fresh(await describeNow(sourceAddress));
  },
);
