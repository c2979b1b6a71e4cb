import type { Slot } from '../../config/slot.ts';
import type { WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { safeText } from '../../lib/safe-text.ts';
import { fewerReferences, type Warning } from '../../lib/warning.ts';
import type { EditOptions, ImageModel } from '../../providers/types.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { editPrice, operationOf } from '../operation-of.ts';

/** What a model is to do with pictures, and what it cannot do as asked. */
export interface LoadedEdit {
  edit: EditOptions;
  warnings: Warning[];
}

/**
 * Reads the pictures that an event names, as many as the model takes.
 * @returns `undefined` for a picture that is drawn from words alone
 * @throws ProviderError BAD_PARAMETER if the model cannot do it, NOT_STARTED if a picture has gone or cannot be read
 */
export async function loadEdit(
  images: Pick<ImageStore, 'read'>,
  { operation, inputs = [] }: Pick<WorkerEvent, 'operation' | 'inputs'>,
  slot: Slot,
  model: ImageModel,
): Promise<LoadedEdit | undefined> {
  if (operation === undefined) return undefined;
  const support = operationOf(slot, operation);
  if (support === undefined || !model.edits?.includes(operation)) throw cannot();
  const taken = inputs.slice(0, support.references);
  const pictures = await Promise.all(
    taken.map(async ({ key, ...about }, index) => {
      const stored = await images.read(key).catch((cause: unknown) => {
        throw gone(cause);
      });
      if (stored === undefined) throw gone();
      return { ...about, bytes: stored.bytes, name: nameOf(index + 1, about.contentType) };
    }),
  );
  const warnings = taken.length < inputs.length ? [fewerReferences(inputs.length, taken.length)] : [];
  return { edit: { operation, pictures }, warnings };
}

const nameOf = (number: number, contentType: 'image/png' | 'image/jpeg') =>
  `input-${number}.${contentType === 'image/png' ? 'png' : 'jpg'}`;

/** The slot with the price of a picture that is made of those of the event. */
export function pricedFor(
  slot: Slot,
  { operation, inputs = [] }: Pick<WorkerEvent, 'operation' | 'inputs'>,
): Slot {
  if (operation === undefined) return slot;
  const priceUsd = editPrice(slot, operation, inputs.length);
  return { ...slot, priceUsd, settings: { ...slot.settings, priceUsd: priceUsd?.high } };
}

function cannot(): ProviderError {
  return new ProviderError(
    'BAD_PARAMETER',
    safeText`This model cannot do this with pictures. Nothing was charged.`,
    {
      billed: 'no',
      retryable: false,
    },
  );
}

function gone(cause?: unknown): ProviderError {
  return new ProviderError(
    'NOT_STARTED',
    safeText`A picture to work on could not be read. Nothing was charged.`,
    { billed: 'no', retryable: cause !== undefined, ...(cause !== undefined && { cause }) },
  );
}
