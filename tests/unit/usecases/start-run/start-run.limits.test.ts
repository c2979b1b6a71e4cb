import { describe, expect, it } from '@jest/globals';
import { addressList } from '../../../../src/lib/address.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { failingMethods, noFaults } from '../../../helpers/store-faults.ts';

const countsOf = (counters: ReadonlyMap<string, number>) => Object.fromEntries(counters);
const ADDRESS_KEY = /^rate#ip#[0-9a-f]{32}#2026-11-20$/;

describe('limits of a run', () => {
  it('charges the address by the day, everybody by the hour, and the high estimate to both budgets', async () => {
    const world = jobWorld();
    await world.container()(input());
    const {
      'rate#global#2026-11-20T12': global,
      'spend#2026-11-20': day,
      'spend#2026-11': month,
      ...others
    } = countsOf(world.counters.values);
    expect([global, day, month]).toEqual([1, 80_000, 80_000]);
    expect(Object.keys(others)).toEqual([expect.stringMatching(ADDRESS_KEY)]);
  });

  it('never writes an address into a counter key', async () => {
    const world = jobWorld();
    await world.container()(input({ address: '203.0.113.7' }));
    expect([...world.counters.values.keys()].join()).not.toContain('203.0.113');
  });

  it('says what is left in the headers of the tightest count', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 5, globalPerHour: 1000 } });
    const { headers } = await world.container()(input());
    expect(headers).toEqual({
      'RateLimit-Limit': '5',
      'RateLimit-Remaining': '4',
      'RateLimit-Reset': String(12 * 3600),
    });
  });

  it('refuses an address that has used up its day, until midnight, charging nothing else', async () => {
    const world = jobWorld({ limits: { perAddressPerDay: 1 } });
    await world.container()(input());
    const before = countsOf(world.counters.values);
    const refusal = await refusalOf(world.container()(input()));
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 12 * 3600,
      headers: { 'RateLimit-Limit': '1', 'RateLimit-Remaining': '0', 'RateLimit-Reset': String(12 * 3600) },
    });
    expect(countsOf(world.counters.values)).toEqual(before);
  });

  it('refuses everybody when the hour is used up, without counting the run of the address', async () => {
    const world = jobWorld({ limits: { globalPerHour: 1 } });
    await world.container()(input());
    const refusal = await refusalOf(world.container()(input({ address: '198.51.100.1' })));
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3600 });
    expect(
      [...world.counters.values]
        .filter(([key]) => key.startsWith('rate#ip'))
        .map(([, value]) => value)
        .sort(),
    ).toEqual([0, 1]);
  });

  it.each([
    ['day', { dailyBudgetUsd: 0.1 }, 12 * 3600],
    ['month', { monthlyBudgetUsd: 0.1 }, (10 * 24 + 12) * 3600],
  ])(
    'refuses a run beyond the budget of the %s, and counts it nowhere',
    async (_period, limits, retryAfter) => {
      const world = jobWorld({ limits });
      await world.container()(input());
      const before = countsOf(world.counters.values);
      const refusal = await refusalOf(world.container()(input()));
      expect(refusal).toMatchObject({
        code: 'BUDGET_EXHAUSTED',
        retryAfter,
        headers: {},
      });
      expect(countsOf(world.counters.values)).toEqual(before);
    },
  );

  it('lets a cheaper run in where a dearer one was refused', async () => {
    const world = jobWorld({ limits: { dailyBudgetUsd: 0.13 } });
    const create = world.container();
    await create(input());
    expect((await refusalOf(create(input()))).code).toBe('BUDGET_EXHAUSTED');
    const { response } = await create(input({ request: { prompt: 'a fox', models: ['1-model-1'] } }));
    expect(response.totalModels).toBe(1);
  });

  it('excuses whitelisted networks from the limit per address only', async () => {
    const limits = { perAddressPerDay: 0, globalPerHour: 1, whitelist: addressList(['203.0.113.0/24']) };
    const create = jobWorld({ limits }).container();
    expect((await create(input())).headers['RateLimit-Limit']).toBe('1');
    expect((await refusalOf(create(input()))).message).toContain('of this hour');
  });

  it('counts an IPv6 household as one, and an IPv4 address as itself however it is written', async () => {
    const world = jobWorld();
    const create = world.container();
    for (const address of [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff::9',
      '::ffff:203.0.113.7',
      '203.0.113.7',
      '2001:db8:1:3::1',
    ]) {
      await create(input({ address }));
    }
    expect(
      [...world.counters.values]
        .filter(([key]) => key.startsWith('rate#ip'))
        .map(([, value]) => value)
        .sort(),
    ).toEqual([1, 2, 2]);
  });

  it('remembers in the container what is used up: a flood asks the store once more', async () => {
    const faults = noFaults();
    const world = jobWorld({ limits: { perAddressPerDay: 1 }, faults });
    const create = world.container();
    await create(input());
    await refusalOf(create(input()));
    const calls = faults.calls;
    for (let request = 0; request < 100; request += 1) {
      world.clock.advance(1000);
      expect((await refusalOf(create(input()))).retryAfter).toBe(12 * 3600 - request - 1);
    }
    // The second look, which tells an exhausted quota from one that was being given back: four counters are asked, and
    // the three that admitted the run take it back.
    expect(faults.calls).toBe(calls + 7);
    world.clock.advance(12 * 3600 * 1000);
    expect((await create(input())).response.status).toBe('pending');
  });

  it.each([
    ['per address', { perAddressPerDay: 50 }],
    ['for everybody', { globalPerHour: 50 }],
    ['in dollars', { dailyBudgetUsd: 4 }],
  ])('admits exactly 50 of 500 at once over several containers, limited %s', async (_kind, limits) => {
    const world = jobWorld({ limits });
    const containers = Array.from({ length: 5 }, () => world.container());
    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 500 },
        (_, index) => containers[index % 5]?.(input()) ?? Promise.reject(new Error('no container')),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(new Set(world.dispatched.map(({ jobId }) => jobId)).size).toBe(50);
    expect(world.spent()).toBe(50 * 80_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(50);
  });

  it('fails closed: without counters, nothing is started', async () => {
    const world = jobWorld({ faults: failingMethods('add') });
    const refusal = await refusalOf(world.container()(input()));
    expect(refusal).toMatchObject({ code: 'DISPATCH_FAILED', retryAfter: 5 });
    expect(world.dispatched).toEqual([]);
    expect(world.objects.objects.size).toBe(0);
  });
});
