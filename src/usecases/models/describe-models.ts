import type { Enhancer } from '../../config/enhancer.ts';
import type { Slot } from '../../config/slot.ts';
import { CONTRACT_VERSION, PROMPT_MAX_LENGTH } from '../../contract/constants.ts';
import { UNKNOWN_PRICE_USD } from '../../contract/estimate.ts';
import type { Limits, ModelEntry, ModelsResponse, Visibility } from '../../contract/index.ts';
import { type Clock, isoTime } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { dayWindow, microDollars, monthWindow, tableKeys } from '../../store/table-keys.ts';
import type { TimesStore } from '../../store/times-store.ts';
import type { Client, Clients } from '../limits/clients.ts';
import { callersRuns, type Quota, type RunLimits, runQuotas } from '../limits/quotas.ts';
import { usualTimes } from './usual-times.ts';

const MICRO_DOLLARS = 1_000_000;

export interface DescribeModelsTools {
  slots: readonly Slot[];
  enhancer: Pick<Enhancer, 'slot' | 'model'> | undefined;
  limits: RunLimits;
  counters: Pick<CounterStore, 'read'>;
  clients: Pick<Clients, 'recognize'>;
  times: TimesStore;
  /** Of runs that do not say who may see them. */
  defaultVisibility: Visibility;
  /** Days that runs are kept for. */
  keptDays: number;
  /** Where people report pictures; '' for nowhere. */
  reportTo: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** The configured models, what they cost and how long they take, and whether whoever asks may start a run now. */
export function describeModels(tools: DescribeModelsTools) {
  const { slots, enhancer } = tools;
  const entries = slots.map(modelEntry);
  /** @param person the one who asks, where people sign in */
  return async (address: string, person?: string): Promise<ModelsResponse> => {
    const [usual, now] = await Promise.all([timesOf(tools), standing(tools, address, person)]);
    return {
      models: entries.map((entry, index) => ({ ...entry, usualMs: usual[index] ?? null })),
      limits: { ...fixedLimits(tools.limits), ...now },
      enhancer: enhancer === undefined ? null : { name: enhancer.slot.name, model: enhancer.model },
      visibility: tools.defaultVisibility,
      keptDays: tools.keptDays,
      demo: slots.every((slot) => slot.provider === 'demo'),
      ...(tools.reportTo !== '' && { reportTo: tools.reportTo }),
      version: CONTRACT_VERSION,
    };
  };
}

/** None if they cannot be read: nobody depends on them. */
async function timesOf(tools: DescribeModelsTools) {
  try {
    return await usualTimes(tools, tools.slots);
  } catch (cause) {
    tools.log.error('The usual times could not be read', { cause });
    return [];
  }
}

function modelEntry(slot: Slot): Omit<ModelEntry, 'usualMs'> {
  const { id, name, providerLabel, model, status, notice, lastDay, successor, supports, priceUsd } = slot;
  return { id, name, provider: providerLabel, model, status, notice, lastDay, successor, supports, priceUsd };
}

function fixedLimits({ globalPerHour, perAddressPerDay, dailyBudgetUsd, monthlyBudgetUsd }: RunLimits) {
  return {
    promptMaxLength: PROMPT_MAX_LENGTH,
    globalPerHour,
    perAddressPerDay,
    dailyBudgetUsd: dailyBudgetUsd || null,
    monthlyBudgetUsd: monthlyBudgetUsd || null,
  };
}

type Standing = Pick<Limits, 'dailyBudgetLeftUsd' | 'monthlyBudgetLeftUsd' | 'runsLeft' | 'blocked'>;

/** How this address or person stands with its limits, by the quotas of the cheapest run. Unknown if the counters are unavailable. */
async function standing(tools: DescribeModelsTools, address: string, person?: string): Promise<Standing> {
  const { limits, slots, counters, clients } = tools;
  const now = tools.clock.now();
  const cheapest = Math.min(...slots.map((slot) => slot.priceUsd?.high ?? UNKNOWN_PRICE_USD));
  const spend = { day: tableKeys.spend(dayWindow(now)), month: tableKeys.spend(monthWindow(now)) };
  let client: Client;
  let quotas: Quota[];
  let values: Map<string, number | undefined>;
  try {
    client = { ...(await clients.recognize(address, now)), person };
    quotas = runQuotas(limits, client, now, cheapest);
    // A free run has no quota in dollars, but others may not be free.
    const keys = [...new Set([...quotas.map(({ key }) => key), spend.day, spend.month])];
    const read = await counters.read(keys);
    values = new Map(keys.map((key, index) => [key, read[index]]));
  } catch (cause) {
    tools.log.error('The limits could not be read', { cause });
    return { dailyBudgetLeftUsd: null, monthlyBudgetLeftUsd: null, runsLeft: null, blocked: null };
  }
  const used = (key: string) => values.get(key) ?? 0;
  const exhausted = quotas.find(({ key, amount, limit }) => used(key) + amount > limit);
  const ownKey = callersRuns(client, now);
  const own = quotas.find(({ key }) => key === ownKey);
  // The owner may have lowered a limit below what was used.
  const left = (budgetUsd: number, key: string) =>
    budgetUsd === 0 ? null : Math.max(0, microDollars(budgetUsd) - used(key)) / MICRO_DOLLARS;
  return {
    dailyBudgetLeftUsd: left(limits.dailyBudgetUsd, spend.day),
    monthlyBudgetLeftUsd: left(limits.monthlyBudgetUsd, spend.month),
    runsLeft: own === undefined ? null : Math.max(0, own.limit - used(own.key)),
    blocked:
      exhausted === undefined
        ? null
        : {
            code: exhausted.code,
            message: exhausted.refusal,
            until: isoTime(exhausted.window.endsAt),
          },
  };
}
