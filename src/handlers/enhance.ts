import { randomUUID } from 'node:crypto';
import { dynamoCounterStore } from '../aws/dynamo-counter-store.ts';
import { dynamoSaltStore } from '../aws/dynamo-salt-store.ts';
import { readSecret } from '../aws/secret.ts';
import { type Enhancer, findEnhancer } from '../config/enhancer.ts';
import { readEnhanceEnv } from '../config/env.ts';
import { type SlotKeys, slotKeys } from '../config/keys.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readEnhanceRequest } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { success } from '../lib/result.ts';
import { ENHANCERS } from '../providers/enhancers.ts';
import { enhancePrompt } from '../usecases/enhance/enhance-prompt.ts';
import { createClients } from '../usecases/limits/clients.ts';
import { createRateLimiter } from '../usecases/limits/rate-limiter.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { limitsOf, newSalt, slotsOf } from './setup.ts';
import { keyFor, providerTools, refusePrivateServer } from './vendors.ts';

const log = createLog('enhance');

const enhance = atStart(() => {
  const { table, keysSecret, models, limits, enhancerSlot, privateHosts } = readEnhanceEnv();
  const slots = slotsOf(models);
  const keys = slotKeys({ slots, secretArn: keysSecret, readSecret, clock: systemClock });
  const found = findEnhancer(slots, enhancerSlot);
  return enhancePrompt({
    isBlocked: createContentFilter().isBlocked,
    enhancer: found.ok ? success(enhancerOf(found.value, keys, privateHosts)) : found,
    rateLimiter: createRateLimiter({ counters: dynamoCounterStore({ table }), log }),
    limits: limitsOf(limits),
    clients: createClients({ salts: dynamoSaltStore({ table }), newSalt }),
    clock: systemClock,
    newId: randomUUID,
  });
});

function enhancerOf(
  { provider, model, settings, slot }: Enhancer,
  keys: SlotKeys,
  privateHosts: readonly string[],
) {
  return {
    model,
    isFree: provider === 'demo',
    create: async () => {
      const vendor = ENHANCERS[provider];
      // The catalog's tests hold every vendor to the registry.
      if (vendor === undefined) throw new Error(`There is no enhancer ${provider}.`);
      refusePrivateServer(slot, privateHosts);
      return vendor.createEnhancer({ ...settings, key: await keyFor(slot, keys) }, providerTools);
    },
  };
}

/** `POST /enhance` */
export const handler = apiHandler(
  { method: 'POST', log, who: { scope: 'draw' }, ...gate() },
  async (request) => {
    const { sourceAddress, caller } = request;
    const { prompt } = readEnhanceRequest(request);
    const { response, headers } = await enhance()(prompt, sourceAddress, {
      person: caller.id,
      key: caller.key,
    });
    return fresh(response, headers);
  },
);
