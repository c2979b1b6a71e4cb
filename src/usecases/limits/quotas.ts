import type { AddressList } from '../../lib/address.ts';
import {
  dayWindow,
  hourWindow,
  microDollars,
  monthWindow,
  tableKeys,
  type Window,
} from '../../store/table-keys.ts';
import type { Client } from './clients.ts';

const ACTIONS_PER_DAY = 500;

/** What the owner allows. */
export interface RunLimits {
  globalPerHour: number;
  perAddressPerDay: number;
  perPersonPerDay: number;
  /** US dollars; 0 = no budget. */
  dailyBudgetUsd: number;
  monthlyBudgetUsd: number;
  personMonthlyBudgetUsd: number;
  /** Exempt from the limit per address, and from nothing else. */
  whitelist: AddressList;
}

/** One counted limit, and how much of it a request uses. */
export interface Quota<Code extends QuotaCode = Exclude<QuotaCode, 'LIST_BUDGET_REACHED'>> {
  /** Of the counter. */
  key: string;
  amount: number;
  limit: number;
  window: Window;
  /** Requests are counted one by one, budgets in micro-dollars. */
  code: Code;
  /** What a refused person reads. */
  refusal: string;
}

export type QuotaCode = 'RATE_LIMITED' | 'BUDGET_EXHAUSTED' | 'LIST_BUDGET_REACHED';

/** What one run uses. If several quotas refuse it, the first one is reported. */
export function runQuotas(limits: RunLimits, client: Client, now: number, reservedUsd: number): Quota[] {
  return [
    ...callerQuota(limits, client, now, RUNS),
    ...keyQuota(client, now),
    globalQuota(limits, now, tableKeys.globalRuns, 'runs'),
    ...budgetQuotas(limits, client, now, reservedUsd, 'run'),
  ];
}

/** What rewriting one prompt uses: the same limits, counted apart from runs, and the same budgets. */
export function enhanceQuotas(limits: RunLimits, client: Client, now: number, reservedUsd: number): Quota[] {
  return [
    ...callerQuota(limits, client, now, ENHANCEMENTS),
    globalQuota(limits, now, tableKeys.globalEnhancements, 'rewritten prompts'),
    ...budgetQuotas(limits, client, now, reservedUsd, 'rewritten prompt'),
  ];
}

/** What an address or a person may do a day to runs that exist: cancel and delete them. */
export function actionQuotas(client: Client, now: number): Quota[] {
  const window = dayWindow(now);
  return [
    {
      key:
        client.person === undefined
          ? tableKeys.addressActions(client.hash, window)
          : tableKeys.personActions(client.person, window),
      amount: 1,
      limit: ACTIONS_PER_DAY,
      window,
      code: 'RATE_LIMITED',
      refusal: `${usedUp(client)} ${ACTIONS_PER_DAY} actions for today. Come back after midnight UTC.`,
    },
  ];
}

const usedUp = ({ person }: Client) =>
  person === undefined ? 'Your address has used its' : 'You have used your';

interface Counted {
  what: string;
  ofAddress: (address: string, day: Window) => string;
  ofPerson: (person: string, day: Window) => string;
}

const RUNS: Counted = { what: 'runs', ofAddress: tableKeys.addressRuns, ofPerson: tableKeys.personRuns };
const ENHANCEMENTS: Counted = {
  what: 'rewritten prompts',
  ofAddress: tableKeys.addressEnhancements,
  ofPerson: tableKeys.personEnhancements,
};

/** People are counted wherever they are; whoever has not signed in, by address. */
function callerQuota(limits: RunLimits, client: Client, now: number, counted: Counted): Quota[] {
  const { person, address, hash } = client;
  if (person === undefined && limits.whitelist.includes(address)) return [];
  const window = dayWindow(now);
  const { what, ofAddress, ofPerson } = counted;
  const limit = person === undefined ? limits.perAddressPerDay : limits.perPersonPerDay;
  return [
    {
      key: person === undefined ? ofAddress(hash, window) : ofPerson(person, window),
      amount: 1,
      limit,
      window,
      code: 'RATE_LIMITED',
      refusal: `${usedUp(client)} ${limit} ${what} for today. Come back after midnight UTC.`,
    },
  ];
}

/** What the owner of a key allows it, beside what they may do themselves. */
function keyQuota({ key }: Client, now: number): Quota[] {
  if (key?.runsPerDay === undefined) return [];
  const window = dayWindow(now);
  return [
    {
      key: tableKeys.keyRuns(key.id, window),
      amount: 1,
      limit: key.runsPerDay,
      window,
      code: 'RATE_LIMITED',
      refusal: `This key has used its ${key.runsPerDay} runs for today. Come back after midnight UTC.`,
    },
  ];
}

/** The counter of the runs of today of an address or a person. */
export const callersRuns = ({ person, hash }: Client, now: number): string =>
  person === undefined
    ? tableKeys.addressRuns(hash, dayWindow(now))
    : tableKeys.personRuns(person, dayWindow(now));

function globalQuota(
  { globalPerHour }: RunLimits,
  now: number,
  keyOf: (hour: Window) => string,
  what: string,
): Quota {
  const window = hourWindow(now);
  return {
    key: keyOf(window),
    amount: 1,
    limit: globalPerHour,
    window,
    code: 'RATE_LIMITED',
    refusal: `All ${globalPerHour} ${what} of this hour have been used, by everybody together. Try again in the next hour.`,
  };
}

/** Spending is counted even without a budget, so that a budget set in mid-month knows what was spent. */
function budgetQuotas(
  limits: RunLimits,
  { person, key: program }: Client,
  now: number,
  reservedUsd: number,
  what: string,
): Quota[] {
  const amount = microDollars(reservedUsd);
  if (amount === 0) return [];
  const quota = (
    window: Window,
    budgetUsd: number,
    period: string,
    key = tableKeys.spend(window),
  ): Quota => ({
    key,
    amount,
    limit: budgetUsd === 0 ? Number.MAX_SAFE_INTEGER : microDollars(budgetUsd),
    window,
    code: 'BUDGET_EXHAUSTED',
    refusal: refusalOf(what, period),
  });
  const month = monthWindow(now);
  const { dailyBudgetUsd, monthlyBudgetUsd, personMonthlyBudgetUsd } = limits;
  const shared = [
    quota(dayWindow(now), dailyBudgetUsd, 'today'),
    quota(month, monthlyBudgetUsd, 'this month'),
  ];
  const own = (key: string, budgetUsd: number, whose: string): Quota => {
    const plain = quota(month, budgetUsd, 'this month', key);
    return { ...plain, refusal: plain.refusal.replace('the budget', whose) };
  };
  return [
    ...shared,
    ...(person === undefined
      ? []
      : [own(tableKeys.personSpend(person, month), personMonthlyBudgetUsd, 'your own budget')]),
    ...(program?.usdPerMonth === undefined
      ? []
      : [own(tableKeys.keySpend(program.id, month), program.usdPerMonth, 'the budget of this key')]),
  ];
}

function refusalOf(what: string, period: string): string {
  const advice = what === 'run' ? 'Choose fewer or cheaper models, or wait' : 'Wait';
  return `What is left of the budget for ${period} is too little for this ${what}. ${advice} until the budget is renewed.`;
}
