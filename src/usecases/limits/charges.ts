import type { AddressList } from '../../lib/address.ts';
import {
  counterKeys,
  dayWindow,
  hourWindow,
  microDollars,
  monthWindow,
  type Window,
} from '../../store/counter-keys.ts';

/** What the owner allows. */
export interface RunLimits {
  globalPerHour: number;
  perAddressPerDay: number;
  /** 0 = no budget. */
  dailyBudgetUsd: number;
  monthlyBudgetUsd: number;
  /** Not bound by the limit per address, and by nothing else excused. */
  whitelist: AddressList;
}

/** One thing that a request uses up. */
export interface Charge {
  key: string;
  amount: number;
  limit: number;
  window: Window;
  sharedBy: 'address' | 'everybody';
  code: 'RATE_LIMITED' | 'BUDGET_EXHAUSTED';
  /** What a refused person reads. */
  refusal: string;
  /** The limit in the unit of the `RateLimit-*` headers: requests, or whole US cents. */
  headerLimit: number;
}

export interface Client {
  /** As the gateway saw it. */
  address: string;
  /** Its keyed hash. */
  hash: string;
}

/** What one run uses up, in the order of charging: the address's share, everybody's, the budgets. */
export function runCharges(limits: RunLimits, client: Client, now: number, reservedUsd: number): Charge[] {
  return [
    ...addressCharge(limits, client, now, counterKeys.addressRuns, 'runs'),
    globalCharge(limits, now, counterKeys.globalRuns, 'runs'),
    ...budgetCharge(dayWindow(now), limits.dailyBudgetUsd, reservedUsd, 'today'),
    ...budgetCharge(monthWindow(now), limits.monthlyBudgetUsd, reservedUsd, 'this month'),
  ];
}

/** What rewriting one prompt uses up: the same limits, counted apart from runs. */
export function enhanceCharges(limits: EnhanceLimits, client: Client, now: number): Charge[] {
  return [
    ...addressCharge(limits, client, now, counterKeys.addressEnhancements, 'rewritten prompts'),
    globalCharge(limits, now, counterKeys.globalEnhancements, 'rewritten prompts'),
  ];
}

export type EnhanceLimits = Pick<RunLimits, 'globalPerHour' | 'perAddressPerDay' | 'whitelist'>;

function addressCharge(
  { perAddressPerDay, whitelist }: EnhanceLimits,
  client: Client,
  now: number,
  keyOf: (address: string, day: Window) => string,
  what: string,
): Charge[] {
  if (whitelist.includes(client.address)) return [];
  const window = dayWindow(now);
  return [
    {
      key: keyOf(client.hash, window),
      amount: 1,
      limit: perAddressPerDay,
      window,
      sharedBy: 'address',
      code: 'RATE_LIMITED',
      refusal: `Your address has used its ${perAddressPerDay} ${what} for today. Come back after midnight UTC.`,
      headerLimit: perAddressPerDay,
    },
  ];
}

function globalCharge(
  { globalPerHour }: EnhanceLimits,
  now: number,
  keyOf: (hour: Window) => string,
  what: string,
): Charge {
  const window = hourWindow(now);
  return {
    key: keyOf(window),
    amount: 1,
    limit: globalPerHour,
    window,
    sharedBy: 'everybody',
    code: 'RATE_LIMITED',
    refusal: `All ${globalPerHour} ${what} of this hour are used, by everybody together. Try again in the next hour.`,
    headerLimit: globalPerHour,
  };
}

/** Spending is counted even where there is no budget, so that one set in mid-month knows what was spent. */
function budgetCharge(window: Window, budgetUsd: number, reservedUsd: number, period: string): Charge[] {
  const amount = microDollars(reservedUsd);
  if (amount === 0) return [];
  return [
    {
      key: counterKeys.spend(window),
      amount,
      limit: budgetUsd === 0 ? Number.MAX_SAFE_INTEGER : microDollars(budgetUsd),
      window,
      sharedBy: 'everybody',
      code: 'BUDGET_EXHAUSTED',
      refusal: `What is left of the budget for ${period} is too little for this run. Choose fewer or cheaper models, or wait until the budget is renewed.`,
      headerLimit: Math.floor(budgetUsd * 100),
    },
  ];
}
