import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { resolveSlots } from '../../../../src/config/slots.ts';
import { CONTRACT_VERSION } from '../../../../src/contract/constants.ts';
import { ModelsResponse } from '../../../../src/contract/index.ts';
import { addressList } from '../../../../src/lib/address.ts';
import { memoryCounterStore } from '../../../../src/store/memory-counter-store.ts';
import { memorySaltStore } from '../../../../src/store/memory-salt-store.ts';
import { memoryTimesStore } from '../../../../src/store/memory-times-store.ts';
import { dayWindow, expiryOf, hourWindow, monthWindow, tableKeys } from '../../../../src/store/table-keys.ts';
import { createClients } from '../../../../src/usecases/limits/clients.ts';
import type { RunLimits } from '../../../../src/usecases/limits/quotas.ts';
import { type DescribeModelsTools, describeModels } from '../../../../src/usecases/models/describe-models.ts';
import { recordTime } from '../../../../src/usecases/models/usual-times.ts';
import { recordingLog } from '../../../helpers/recording-log.ts';

const isModels = new Ajv({ strict: false }).compile(ModelsResponse);
const NOW = Date.parse('2026-11-20T09:30:00.000Z');
const ADDRESS = '203.0.113.7';
const day = dayWindow(NOW);
const hour = hourWindow(NOW);
const clients = createClients({ salts: memorySaltStore(), newSalt: () => 'salt' });
const ownRuns = tableKeys.addressRuns((await clients.identify(ADDRESS, NOW)).hash, day);

const limits: RunLimits = {
  globalPerHour: 1000,
  perAddressPerDay: 50,
  perPersonPerDay: 50,
  personMonthlyBudgetUsd: 0,
  dailyBudgetUsd: 5,
  monthlyBudgetUsd: 0,
  whitelist: addressList([]),
};

async function described(
  changes: Partial<DescribeModelsTools> = {},
  counted: Record<string, number> = {},
  person?: string,
) {
  const counters = memoryCounterStore();
  for (const [key, value] of Object.entries(counted)) {
    const addition = { amount: value, limit: Number.MAX_SAFE_INTEGER, mark: 'm', expiresAt: expiryOf(day) };
    await counters.add(key, addition);
  }
  const { slots, faults } = resolveSlots({
    count: 2,
    names: ['GPT Image 2', 'DALL-E 3'],
    overrides: '',
    now: NOW,
  });
  expect(faults).toEqual([]);
  const log = recordingLog();
  const answer = await describeModels({
    slots,
    enhancer: undefined,
    limits,
    defaultVisibility: 'listed',
    keptDays: 30,
    reportTo: '',
    counters,
    clients,
    times: memoryTimesStore(),
    clock: { now: () => NOW },
    log,
    ...changes,
  })(ADDRESS, person);
  expect([isModels(answer), isModels.errors]).toEqual([true, null]);
  return { answer, log };
}

describe('describeModels', () => {
  it('tells where pictures are reported, if anywhere', async () => {
    expect((await described({ reportTo: 'abuse@example.org' })).answer.reportTo).toBe('abuse@example.org');
    expect((await described()).answer).not.toHaveProperty('reportTo');
  });

  it.each([
    [['Demo Aurora', 'Demo Bauhaus'], true],
    [['Demo Aurora', 'GPT Image 2'], false],
  ])('calls %j a demonstration: %s', async (names, demo) => {
    const { slots } = resolveSlots({ count: 2, names, overrides: '', now: NOW });
    expect((await described({ slots })).answer.demo).toBe(demo);
  });

  it('describes for each slot what really runs and what it costs', async () => {
    const { answer } = await described();
    expect(answer.models.map(({ id, name, provider }) => [id, name, provider])).toEqual([
      ['1-gpt-image-2', 'GPT Image 2', 'OpenAI'],
      ['2-dall-e-3', 'DALL-E 3', 'OpenAI'],
    ]);
    expect(answer.models[1]).toMatchObject({ status: 'retired', notice: expect.any(String) });
    expect(answer.demo).toBe(false);
  });

  it('tells of each model all that the catalog says of it, and of the deployment what its owner has set', async () => {
    const { slots } = resolveSlots({ count: 1, names: ['GPT Image 2'], overrides: '', now: NOW });
    const [slot] = slots;
    if (slot === undefined) throw new Error('There is no slot.');
    const enhancer = { slot, model: 'gpt-words' };
    const { answer } = await described({ slots, enhancer, defaultVisibility: 'unlisted', keptDays: 7 });
    const { models, limits: _limits, ...others } = answer;
    expect(models).toStrictEqual([
      {
        id: slot.id,
        name: slot.name,
        provider: slot.providerLabel,
        model: slot.model,
        status: slot.status,
        notice: slot.notice,
        lastDay: slot.lastDay,
        successor: slot.successor,
        supports: slot.supports,
        priceUsd: slot.priceUsd,
        usualMs: null,
      },
    ]);
    expect(others).toStrictEqual({
      enhancer: { name: 'GPT Image 2', model: 'gpt-words' },
      visibility: 'unlisted',
      keptDays: 7,
      demo: false,
      version: CONTRACT_VERSION,
    });
    expect((await described()).answer.enhancer).toBeNull();
  });

  it('tells how long each model usually takes, and of how many pictures that is the median', async () => {
    const times = memoryTimesStore();
    const recorder = { times, clock: { now: () => NOW }, log: recordingLog() };
    const { id = '', model = '' } = (await described()).answer.models[1] ?? {};
    for (const ms of [4000, 5000, 60_000]) await recordTime(recorder, { id, model }, ms);
    const { models } = (await described({ times })).answer;
    expect(models.map(({ usualMs }) => usualMs)).toEqual([null, { median: expect.any(Number), count: 3 }]);
    expect(models[1]?.usualMs?.median).toBeGreaterThan(4800);
    expect(models[1]?.usualMs?.median).toBeLessThan(5200);
  });

  it('answers without usual times when they cannot be read', async () => {
    const times = { ...memoryTimesStore(), read: () => Promise.reject(new Error('no table')) };
    const { answer, log } = await described({ times });
    expect(answer.models.map(({ usualMs }) => usualMs)).toEqual([null, null]);
    expect(log.lines).toMatchObject([{ level: 'error', message: 'The usual times could not be read' }]);
  });

  it('tells the limits; a budget of 0 is none', async () => {
    expect((await described()).answer.limits).toEqual({
      promptMaxLength: 1000,
      globalPerHour: 1000,
      perAddressPerDay: 50,
      dailyBudgetUsd: 5,
      monthlyBudgetUsd: null,
      dailyBudgetLeftUsd: 5,
      monthlyBudgetLeftUsd: null,
      runsLeft: 50,
      blocked: null,
    });
  });

  it('tells what is left of the budgets, also if the cheapest model is free, and never less than nothing', async () => {
    const both = { limits: { ...limits, monthlyBudgetUsd: 40 } };
    const spent = { [tableKeys.spend(day)]: 1_250_000, [tableKeys.spend(monthWindow(NOW))]: 41_000_000 };
    const { answer } = await described(both, spent);
    expect(answer.limits).toMatchObject({ dailyBudgetLeftUsd: 3.75, monthlyBudgetLeftUsd: 0 });
    const { slots } = resolveSlots({
      count: 2,
      names: ['Demo Aurora', 'GPT Image 2'],
      overrides: '',
      now: NOW,
    });
    const { answer: free } = await described({ ...both, slots }, spent);
    expect(free.limits).toMatchObject({ dailyBudgetLeftUsd: 3.75, monthlyBudgetLeftUsd: 0, blocked: null });
  });

  it('counts down what this address has left, and nothing is used up by asking', async () => {
    const { answer } = await described({}, { [ownRuns]: 12 });
    expect(answer.limits).toMatchObject({ runsLeft: 38, blocked: null });
  });

  it('counts down what a person has left, wherever they are', async () => {
    const { id, hash } = { id: 'ann', hash: ownRuns };
    const key = tableKeys.personRuns(id, day);
    const counters = memoryCounterStore();
    await counters.add(key, { amount: 12, limit: 100, mark: 'm', expiresAt: expiryOf(day) });
    await counters.add(hash, { amount: 50, limit: 100, mark: 'm', expiresAt: expiryOf(day) });
    const { answer } = await described({ counters }, {}, id);
    expect(answer.limits).toMatchObject({ runsLeft: 38, blocked: null });
  });

  it('says until when this address is refused', async () => {
    const { answer } = await described({}, { [ownRuns]: 50 });
    expect(answer.limits).toMatchObject({
      runsLeft: 0,
      blocked: { code: 'RATE_LIMITED', message: expect.any(String), until: '2026-11-21T00:00:00.000Z' },
    });
  });

  it('says that nothing is left, not less, after the owner lowered the limit', async () => {
    const { answer } = await described({}, { [ownRuns]: 70 });
    expect(answer.limits.runsLeft).toBe(0);
  });

  it('says so when everybody together has used up the hour', async () => {
    const { answer } = await described({}, { [tableKeys.globalRuns(hour)]: 1000 });
    expect(answer.limits).toMatchObject({
      runsLeft: 50,
      blocked: { code: 'RATE_LIMITED', until: '2026-11-20T10:00:00.000Z' },
    });
  });

  it('says so when the budget is too little for the cheapest model', async () => {
    const { answer } = await described({}, { [tableKeys.spend(day)]: 4_999_999 });
    expect(answer.limits.blocked).toMatchObject({
      code: 'BUDGET_EXHAUSTED',
      until: '2026-11-21T00:00:00.000Z',
    });
  });

  it('says nothing while the budget is enough for the cheapest model, though not for the dearest', async () => {
    const { slots } = resolveSlots({
      count: 2,
      names: ['Demo Aurora', 'GPT Image 2'],
      overrides: '',
      now: NOW,
    });
    expect(
      (await described({ slots }, { [tableKeys.spend(day)]: 4_999_999 })).answer.limits.blocked,
    ).toBeNull();
  });

  it('says so when the budget is too little for what a model without a known price reserves', async () => {
    const overrides =
      '{"1":{"provider":"openai-compatible","model":"any","baseUrl":"http://127.0.0.1:1/v1"}}';
    const { slots } = resolveSlots({ count: 1, names: ['My own'], overrides, now: NOW });
    expect(slots.map(({ priceUsd }) => priceUsd)).toEqual([null]);
    const { answer } = await described({ slots }, { [tableKeys.spend(day)]: 4_900_000 });
    expect(answer.limits.blocked).toBeNull();
    const { answer: later } = await described({ slots }, { [tableKeys.spend(day)]: 4_900_001 });
    expect(later.limits.blocked?.code).toBe('BUDGET_EXHAUSTED');
  });

  it('does not limit addresses on the whitelist', async () => {
    const { answer } = await described(
      { limits: { ...limits, whitelist: addressList(['203.0.113.0/24']) } },
      { [ownRuns]: 50 },
    );
    expect(answer.limits).toMatchObject({ runsLeft: null, blocked: null });
  });

  it('still tells the models when the counters cannot be read', async () => {
    const read = () => Promise.reject(new Error('throttled'));
    const { answer, log } = await described({ counters: { read } });
    expect(answer.models).toHaveLength(2);
    expect(answer.limits).toMatchObject({
      dailyBudgetLeftUsd: null,
      monthlyBudgetLeftUsd: null,
      runsLeft: null,
      blocked: null,
    });
    expect(log.lines[0]).toMatchObject({
      level: 'error',
      message: 'The limits could not be read',
      fields: { cause: new Error('throttled') },
    });
  });

  it('holds no address, neither of the client nor of a vendor', async () => {
    const text = JSON.stringify((await described({}, { [ownRuns]: 50 })).answer);
    expect(text).not.toContain(ADDRESS);
    expect(text).not.toContain('https://');
  });
});
