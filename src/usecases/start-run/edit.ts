import {
  type EditOperation,
  MOST_MARGIN,
  MOST_WIDENED_PIXELS,
  MOST_WIDENED_SIDE,
} from '../../contract/constants.ts';
import type { AspectRatio, GenerateRequest, Margins } from '../../contract/index.ts';
import { marginsForShape } from '../../contract/shape.ts';
import { invalidField, RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { InputDocument, JobDocument } from '../../store/documents.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import type { ReferenceDocument, ReferenceStore } from '../../store/reference-store.ts';
import { mayUse, referenceNotFound } from '../references/reference.ts';
import type { Requester } from '../requester.ts';

/** What a run does with pictures. */
export interface Edit {
  operation: EditOperation;
  /** The pictures, wherever they are now. */
  sources: EditSource[];
  /** What is light in it is repainted. */
  mask?: EditSource | undefined;
  /** What is added around the picture. */
  expand?: Margins | undefined;
}

export type EditSource = Pick<
  InputDocument,
  'key' | 'contentType' | 'width' | 'height' | 'bytes' | 'sha256'
> & {
  /** The small WebP: an object key, or a `data:` address. */
  thumbnail: string;
};

type EditRequest = {
  [Name in 'operation' | 'references' | 'mask' | 'expand' | 'aspectRatio']?:
    | GenerateRequest[Name]
    | undefined;
};

export interface EditTools {
  references: Pick<ReferenceStore, 'read'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * What a request wants done with which pictures; a retry does what its run did.
 * @param named the run that the request retries
 * @returns `undefined` for a run that is drawn from words alone
 * @throws RequestError INVALID_PARAMETER, REFERENCE_NOT_FOUND, MASK_MISMATCH
 */
export async function editOf(
  tools: EditTools,
  request: EditRequest,
  who: Requester,
  named: JobDocument | undefined,
): Promise<Edit | undefined> {
  const { operation = 'generate', references, mask: maskId, expand, aspectRatio } = request;
  if (named !== undefined) return editOfRun(named, request);
  if (maskId !== undefined && operation !== 'repaint') throw invalidField('mask', 'mask is for repaint.');
  if (expand !== undefined && operation !== 'widen') throw invalidField('expand', 'expand is for widen.');
  if (operation === 'generate') {
    if (references === undefined) return undefined;
    throw invalidField(
      'references',
      'references are for operations such as change: say in operation what to do.',
    );
  }
  requireCount(operation, references?.length ?? 0);
  if (operation === 'repaint' && maskId === undefined) {
    throw invalidField(
      'mask',
      'mask is missing: a picture of the same size, light where it is to be repainted.',
    );
  }
  const find = async (id: string) => sourceOfReference(await findReference(tools, id, who));
  const [mask, ...sources] = await Promise.all([
    maskId === undefined ? undefined : find(maskId),
    ...(references ?? []).map(find),
  ]);
  const [first] = sources;
  if (first === undefined) throw referenceNotFound();
  if (mask !== undefined) requireFit(mask, first);
  return {
    operation,
    sources,
    mask,
    expand: operation === 'widen' ? marginsOf(first, expand, aspectRatio) : undefined,
  };
}

/** A retry does what its run did. */
function editOfRun(
  { operation, inputs = [], mask, expand }: JobDocument,
  { operation: another, references, mask: anotherMask, expand: otherMargins }: EditRequest,
): Edit | undefined {
  if ([another, references, anotherMask, otherMargins].some((field) => field !== undefined))
    throw ofRetries();
  return operation && { operation, sources: inputs.map(sourceOf), mask: mask && sourceOf(mask), expand };
}

/** @throws RequestError MASK_MISMATCH */
function requireFit(mask: EditSource & { isDark?: true }, { width, height }: EditSource) {
  const message =
    mask.width !== width || mask.height !== height
      ? `The mask has ${mask.width} × ${mask.height} pixels, the picture has ${width} × ${height}. They have to be the same.`
      : mask.isDark
        ? 'The mask marks nothing: what is to be repainted has to be light in it.'
        : undefined;
  if (message === undefined) return;
  throw new RequestError('MASK_MISMATCH', message, { details: [{ field: 'mask', message }] });
}

/**
 * What to add around a picture: the pixels asked for, or as few as it takes to give it a shape, the same on both sides.
 * @throws RequestError INVALID_PARAMETER
 */
function marginsOf(
  { width, height }: EditSource,
  expand: Margins | undefined,
  aspectRatio: AspectRatio | undefined,
): Margins {
  if ((expand === undefined) === (aspectRatio === undefined)) {
    throw invalidField('expand', 'Say in expand what to add, or in aspectRatio which shape; not both.');
  }
  const field = expand === undefined ? 'aspectRatio' : 'expand';
  const margins = withoutZeros(expand ?? marginsForShape({ width, height }, aspectRatio ?? '1:1'));
  const { left = 0, right = 0, top = 0, bottom = 0 } = margins;
  const [wide, high] = [width + left + right, height + top + bottom];
  if (wide * high === width * height) {
    throw invalidField(
      field,
      expand === undefined ? 'The picture has this shape already.' : 'expand adds nothing.',
    );
  }
  const isLarge =
    Math.max(wide, high) > MOST_WIDENED_SIDE ||
    wide * high > MOST_WIDENED_PIXELS ||
    Math.max(left, right, top, bottom) > MOST_MARGIN;
  if (!isLarge) return margins;
  throw invalidField(
    field,
    `The picture would have ${wide} × ${high} pixels; at most ${MOST_WIDENED_SIDE} a side, ${MOST_WIDENED_PIXELS} in all and ${MOST_MARGIN} at each side are added.`,
  );
}

const withoutZeros = (margins: Margins): Margins =>
  Object.fromEntries(Object.entries(margins).filter(([, pixels]) => pixels > 0));

function requireCount(operation: EditOperation, count: number) {
  if (count === 0) throw invalidField('references', `references is missing: ${operation} works on pictures.`);
  if (operation !== 'combine' && count > 1) {
    throw invalidField('references', `${operation} works on one picture. combine makes one of several.`);
  }
  if (operation === 'combine' && count < 2) {
    throw invalidField('references', 'combine makes one picture of two or more. change works on one.');
  }
}

async function findReference(
  { references, clock }: EditTools,
  id: string,
  who: Requester,
): Promise<ReferenceDocument> {
  const found = await references.read(id);
  const isThere = found !== undefined && Date.parse(found.expiresAt) > clock.now() && mayUse(found, who);
  if (!isThere) throw referenceNotFound();
  return found;
}

const sourceOf = ({ thumbnailKey, ...input }: InputDocument): EditSource => ({
  ...input,
  thumbnail: thumbnailKey,
});

const sourceOfReference = ({ thumbnailUrl: thumbnail, ...reference }: ReferenceDocument) => ({
  ...reference,
  thumbnail,
});

/** What a run's document says of what it works on, which is copied below the run's own prefix: the mask as the last input. */
export function inputsOf(
  jobId: string,
  { sources, mask }: Edit,
): { inputs: InputDocument[]; mask?: InputDocument } {
  const copies = [...sources, ...(mask === undefined ? [] : [mask])].map(
    ({ contentType, width, height, bytes, sha256 }, index) => ({
      key: objectKeys.input(jobId, index + 1, contentType === 'image/png' ? 'png' : 'jpg'),
      thumbnailKey: objectKeys.inputThumbnail(jobId, index + 1),
      contentType,
      width,
      height,
      bytes,
      sha256,
    }),
  );
  const copiedMask = copies[sources.length];
  return { inputs: copies.slice(0, sources.length), ...(copiedMask && { mask: copiedMask }) };
}

/**
 * Copies what a run works on, so that it expires, is seen and is deleted as the run is. Repeating it does no harm.
 * @throws RequestError REFERENCE_NOT_FOUND if a picture has gone meanwhile
 */
export async function copyInputs(
  images: Pick<ImageStore, 'copyInput'>,
  { sources, mask }: Edit,
  inputs: readonly InputDocument[],
): Promise<void> {
  const all = [...sources, mask];
  await Promise.all(
    inputs.map(async (input, index) => {
      const source = all[index];
      if (source === undefined || !(await images.copyInput(source, input))) throw referenceNotFound();
    }),
  );
}

function ofRetries(): RequestError {
  return invalidField(
    'operation',
    'A retry does what its run did, with the same pictures: leave out operation, references, mask and expand.',
  );
}
