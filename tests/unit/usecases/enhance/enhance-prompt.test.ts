import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { addressList } from '../../../../src/lib/address.ts';
import { failure, success } from '../../../../src/lib/result.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { PromptEnhancer } from '../../../../src/providers/types.ts';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { memorySaltStore } from '../../../../src/store/memory-salt-store.ts';
import { enhancePrompt } from '../../../../src/usecases/enhance/enhance-prompt.ts';
import { createClients } from '../../../../src/usecases/limits/clients.ts';
import type { RunLimits } from '../../../../src/usecases/limits/quotas.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { LIMITS, memoryLog } from '../../../helpers/job-world.ts';
import { type Faults, failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';
import { asVendorText } from '../../../helpers/vendor-text.ts';

interface EnhancingOptions {
  limits?: Partial<RunLimits>;
  faults?: Faults;
  isFree?: boolean;
}

function enhancing(
  call: PromptEnhancer['enhance'],
  { limits = {}, faults = noFaults(), isFree = false }: EnhancingOptions = {},
) {
  const counters = memoryCounterStore();
  const clock = fakeClock(Date.parse('2026-11-20T12:00:00.000Z'));
  let ids = 0;
  const enhance = enhancePrompt({
    enhancer: success({ model: 'text-model', isFree, create: async () => ({ enhance: call }) }),
    isBlocked: (prompt) => prompt.includes('blocked'),
    rateLimiter: createRateLimiter({ counters: withFaults(counters, faults), log: memoryLog() }),
    limits: {
      globalPerHour: 3,
      perAddressPerDay: 2,
      perPersonPerDay: 2,
      personMonthlyBudgetUsd: 0,
      whitelist: addressList(['10.0.0.0/8']),
      dailyBudgetUsd: 0,
      monthlyBudgetUsd: 0,
      ...limits,
    },
    clients: createClients({ salts: memorySaltStore(), newSalt: () => 'salt' }),
    clock,
    newId: () => `id-${++ids}`,
  });
  return {
    counters,
    clock,
    enhance: (address = '203.0.113.7', prompt = 'a fox', who: Parameters<typeof enhance>[2] = {}) =>
      enhance(prompt, address, who),
  };
}

const better = async () => asVendorText('a fox in golden light');

describe('enhancePrompt', () => {
  it('gives the original, what became of it, and who did it', async () => {
    const { enhance } = enhancing(async (prompt) => asVendorText(`${prompt} in golden light`));
    expect(await enhance()).toMatchObject({
      response: {
        original: 'a fox',
        enhanced: 'a fox in golden light',
        model: 'text-model',
        short_prompt: 'a fox in golden light',
        long_prompt: 'a fox in golden light',
      },
      headers: { 'RateLimit-Limit': '2', 'RateLimit-Remaining': '1' },
    });
  });

  it('never passes off the original as a result', async () => {
    await expect(enhancing(async (prompt) => asVendorText(prompt)).enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The text model changed nothing.',
    });
  });

  it('counts people one by one where they sign in, whatever address they share', async () => {
    const { enhance } = enhancing(better, { limits: { globalPerHour: 99 } });
    const as = (person: string) => enhance(undefined, undefined, { person });
    for (const person of ['ann', 'ann', 'ben', 'ben']) await as(person);
    await expect(as('ann')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(enhance()).resolves.toBeDefined();
  });

  it('counts in the budget of a key, until that is spent', async () => {
    const { enhance, counters } = enhancing(better, { limits: { globalPerHour: 99, perPersonPerDay: 99 } });
    const who = { person: 'ann', key: { id: 'j8urHIFMaj', usdPerMonth: 0.012 } };
    for (let time = 0; time < 2; time += 1) await enhance(undefined, undefined, who);
    await expect(enhance(undefined, undefined, who)).rejects.toMatchObject({ code: 'BUDGET_EXHAUSTED' });
    expect(counters.values.get('spend#key#j8urHIFMaj#2026-11')).toBe(10_000);
    await expect(enhance(undefined, undefined, { person: 'ann' })).resolves.toBeDefined();
  });

  it("gives a vendor's reason in words", async () => {
    const failure = new ProviderError('OUT_OF_CREDIT', safeText`The account has no credit left.`, {
      billed: 'no',
      retryable: false,
    });
    const { enhance } = enhancing(() => Promise.reject(failure));
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The account has no credit left.',
      cause: failure,
    });
  });

  it('keeps an unexpected reason to itself', async () => {
    const { enhance } = enhancing(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1')));
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The text model could not be called.',
    });
  });

  it('gives up after 24 seconds, even on a text model that ignores its signal', async () => {
    let signal: AbortSignal | undefined;
    const { clock, enhance } = enhancing((_, context) => {
      signal = context.signal;
      return new Promise(() => undefined);
    });
    const start = clock.now();
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: expect.stringContaining('in time'),
    });
    expect(clock.now() - start).toBe(24_000);
    expect(signal?.aborted).toBe(true);
  });

  it('says why there is no text model, and counts nothing', async () => {
    const { counters } = enhancing(better);
    const enhance = enhancePrompt({
      enhancer: failure('PromptModelIndex is 0.'),
      isBlocked: () => false,
      rateLimiter: createRateLimiter({ counters, log: memoryLog() }),
      limits: LIMITS,
      clients: createClients({ salts: memorySaltStore(), newSalt: () => 'salt' }),
      clock: fakeClock(),
      newId: () => 'id',
    });
    await expect(enhance('a fox', '203.0.113.7')).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'Prompts cannot be rewritten here. PromptModelIndex is 0.',
    });
    expect(counters.values.size).toBe(0);
  });
});

describe('the limits of enhancePrompt', () => {
  it('are counted apart from runs, and leave no mark', async () => {
    const { counters, enhance } = enhancing(better);
    await enhance();
    const keys = [...counters.values.keys()];
    expect(keys).toEqual([
      expect.stringMatching(/^enhance#ip#[0-9a-f]{32}#2026-11-20$/),
      'enhance#global#2026-11-20T12',
      'spend#2026-11-20',
      'spend#2026-11',
    ]);
    expect(await marksOn(counters, keys)).toEqual([]);
  });

  it.each([
    ['rewritten', better],
    [
      'refused at no cost',
      () => Promise.reject(new ProviderError('BAD_KEY', safeText`No.`, { billed: 'no', retryable: false })),
    ],
  ] as const)('are final when the response to a %s prompt is sent', async (_what, call) => {
    const { counters, enhance } = enhancing(call);
    const slowly = async (work: () => Promise<void>) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await work();
    };
    const { unmark, takeBack } = counters;
    counters.unmark = (...args) => slowly(() => unmark(...args));
    counters.takeBack = (...args) => slowly(() => takeBack(...args));
    await enhance().catch(() => undefined);
    expect(await marksOn(counters, counters.values.keys())).toEqual([]);
    expect(await counters.read(['spend#2026-11-20'])).toEqual([call === better ? 5000 : 0]);
  });

  it('refuse before the vendor is called', async () => {
    let calls = 0;
    const { enhance } = enhancing(async () => asVendorText(`answer ${++calls}`));
    await enhance();
    await enhance();
    await expect(enhance()).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 12 * 3600 });
    expect(calls).toBe(2);
  });

  it('hold for everybody by the hour, and exempt the whitelist from the limit per address only', async () => {
    const { enhance } = enhancing(better, { limits: { perAddressPerDay: 0 } });
    for (let count = 0; count < 3; count += 1) await enhance('10.0.0.1');
    await expect(enhance('10.0.0.1')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3600 });
  });

  it('fail closed if the counters are unavailable', async () => {
    const { enhance } = enhancing(better, { faults: failingMethods('add') });
    await expect(enhance()).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
  });

  it('include the budgets, which hold half a cent for each call', async () => {
    const { counters, enhance } = enhancing(better, { limits: { dailyBudgetUsd: 0.009 } });
    await enhance();
    expect(await counters.read(['spend#2026-11-20', 'spend#2026-11'])).toEqual([5000, 5000]);
    await expect(enhance()).rejects.toMatchObject({ code: 'BUDGET_EXHAUSTED' });
    expect(await counters.read(['spend#2026-11-20', 'spend#2026-11'])).toEqual([5000, 5000]);
  });

  it.each([
    ['no', 0],
    ['unknown', 5000],
  ] as const)('give back what was billed "%s"', async (billed, spent) => {
    const failure = new ProviderError('PROVIDER_DOWN', safeText`Down.`, { billed, retryable: true });
    const { counters, enhance } = enhancing(() => Promise.reject(failure));
    await expect(enhance()).rejects.toMatchObject({ code: 'ENHANCER_FAILED' });
    expect(await counters.read(['spend#2026-11-20', 'enhance#global#2026-11-20T12'])).toEqual([spent, 1]);
    expect(await marksOn(counters, counters.values.keys())).toEqual([]);
  });

  it('give back what is held before they are made final, however long that takes', async () => {
    const failure = new ProviderError('PROVIDER_DOWN', safeText`Down.`, { billed: 'no', retryable: true });
    const { counters, enhance } = enhancing(() => Promise.reject(failure));
    const { takeBack } = counters;
    counters.takeBack = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return takeBack(...args);
    };
    await expect(enhance()).rejects.toMatchObject({ code: 'ENHANCER_FAILED' });
    expect(await counters.read(['spend#2026-11-20', 'spend#2026-11'])).toEqual([0, 0]);
  });

  it('hold nothing for a text model that is free', async () => {
    const { counters, enhance } = enhancing(better, { isFree: true });
    await enhance();
    expect(await counters.read(['spend#2026-11-20'])).toEqual([0]);
  });

  it('count nothing for a prompt that the content filter blocks, and no vendor sees it', async () => {
    let calls = 0;
    const { counters, enhance } = enhancing(async () => asVendorText(`answer ${++calls}`));
    await expect(enhance('203.0.113.7', 'blocked')).rejects.toMatchObject({ code: 'PROMPT_BLOCKED' });
    expect([calls, counters.values.size]).toEqual([0, 0]);
  });
});
