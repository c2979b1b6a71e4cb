import { describe, expect, it } from '@jest/globals';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import type { Quota } from '../../../../src/usecases/limits/quotas.ts';
import { createRateLimiter } from '../../../../src/usecases/limits/rate-limiter.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { type Faults, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const quota = (changes: Partial<Quota> = {}): Quota => ({
  key: 'a',
  amount: 1,
  limit: 1,
  window: { id: '2026-11-20', endsAt: NOW + 600_000 },
  code: 'RATE_LIMITED',
  refusal: 'Enough.',
  ...changes,
});

function world(faults: Faults = noFaults()) {
  const counters = memoryCounterStore();
  const log = memoryLog();
  const limiter = createRateLimiter({ counters: withFaults(counters, faults), log });
  let ids = 0;
  const admit = (quotas: Quota[], now = NOW) => limiter.admit(quotas, `id-${++ids}`, now);
  return { counters, log, faults, admit };
}

describe('the rate limiter', () => {
  it('counts a request in all of its quotas or in none', async () => {
    const { counters, admit } = world();
    await admit([quota({ key: 'b' })]);
    await expect(admit([quota(), quota({ key: 'b' }), quota({ key: 'c' })])).rejects.toThrow('Enough.');
    expect(Object.fromEntries(counters.values)).toEqual({ a: 0, b: 1, c: 0 });
  });

  it('has undone the counting before it refuses', async () => {
    const { counters, admit } = world();
    const order: string[] = [];
    const { takeBack } = counters;
    counters.takeBack = async (...args) => {
      await new Promise((resolve) => setImmediate(resolve));
      await takeBack(...args);
      order.push('undone');
    };
    await admit([quota(), quota({ key: 'b', limit: 0 })]).catch(() => order.push('refused'));
    expect(order).toEqual(['undone', 'refused']);
  });

  it('reports the first quota that refuses', async () => {
    const { admit } = world();
    const own = quota({ key: 'own', limit: 0, refusal: 'Yours.' });
    await expect(admit([own, quota({ limit: 0 })])).rejects.toThrow('Yours.');
  });

  it('undoes an admission once, however often it is asked', async () => {
    const { counters, admit } = world();
    await admit([quota({ limit: 9 })]);
    const { refund } = await admit([quota({ limit: 9 }), quota({ key: 'b', amount: 7, limit: 9 })]);
    await refund('everything');
    await refund('everything');
    expect(Object.fromEntries(counters.values)).toEqual({ a: 1, b: 0 });
  });

  it('undoes the counting of a request without its reservations on demand', async () => {
    const { counters, admit } = world();
    const spend = quota({ key: 'spend', amount: 7, limit: 9, code: 'BUDGET_EXHAUSTED' });
    const { refund } = await admit([quota(), spend]);
    await refund('requests');
    expect(Object.fromEntries(counters.values)).toEqual({ a: 0, spend: 7 });
  });

  it('leaves no mark on the counters once an admission is confirmed or refused', async () => {
    const { counters, admit } = world();
    const { confirm } = await admit([quota()]);
    expect(await marksOn(counters, ['a'])).toEqual(['id-1']);
    await confirm();
    await admit([quota({ key: 'b' }), quota()]).catch(() => undefined);
    expect(await marksOn(counters, ['a', 'b'])).toEqual([]);
    expect(counters.values.get('a')).toBe(1);
  });

  it('reports the request quota with the least left, never a budget', async () => {
    const { admit } = world();
    const budget = quota({ key: 'spend', limit: 2, code: 'BUDGET_EXHAUSTED' });
    const { headers } = await admit([quota({ key: 'wide', limit: 50 }), quota({ limit: 5 }), budget]);
    expect(headers).toEqual({
      'RateLimit-Limit': '5',
      'RateLimit-Remaining': '4',
      'RateLimit-Reset': '600',
    });
  });

  it('counts the seconds until a window ends up, so that nobody comes back too early', async () => {
    const { admit } = world();
    await admit([quota()], NOW + 1);
    await expect(admit([quota()], NOW + 598_999)).rejects.toMatchObject({
      retryAfter: 2,
      headers: { 'RateLimit-Limit': '1', 'RateLimit-Remaining': '0', 'RateLimit-Reset': '2' },
    });
  });

  it('logs an admission that could not be confirmed, and lets the request go on', async () => {
    const faults: Faults = { calls: 0, plan: (_, method) => (method === 'unmark' ? 'before' : undefined) };
    const { admit, log } = world(faults);
    const { confirm } = await admit([quota()]);
    await confirm();
    expect(log.lines).toEqual([
      {
        level: 'error',
        message: 'An admission could not be confirmed',
        fields: { key: 'a', cause: expect.any(Error) },
      },
    ]);
  });

  it('sends no RateLimit headers with an exhausted budget, because they count requests', async () => {
    const { admit } = world();
    const refused = admit([quota({ code: 'BUDGET_EXHAUSTED', amount: 11, limit: 10 })]);
    await expect(refused).rejects.toMatchObject({ code: 'BUDGET_EXHAUSTED', retryAfter: 600 });
    await expect(refused).rejects.toHaveProperty('headers', {});
  });

  it('fails closed, and undoes what may have been counted although the store did not respond', async () => {
    const lost: Faults = { calls: 0, plan: (call) => (call === 2 ? 'after' : undefined) };
    const { counters, admit } = world(lost);
    await expect(admit([quota(), quota({ key: 'b' })])).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(Object.fromEntries(counters.values)).toEqual({ a: 0, b: 0 });
  });

  it('refuses even if it cannot undo, and logs what stays counted', async () => {
    const faults: Faults = { calls: 0, plan: (call) => (call > 1 ? 'before' : undefined) };
    const { admit, log, counters } = world(faults);
    await expect(admit([quota(), quota({ key: 'b' })])).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(counters.values.get('a')).toBe(1);
    expect(log.lines).toEqual(
      ['a', 'b'].map((key) => ({
        level: 'error',
        message: 'An admission could not be undone',
        fields: { key, cause: expect.any(Error) },
      })),
    );
  });
});

describe('what the rate limiter remembers', () => {
  /** Whether a request is refused from memory, without asking the store. */
  const isKnown = async ({ admit, faults }: ReturnType<typeof world>, one: Quota, now: number) => {
    const calls = faults.calls;
    await admit([one], now).catch(() => undefined);
    return faults.calls === calls;
  };

  it('is an exhausted quota: for 35 seconds at first, and once that is confirmed until its window ends', async () => {
    const limited = world();
    await limited.admit([quota()]);
    await expect(limited.admit([quota()])).rejects.toThrow();
    expect(await isKnown(limited, quota(), NOW + 34_999)).toBe(true);
    expect(await isKnown(limited, quota(), NOW + 35_000)).toBe(false);
    expect(await isKnown(limited, quota(), NOW + 599_999)).toBe(true);
    await expect(limited.admit([quota()], NOW + 599_999)).rejects.toMatchObject({ retryAfter: 1 });
    expect(await isKnown(limited, quota(), NOW + 600_000)).toBe(false);
  });

  it('is not any other quota', async () => {
    const limited = world();
    await limited.admit([quota({ limit: 0 })]).catch(() => undefined);
    expect(await isKnown(limited, quota({ key: 'b' }), NOW)).toBe(false);
  });

  it('is an exhausted budget: for a minute, and only for amounts as large', async () => {
    const spend = (amount: number) => quota({ code: 'BUDGET_EXHAUSTED', amount, limit: 10 });
    const limited = world();
    await limited.admit([spend(11)]).catch(() => undefined);
    expect(await isKnown(limited, spend(11), NOW + 59_999)).toBe(true);
    expect(await isKnown(limited, spend(10), NOW)).toBe(false);
    expect(await isKnown(limited, spend(12), NOW + 60_000)).toBe(false);
  });

  it('is forgotten when something is given back there', async () => {
    const { admit } = world();
    const { refund } = await admit([quota()]);
    await expect(admit([quota()])).rejects.toThrow();
    await refund('everything');
    expect((await admit([quota()])).headers['RateLimit-Remaining']).toBe('0');
  });

  it('does not outlast what another container gave back', async () => {
    const { counters, log, admit } = world();
    const other = createRateLimiter({ counters, log });
    const { refund } = await other.admit([quota()], 'other', NOW);
    await expect(admit([quota()])).rejects.toThrow();
    await refund('everything');
    expect((await admit([quota()], NOW + 60_000)).headers['RateLimit-Remaining']).toBe('0');
  });

  it('is ten thousand quotas, and then the oldest is forgotten', async () => {
    const limited = world();
    for (let index = 0; index <= 10_000; index += 1) {
      await limited.admit([quota({ key: `${index}`, limit: 0 })]).catch(() => undefined);
    }
    expect(await isKnown(limited, quota({ key: '10000', limit: 0 }), NOW)).toBe(true);
    expect(await isKnown(limited, quota({ key: '0', limit: 0 }), NOW)).toBe(false);
  });
});
