import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { dynamoTimesStore } from '../aws/dynamo-times-store.ts';
import { findEnhancer } from '../config/enhancer.ts';
import { readAccess, readModelsEnv } from '../config/env.ts';
import { publicAccess } from '../config/sign-in.ts';
import { type ApiHandler, apiHandler, pathOf } from '../http/api-handler.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { describeModels } from '../usecases/models/describe-models.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { knowing } from './known-models.ts';
import { limitsOf, newSalt, slotsOf } from './setup.ts';

const log = createLog('models');

/** Seconds; an owner who closes a stack waits no longer for the pages that are open. */
const ACCESS_MAX_AGE = 300;

const whoMayCall = atStart(readAccess);

const describe = atStart(() => {
  const { table, models, limits, enhancerSlot, defaultVisibility, keptDays, reportAddress } = readModelsEnv();
  const configured = slotsOf(models);
  const enhancer = findEnhancer(configured, enhancerSlot);
  const rest = {
    enhancer: enhancer.ok ? enhancer.value : undefined,
    limits: limitsOf(limits),
    defaultVisibility,
    keptDays,
    // Where people sign in, they tell each other, and admins take pictures down.
    reportTo: whoMayCall().mode === 'open' ? reportAddress : '',
    counters: dynamoCounterStore({ table }),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    times: dynamoTimesStore({ table }),
    clock: systemClock,
    log,
  };
  return knowing(configured, { table, log }, (slots) => describeModels({ ...rest, slots }));
});

const options = { method: 'GET', log, ...gate() } as const;

/** `GET /models` */
const models = apiHandler({ ...options, who: { scope: 'read' } }, async ({ sourceAddress, caller }) => {
  const describeNow = await describe()();
  return fresh(await describeNow(sourceAddress, caller.id));
});

const access = atStart(() => publicAccess(whoMayCall()));

/** `GET /access` */
const accessRoute = apiHandler({ ...options, who: 'anyone' }, async () =>
  fresh(access(), { 'Cache-Control': `public, max-age=${ACCESS_MAX_AGE}` }),
);

export const handler: ApiHandler = (event, context) =>
  (pathOf(event) === '/access' ? accessRoute : models)(event, context);
