import type { EditOperation } from '../../../src/contract/constants.ts';
import { priceWithReferences } from '../../../src/contract/estimate.ts';
import type { CostRange, ModelEntry } from '../../../src/contract/index.ts';

/** What a model can do with pictures, if it can. */
export const supportOf = ({ supports }: ModelEntry, operation: EditOperation) =>
  supports.operations?.find((each) => each.operation === operation);

/** The price of one picture that a model makes of others, as the API reserves it; null if unknown. */
export function priceFor(model: ModelEntry, operation: EditOperation, pictures: number): CostRange | null {
  const support = supportOf(model, operation);
  if (support === undefined) return model.priceUsd;
  const { references, referenceUsd, priceUsd = model.priceUsd } = support;
  return priceWithReferences(priceUsd, referenceUsd * Math.min(references, pictures));
}
