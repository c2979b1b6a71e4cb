import type { Slot } from '../../config/slot.ts';
import type { EventInput, PictureLimits, WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import { fewerReferences, type Warning, wasScaledDown } from '../../lib/warning.ts';
import type { EditOptions, ImageModel, InputPicture, MarkedPart } from '../../providers/types.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { editPrice, operationOf } from '../operation-of.ts';
import type { InputReader } from '../ports.ts';

/** What a model is to do with pictures, and what it cannot do as asked. */
export interface LoadedEdit {
  edit: EditOptions;
  warnings: Warning[];
}

export interface LoadEditTools {
  images: Pick<ImageStore, 'read'>;
  inputReader: InputReader;
}

/**
 * Reads the pictures that an event names, as many as the model takes, none larger than it takes.
 * @returns `undefined` for a picture that is drawn from words alone
 * @throws ProviderError BAD_PARAMETER if the model cannot do it, NOT_STARTED if a picture has gone or cannot be read
 */
export async function loadEdit(
  tools: LoadEditTools,
  { operation, inputs = [], mask, expand }: Pick<WorkerEvent, 'operation' | 'inputs' | 'mask' | 'expand'>,
  slot: Slot,
  model: ImageModel,
): Promise<LoadedEdit | undefined> {
  if (operation === undefined) return undefined;
  const support = operationOf(slot, operation);
  if (support === undefined || !model.edits?.includes(operation)) throw cannot();
  const { references, model: tool, limits } = support;
  const taken = inputs.slice(0, references);
  const warnings: Warning[] = [];
  if (taken.length < inputs.length) warnings.push(fewerReferences(inputs.length, taken.length));
  const pictures: InputPicture[] = [];
  for (const [index, input] of taken.entries()) {
    const size = sizeWithin(limits, input);
    const picture = await readPicture(tools, input, index + 1);
    if (size === undefined) pictures.push(picture);
    else {
      pictures.push(await fitted(tools, picture, size));
      warnings.push(wasScaledDown(index + 1, size));
    }
  }
  const edit = {
    operation,
    pictures,
    ...(tool !== undefined && { tool }),
    ...(mask !== undefined && { mask: await readMask(tools, mask) }),
    ...(expand !== undefined && { expand }),
  };
  return { edit, warnings };
}

async function readPicture(
  { images }: LoadEditTools,
  { key, ...about }: EventInput,
  number: number,
): Promise<InputPicture> {
  const stored = await images.read(key).catch((cause: unknown) => {
    throw gone(cause);
  });
  if (stored === undefined) throw gone();
  return { ...about, bytes: stored.bytes, name: nameOf(number, about.contentType) };
}

async function readMask(tools: LoadEditTools, mask: EventInput): Promise<MarkedPart> {
  const { bytes } = await readPicture(tools, mask, 0);
  const { width, height } = mask;
  return { width, height, pixels: await tools.inputReader.markedPart(bytes) };
}

async function fitted(
  { inputReader }: LoadEditTools,
  picture: InputPicture,
  size: { width: number; height: number },
): Promise<InputPicture> {
  const bytes = await inputReader.scaledDown(picture.bytes, size);
  const name = picture.name.replace(/\.\w+$/, '.png');
  return { ...picture, ...size, bytes, name, contentType: 'image/png', sha256: sha256Hex(bytes) };
}

/**
 * The size that the model takes, if the picture is larger.
 * @throws ProviderError BAD_PARAMETER if it is too small or too long
 */
function sizeWithin(
  { shortestSide = 0, longestSide = Infinity, pixels = Infinity, ratio = Infinity }: PictureLimits = {},
  { width, height }: EventInput,
): { width: number; height: number } | undefined {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (long / short > ratio) {
    throw unfit(
      safeText`This model takes no picture whose longer side is more than ${ratio} times the shorter one.`,
    );
  }
  const scale = Math.min(1, longestSide / long, Math.sqrt(pixels / (width * height)));
  const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
  if (Math.min(size.width, size.height) < shortestSide) {
    throw unfit(safeText`This model takes no picture with a side of less than ${shortestSide} pixels.`);
  }
  return scale < 1 ? size : undefined;
}

const unfit = (sentence: SafeText) =>
  new ProviderError('BAD_PARAMETER', safeText`${sentence} Nothing was charged.`, {
    billed: 'no',
    retryable: false,
  });

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
    { billed: 'no', retryable: cause !== undefined, cause },
  );
}
