import { describe, expect, it } from '@jest/globals';
import { addressList } from '../../../../src/lib/address.ts';
import {
  actionQuotas,
  enhanceQuotas,
  type RunLimits,
  runQuotas,
} from '../../../../src/usecases/limits/quotas.ts';

const NOW = Date.parse('2026-11-20T19:30:00.000Z');
const NEXT_HOUR = Date.parse('2026-11-20T20:00:00.000Z');
const MIDNIGHT = Date.parse('2026-11-21T00:00:00.000Z');
const NEXT_MONTH = Date.parse('2026-12-01T00:00:00.000Z');

const limits = (changes: Partial<RunLimits> = {}): RunLimits => ({
  globalPerHour: 1000,
  perAddressPerDay: 50,
  perPersonPerDay: 50,
  personMonthlyBudgetUsd: 0,
  dailyBudgetUsd: 10,
  monthlyBudgetUsd: 100,
  whitelist: addressList(['192.0.2.0/24']),
  ...changes,
});
const client = { address: '203.0.113.7', hash: 'hash-of-7' };

describe('the quotas of a run', () => {
  it('are the address, everybody, the day and the month, in this order', () => {
    const quotas = runQuotas(limits(), client, NOW, 0.25);
    expect(
      quotas.map(({ key, amount, limit, window, code }) => [key, amount, limit, window.endsAt, code]),
    ).toEqual([
      [`rate#ip#${client.hash}#2026-11-20`, 1, 50, MIDNIGHT, 'RATE_LIMITED'],
      ['rate#global#2026-11-20T19', 1, 1000, NEXT_HOUR, 'RATE_LIMITED'],
      ['spend#2026-11-20', 250_000, 10_000_000, MIDNIGHT, 'BUDGET_EXHAUSTED'],
      ['spend#2026-11', 250_000, 100_000_000, NEXT_MONTH, 'BUDGET_EXHAUSTED'],
    ]);
  });

  it('tell a refused person what is used up, and what to do', () => {
    const [own, everybody, day, month] = runQuotas(limits(), client, NOW, 0.25).map(({ refusal }) => refusal);
    expect(own).toBe('Your address has used its 50 runs for today. Come back after midnight UTC.');
    expect(everybody).toMatch(/^All 1000 runs of this hour have been used, by everybody together\./);
    expect(day).toMatch(/budget for today .* this run\. Choose fewer or cheaper models, or wait until/);
    expect(month).toMatch(/budget for this month .* this run\./);
  });

  it('never contain the address itself', () => {
    expect(JSON.stringify(runQuotas(limits(), client, NOW, 1))).not.toContain('203.0.113.7');
  });

  it('count a person instead of the address, in a budget of their own, too', () => {
    const person = { ...client, address: '192.0.2.9', person: 'ann' };
    const own = { perPersonPerDay: 7, personMonthlyBudgetUsd: 2 };
    const quotas = runQuotas(limits(own), person, NOW, 0.25);
    expect(quotas.map(({ key, amount, limit }) => [key, amount, limit])).toEqual([
      ['rate#user#ann#2026-11-20', 1, 7],
      ['rate#global#2026-11-20T19', 1, 1000],
      ['spend#2026-11-20', 250_000, 10_000_000],
      ['spend#2026-11', 250_000, 100_000_000],
      ['spend#user#ann#2026-11', 250_000, 2_000_000],
    ]);
    const refusals = quotas.map(({ refusal }) => refusal);
    expect(refusals[0]).toBe('You have used your 7 runs for today. Come back after midnight UTC.');
    expect(refusals[4]).toMatch(/^What is left of your own budget for this month /);
    const [enhancement] = enhanceQuotas(limits(own), person, NOW, 0);
    expect(enhancement).toMatchObject({ key: 'enhance#user#ann#2026-11-20', limit: 7 });
    const [action] = actionQuotas(person, NOW);
    expect(action).toMatchObject({ key: 'actions#user#ann#2026-11-20', limit: 500 });
    expect(action?.refusal).toMatch(/^You have used your 500 actions/);
  });

  it('count the runs of a key, if its owner has limited it', () => {
    const person = { ...client, person: 'ann' };
    const keysOf = (key: { id: string; runsPerDay?: number }) =>
      runQuotas(limits(), { ...person, key }, NOW, 0).map((quota) => [quota.key, quota.amount, quota.limit]);
    const others = [
      ['rate#user#ann#2026-11-20', 1, 50],
      ['rate#global#2026-11-20T19', 1, 1000],
    ];
    expect(keysOf({ id: 'j8urHIFMaj' })).toEqual(others);
    expect(keysOf({ id: 'j8urHIFMaj', runsPerDay: 3 })).toEqual([
      others[0],
      ['rate#key#j8urHIFMaj#2026-11-20', 1, 3],
      others[1],
    ]);
  });

  it('count what a key spends in a month, if its owner has limited it', () => {
    const key = { id: 'j8urHIFMaj', usdPerMonth: 2.5 };
    const quotas = runQuotas(limits(), { ...client, person: 'ann', key }, NOW, 0.25);
    expect(quotas.at(-1)).toMatchObject({
      key: 'spend#key#j8urHIFMaj#2026-11',
      amount: 250_000,
      limit: 2_500_000,
      code: 'BUDGET_EXHAUSTED',
      refusal: expect.stringContaining('What is left of the budget of this key for this month'),
    });
    expect(enhanceQuotas(limits(), { ...client, person: 'ann', key }, NOW, 0.005).at(-1)).toMatchObject({
      key: 'spend#key#j8urHIFMaj#2026-11',
      amount: 5000,
    });
    const free = runQuotas(limits(), { ...client, person: 'ann', key: { id: key.id } }, NOW, 0.25);
    expect(free.filter((quota) => quota.key.startsWith('spend#key#'))).toEqual([]);
  });

  it('leave out the limit per address, and nothing else, for an address on the whitelist', () => {
    const keys = runQuotas(limits(), { address: '192.0.2.9', hash: 'hash-of-9' }, NOW, 0.25).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['rate#global#2026-11-20T19', 'spend#2026-11-20', 'spend#2026-11']);
  });

  it('count spending even without a budget, so that one set later knows what was spent', () => {
    const quotas = runQuotas(limits({ dailyBudgetUsd: 0, monthlyBudgetUsd: 0 }), client, NOW, 0.25);
    expect(quotas.slice(2).map(({ amount, limit }) => [amount, limit])).toEqual([
      [250_000, Number.MAX_SAFE_INTEGER],
      [250_000, Number.MAX_SAFE_INTEGER],
    ]);
  });

  it('have no budgets for a run that costs nothing', () => {
    expect(runQuotas(limits(), client, NOW, 0).map(({ code }) => code)).toEqual([
      'RATE_LIMITED',
      'RATE_LIMITED',
    ]);
  });
});

describe('the quotas of a rewritten prompt', () => {
  it('are the same limits, counted apart from runs, and the same budgets', () => {
    expect(
      enhanceQuotas(limits(), client, NOW, 0.005).map(({ key, amount, limit }) => [key, amount, limit]),
    ).toEqual([
      [`enhance#ip#${client.hash}#2026-11-20`, 1, 50],
      ['enhance#global#2026-11-20T19', 1, 1000],
      ['spend#2026-11-20', 5000, 10_000_000],
      ['spend#2026-11', 5000, 100_000_000],
    ]);
  });

  it('tell a refused person that waiting is all there is to do', () => {
    const quotas = enhanceQuotas(limits(), client, NOW, 0.005);
    const [own, everybody, day, month] = quotas.map(({ refusal }) => refusal);
    expect(own).toMatch(/^Your address has used its 50 rewritten prompts for today\./);
    expect(everybody).toMatch(/^All 1000 rewritten prompts of this hour/);
    expect(day).toMatch(/budget for today .* this rewritten prompt\. Wait until the budget is renewed\.$/);
    expect(month).toMatch(/budget for this month .* this rewritten prompt\. Wait until/);
  });
});
