import type { EditOperation } from '../../contract/constants.ts';
import type { GenerateRequest } from '../../contract/index.ts';
import { invalidField, type RequestError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { InputDocument, JobDocument } from '../../store/documents.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import type { ReferenceDocument, ReferenceStore } from '../../store/reference-store.ts';
import { mayUse, referenceNotFound } from '../references/reference.ts';

/** What a run does with pictures. */
export interface Edit {
  operation: EditOperation;
  /** The pictures, wherever they are now. */
  sources: EditSource[];
}

export type EditSource = Pick<
  InputDocument,
  'key' | 'contentType' | 'width' | 'height' | 'bytes' | 'sha256'
> & {
  /** The small WebP: an object key, or a `data:` address. */
  thumbnail: string;
};

type EditRequest = { [Name in 'operation' | 'references' | 'prompt']: GenerateRequest[Name] | undefined };

export interface EditTools {
  references: Pick<ReferenceStore, 'read'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * What a request wants done with which pictures; a retry does what its run did.
 * @param named the run that the request retries
 * @returns `undefined` for a run that is drawn from words alone
 * @throws RequestError INVALID_PARAMETER, REFERENCE_NOT_FOUND
 */
export async function editOf(
  tools: EditTools,
  { operation, references, prompt }: EditRequest,
  runKey: string | undefined,
  named: JobDocument | undefined,
): Promise<Edit | undefined> {
  if (named !== undefined) {
    if (operation !== undefined || references !== undefined) throw ofRetries();
    return named.operation && { operation: named.operation, sources: (named.inputs ?? []).map(sourceOf) };
  }
  if (operation === undefined || operation === 'generate') {
    if (references === undefined) return undefined;
    throw invalidField(
      'references',
      'references are for operations such as change: say in operation what to do.',
    );
  }
  requireCount(operation, references?.length ?? 0);
  if (prompt === undefined) throw invalidField('prompt', 'prompt is missing.');
  const found = await Promise.all((references ?? []).map((id) => findReference(tools, id, runKey)));
  return {
    operation,
    sources: found.map((reference) => ({ ...reference, thumbnail: reference.thumbnailUrl })),
  };
}

function requireCount(operation: EditOperation, count: number) {
  if (count === 0) throw invalidField('references', `references is missing: ${operation} works on pictures.`);
  if (operation === 'change' && count > 1) {
    throw invalidField('references', 'change works on one picture. combine makes one of several.');
  }
  if (operation === 'combine' && count < 2) {
    throw invalidField('references', 'combine makes one picture of two or more. change works on one.');
  }
}

async function findReference(
  { references, clock }: EditTools,
  id: string,
  runKey: string | undefined,
): Promise<ReferenceDocument> {
  const found = await references.read(id);
  const isThere = found !== undefined && Date.parse(found.expiresAt) > clock.now() && mayUse(found, runKey);
  if (!isThere) throw referenceNotFound();
  return found;
}

const sourceOf = ({ thumbnailKey, ...input }: InputDocument): EditSource => ({
  ...input,
  thumbnail: thumbnailKey,
});

/** What a run's document says of its inputs, which are copied below the run's own prefix. */
export function inputsOf(jobId: string, { sources }: Edit): InputDocument[] {
  return sources.map(({ contentType, width, height, bytes, sha256 }, index) => ({
    key: objectKeys.input(jobId, index + 1, contentType === 'image/png' ? 'png' : 'jpg'),
    thumbnailKey: objectKeys.inputThumbnail(jobId, index + 1),
    contentType,
    width,
    height,
    bytes,
    sha256,
  }));
}

/**
 * Copies what a run works on, so that it expires, is seen and is deleted as the run is. Repeating it does no harm.
 * @throws RequestError REFERENCE_NOT_FOUND if a picture has gone meanwhile
 */
export async function copyInputs(
  images: Pick<ImageStore, 'copyInput'>,
  { sources }: Edit,
  inputs: readonly InputDocument[],
): Promise<void> {
  await Promise.all(
    inputs.map(async (input, index) => {
      const source = sources[index];
      if (source === undefined || !(await images.copyInput(source, input))) throw referenceNotFound();
    }),
  );
}

function ofRetries(): RequestError {
  return invalidField(
    'operation',
    'A retry does what its run did, with the same pictures: leave out operation and references.',
  );
}
