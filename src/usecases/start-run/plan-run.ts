import type { Slot } from '../../config/slot.ts';
import { MOST_PICTURES } from '../../contract/constants.ts';
import { estimateCost, UNKNOWN_PRICE_USD } from '../../contract/estimate.ts';
import type { CostRange } from '../../contract/index.ts';
import { invalidField, RequestError } from '../../errors.ts';
import type { JobModel } from '../../store/documents.ts';
import { type JobPicture, picturesOf } from '../../store/pictures.ts';
import { editPrice, operationOf } from '../operation-of.ts';
import type { Edit } from './edit.ts';

/** Which models a run has and what it may cost, before anything is counted or written. */
export interface RunPlan {
  /** In slot order. */
  models: JobModel[];
  /** First the first picture of each model, in the order of the request: naming the slowest first shortens the wait. */
  startOrder: JobPicture[];
  estimatedCostUsd: CostRange;
  /** The high estimate, held in the budgets until the pictures are done. */
  reservedUsd: number;
}

/**
 * Chooses the models and adds up what they may cost. A model without a known price may be free, but the budgets hold a
 * guess, so that it cannot slip past them.
 * @param wanted ids of models; `undefined` for all that can do the edit
 * @param indexes which pictures of each model
 * @param edit `undefined` for a run that is drawn from words alone
 * @throws RequestError UNKNOWN_MODEL, UNSUPPORTED_OPERATION; INVALID_PARAMETER for too many pictures
 */
export function planRun(
  slots: readonly Slot[],
  wanted: readonly string[] | undefined,
  indexes: readonly number[] = [0],
  edit?: Edit,
): RunPlan {
  const chosen = ableTo(edit, chooseSlots(slots, wanted), wanted === undefined);
  requireFew(chosen.length * indexes.length);
  const models = chosen.map((slot) => ({
    id: slot.id,
    name: slot.name,
    provider: slot.providerLabel,
    reservedUsd: priceOf(slot, edit)?.high ?? UNKNOWN_PRICE_USD,
    timeoutSeconds: slot.timeoutSeconds,
  }));
  const position = ({ id }: JobModel) => wanted?.indexOf(id) ?? 0;
  const started = [...models].sort((one, other) => position(one) - position(other));
  const estimatedCostUsd = estimateCost(indexes.flatMap(() => chosen.map((slot) => priceOf(slot, edit))));
  return {
    models,
    startOrder: picturesOf({ models: started, indexes: [...indexes] }).sort(
      (one, other) => one.index - other.index,
    ),
    estimatedCostUsd,
    reservedUsd: estimatedCostUsd.high,
  };
}

/** Of all models those that can; a chosen one that cannot is refused. */
function ableTo(edit: Edit | undefined, slots: readonly Slot[], areAll: boolean): readonly Slot[] {
  if (edit === undefined) return slots;
  const able = slots.filter((slot) => operationOf(slot, edit.operation) !== undefined);
  if (able.length > 0 && (areAll || able.length === slots.length)) return able;
  const others = slots.filter((slot) => !able.includes(slot));
  const verb = edit.operation.replace('-', ' ');
  const message =
    able.length === 0 && areAll
      ? `No model here can ${verb} pictures.`
      : `${others.map(({ name }) => name).join(', ')} cannot ${verb} pictures. Choose models that can.`;
  const details = others.map(({ id, name }) => ({
    field: 'models',
    message: `${name} (${id}) cannot ${verb} pictures.`,
  }));
  throw new RequestError('UNSUPPORTED_OPERATION', message, { details });
}

/** What a slot's picture costs, with those that it is made of. */
function priceOf(slot: Slot, edit: Edit | undefined): CostRange | null {
  return edit === undefined ? slot.priceUsd : editPrice(slot, edit.operation, edit.sources.length);
}

function requireFew(pictures: number) {
  if (pictures <= MOST_PICTURES) return;
  const message = `One request draws at most ${MOST_PICTURES} pictures, not ${pictures}. Choose fewer models or a smaller count.`;
  throw invalidField('count', message);
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
