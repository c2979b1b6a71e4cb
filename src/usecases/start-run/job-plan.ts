import type { Slot } from '../../config/slot.ts';
import { estimateCost, UNKNOWN_PRICE_USD } from '../../contract/estimate.ts';
import type { CostRange, GenerateRequest, Parameters } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { JobModel } from '../../store/documents.ts';

/** What a request comes to, before anything is charged or written. */
export interface JobPlan {
  prompt: string;
  /** Only what was given. */
  parameters: Parameters;
  /** In slot order. */
  models: JobModel[];
  estimatedCostUsd: CostRange;
  /** The high estimate, held in the budgets until the pictures are done. */
  reservedUsd: number;
}

/**
 * Chooses the models and adds up what they may cost. A model without a known price may be free, but
 * the budgets hold a guess, so that it cannot slip past them.
 * @throws RequestError UNKNOWN_MODEL
 */
export function planJob(slots: readonly Slot[], request: GenerateRequest): JobPlan {
  const chosen = chooseSlots(slots, request.models);
  const models = chosen.map((slot) => ({
    id: slot.id,
    name: slot.name,
    provider: slot.providerLabel,
    reservedUsd: slot.priceUsd?.high ?? UNKNOWN_PRICE_USD,
    timeoutSeconds: slot.timeoutSeconds,
  }));
  const estimatedCostUsd = estimateCost(chosen.map((slot) => slot.priceUsd));
  return {
    prompt: request.prompt,
    parameters: parametersOf(request),
    models,
    estimatedCostUsd,
    reservedUsd: estimatedCostUsd.high,
  };
}

/** Models in the order in which they were asked for: who sends the slowest first waits less for it. */
export function startOrder(models: readonly JobModel[], wanted: readonly string[] = []): JobModel[] {
  return [...models].sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id));
}

function chooseSlots(slots: readonly Slot[], wanted: readonly string[] | undefined): readonly Slot[] {
  if (wanted === undefined) return slots;
  const unknown = wanted.filter((id) => !slots.some((slot) => slot.id === id));
  if (unknown.length > 0) {
    const known = slots.map((slot) => slot.id).join(', ');
    throw new RequestError('UNKNOWN_MODEL', `There is no model ${quoted(unknown)}. Choose from: ${known}.`, {
      details: unknown.map((id) => ({ field: 'models', message: `There is no model "${id}".` })),
    });
  }
  return slots.filter((slot) => wanted.includes(slot.id));
}

const quoted = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(', ');

function parametersOf({
  prompt: _prompt,
  models: _models,
  ip: _ip,
  ...parameters
}: GenerateRequest): Parameters {
  return parameters;
}
