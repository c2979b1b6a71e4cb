import type { Enhancer } from '../../config/enhancer.ts';
import type { Slot } from '../../config/slot.ts';
import { CONTRACT_VERSION, PROMPT_MAX_LENGTH } from '../../contract/constants.ts';
import type { Limits, ModelEntry, ModelsResponse } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { counterKeys, dayWindow } from '../../store/counter-keys.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { clientOf } from '../limits/admission.ts';
import { type RunLimits, runCharges } from '../limits/charges.ts';

export interface DescribeModelsTools {
  slots: readonly Slot[];
  enhancer: Pick<Enhancer, 'slot' | 'model'> | undefined;
  limits: RunLimits;
  counters: Pick<CounterStore, 'read'>;
  addressHashKey: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** What can be asked here, by whom it is drawn, what it costs, and whether this address may ask now. */
export function describeModels(tools: DescribeModelsTools) {
  const { slots, enhancer } = tools;
  const models = slots.map(modelEntry);
  return async (address: string): Promise<ModelsResponse> => ({
    models,
    limits: { ...fixedLimits(tools.limits), ...(await standing(tools, address)) },
    enhancer: enhancer === undefined ? null : { name: enhancer.slot.name, model: enhancer.model },
    demo: slots.every((slot) => slot.provider === 'demo'),
    version: CONTRACT_VERSION,
  });
}

function modelEntry(slot: Slot): ModelEntry {
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

/** How this address stands with its limits, by the charges of the cheapest run. Unknown when the store is away. */
async function standing(
  tools: DescribeModelsTools,
  address: string,
): Promise<Pick<Limits, 'runsLeft' | 'blocked'>> {
  const now = tools.clock.now();
  const client = clientOf(tools.addressHashKey, address);
  const cheapest = Math.min(...tools.slots.map((slot) => slot.priceUsd?.high ?? 0));
  const charges = runCharges(tools.limits, client, now, cheapest);
  let values: number[];
  try {
    values = await tools.counters.read(charges.map(({ key }) => key));
  } catch (cause) {
    tools.log.error('The limits could not be read', { cause });
    return { runsLeft: null, blocked: null };
  }
  const counted = charges.map((charge, index) => ({ charge, value: values[index] ?? 0 }));
  const exhausted = counted.find(({ charge, value }) => value + charge.amount > charge.limit)?.charge;
  const ownKey = counterKeys.addressRuns(client.hash, dayWindow(now));
  const own = counted.find(({ charge }) => charge.key === ownKey);
  return {
    runsLeft: own === undefined ? null : Math.max(0, own.charge.limit - own.value),
    blocked:
      exhausted === undefined
        ? null
        : {
            code: exhausted.code,
            message: exhausted.refusal,
            until: new Date(exhausted.window.endsAt).toISOString(),
          },
  };
}
