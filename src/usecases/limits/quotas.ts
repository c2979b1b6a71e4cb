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
  /** US dollars; 0 = no budget. */
  dailyBudgetUsd: number;
  monthlyBudgetUsd: number;
  /** Exempt from the limit per address, and from nothing else. */
  whitelist: AddressList;
}

/** One counted limit, and how much of it a request uses. */
export interface Quota {
  /** Of the counter. */
  key: string;
  amount: number;
  limit: number;
  window: Window;
  /** Requests are counted one by one, budgets in micro-dollars. */
  code: 'RATE_LIMITED' | 'BUDGET_EXHAUSTED';
  /** What a refused person reads. */
  refusal: string;
}

/** What one run uses. If several quotas refuse it, the first one is reported. */
export function runQuotas(limits: RunLimits, client: Client, now: number, reservedUsd: number): Quota[] {
  return [
    ...addressQuota(limits, client, now, tableKeys.addressRuns, 'runs'),
    globalQuota(limits, now, tableKeys.globalRuns, 'runs'),
    ...budgetQuotas(limits, now, reservedUsd, 'run'),
  ];
}

/** What rewriting one prompt uses: the same limits, counted apart from runs, and the same budgets. */
export function enhanceQuotas(limits: RunLimits, client: Client, now: number, reservedUsd: number): Quota[] {
  return [
    ...addressQuota(limits, client, now, tableKeys.addressEnhancements, 'rewritten prompts'),
    globalQuota(limits, now, tableKeys.globalEnhancements, 'rewritten prompts'),
    ...budgetQuotas(limits, now, reservedUsd, 'rewritten prompt'),
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

function addressQuota(
  { perAddressPerDay, whitelist }: RunLimits,
  client: Client,
  now: number,
  keyOf: (address: string, day: Window) => string,
  what: string,
): Quota[] {
  if (whitelist.includes(client.address)) return [];
  const window = dayWindow(now);
  return [
    {
      key: keyOf(client.hash, window),
      amount: 1,
      limit: perAddressPerDay,
      window,
      code: 'RATE_LIMITED',
      refusal: `Your address has used its ${perAddressPerDay} ${what} for today. Come back after midnight UTC.`,
    },
  ];
}

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
function budgetQuotas(limits: RunLimits, now: number, reservedUsd: number, what: string): Quota[] {
  const amount = microDollars(reservedUsd);
  if (amount === 0) return [];
  const quota = (window: Window, budgetUsd: number, period: string): Quota => ({
    key: tableKeys.spend(window),
    amount,
    limit: budgetUsd === 0 ? Number.MAX_SAFE_INTEGER : microDollars(budgetUsd),
    window,
    code: 'BUDGET_EXHAUSTED',
    refusal: refusalOf(what, period),
  });
  return [
    quota(dayWindow(now), limits.dailyBudgetUsd, 'today'),
    quota(monthWindow(now), limits.monthlyBudgetUsd, 'this month'),
  ];
}

function refusalOf(what: string, period: string): string {
  const advice = what === 'run' ? 'Choose fewer or cheaper models, or wait' : 'Wait';
  return `What is left of the budget for ${period} is too little for this ${what}. ${advice} until the budget is renewed.`;
}
