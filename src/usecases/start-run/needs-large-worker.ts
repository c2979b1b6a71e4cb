import type { Slot } from '../../config/slot.ts';
import type { OperationSupport, WorkerEvent } from '../../contract/index.ts';
import { operationOf } from '../operation-of.ts';

/** Four megapixels: what the worker for everyday runs has the memory for. */
const MOST_PLAIN_PIXELS = 4_194_304;

/** What is to be done to which pictures. */
type Work = Pick<WorkerEvent, 'operation' | 'inputs' | 'expand'>;

/**
 * Whether a picture is drawn by the large worker: if the pictures that the model works on have more than four megapixels together, or
 * if what comes of them may have. What is drawn from words alone never is.
 */
export function needsLargeWorker({ operation, inputs = [], expand }: Work, slot: Slot | undefined): boolean {
  const support = operation && slot && operationOf(slot, operation);
  if (support === undefined) return false;
  const taken = inputs.slice(0, support.references);
  const pixels = taken.reduce((sum, { width, height }) => sum + width * height, 0);
  return Math.max(pixels, largestResult(support, taken, expand)) > MOST_PLAIN_PIXELS;
}

/** Pixels at most. What is neither widened nor enlarged has those of its picture, or those that the model draws from words. */
function largestResult(
  { operation, limits, scale = Infinity }: OperationSupport,
  [picture]: NonNullable<Work['inputs']>,
  { left = 0, right = 0, top = 0, bottom = 0 }: Work['expand'] = {},
): number {
  if (picture === undefined) return 0;
  const { width, height } = picture;
  if (operation === 'enlarge') return Math.min(width * height, limits?.pixels ?? Infinity) * scale ** 2;
  return (width + left + right) * (height + top + bottom);
}
