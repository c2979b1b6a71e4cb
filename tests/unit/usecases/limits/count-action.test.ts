import { expect, it } from '@jest/globals';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { countAction } from '../../../../src/usecases/limits/count-action.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';

function setup() {
  let ids = 0;
  const counters = memoryCounterStore();
  const tools = {
    clients: { identify: async (address: string) => ({ address, hash: `hash of ${address}` }) },
    rateLimiter: createRateLimiter({ counters, log: memoryLog() }),
    clock: fakeClock(),
    newId: () => String(++ids),
  };
  return { counters, tools };
}

it('lets each address do 500 things a day', async () => {
  const { tools } = setup();
  for (let action = 0; action < 500; action += 1) await countAction(tools, '203.0.113.7');
  await expect(countAction(tools, '203.0.113.7')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await countAction(tools, '203.0.113.8');
  tools.clock.advance(24 * 60 * 60 * 1000);
  await countAction(tools, '203.0.113.7');
});

it('refuses while nobody can count', async () => {
  const { tools } = setup();
  const clients = { identify: () => Promise.reject(new Error('no table')) };
  await expect(countAction({ ...tools, clients }, '203.0.113.7')).rejects.toMatchObject({
    code: 'DISPATCH_FAILED',
  });
});

it('has not let anybody do a thing before that is counted', async () => {
  const { tools } = setup();
  const rateLimiter = {
    ...tools.rateLimiter,
    admit: async () => ({
      headers: {},
      confirm: () => Promise.reject(new Error('the table is unavailable')),
      refund: async () => undefined,
    }),
  };
  await expect(countAction({ ...tools, rateLimiter }, '203.0.113.7')).rejects.toThrow('unavailable');
});
