import type { Slot } from '../config/slot.ts';
import type { EditOperation } from '../contract/constants.ts';
import { priceWithReferences } from '../contract/estimate.ts';
import type { CostRange, OperationSupport } from '../contract/index.ts';

/** How a slot does an operation; `undefined` if it cannot. */
export function operationOf({ supports }: Slot, operation: EditOperation): OperationSupport | undefined {
  return supports.operations?.find((each) => each.operation === operation);
}

/**
 * What a picture of the slot costs that is made of others.
 * @param count how many are handed in; the slot may take fewer
 */
export function editPrice(slot: Slot, operation: EditOperation, count: number): CostRange | null {
  const { references = 0, referenceUsd = 0, priceUsd = slot.priceUsd } = operationOf(slot, operation) ?? {};
  return priceWithReferences(priceUsd, referenceUsd * Math.min(count, references));
}
