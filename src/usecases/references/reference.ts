import type { Reference } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { PreparedPicture } from '../../lib/prepare-picture.ts';
import { UnusablePictureError } from '../../lib/unusable-picture.ts';
import { objectKeys } from '../../store/object-keys.ts';
import type { ReferenceDocument, ReferenceStore, Whose } from '../../store/reference-store.ts';
import type { Preparer } from '../ports.ts';
import type { Requester } from '../requester.ts';
import { holdsKey } from '../run-key.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface SaveReferenceTools {
  references: Pick<ReferenceStore, 'save'>;
  preparer: Preparer;
  clock: { now(): number };
}

/**
 * Makes a reference of a picture. Doing it twice gives the first one.
 * @throws RequestError REFERENCE_UNUSABLE
 */
export async function saveReference(
  { references, preparer, clock }: SaveReferenceTools,
  referenceId: string,
  bytes: Uint8Array,
  { runKeyHash, owner }: Whose,
): Promise<Reference> {
  const picture = await prepared(preparer, bytes);
  const { contentType, extension, width, height } = picture;
  const reference: ReferenceDocument = {
    referenceId,
    key: objectKeys.referencePicture(referenceId, extension),
    contentType,
    width,
    height,
    bytes: picture.bytes.byteLength,
    sha256: sha256Hex(picture.bytes),
    ...(picture.isDark && { isDark: true }),
    thumbnailUrl: `data:image/webp;base64,${Buffer.from(picture.thumbnail).toString('base64')}`,
    ...(runKeyHash !== undefined && { runKeyHash }),
    ...(owner !== undefined && { owner }),
    expiresAt: isoTime(clock.now() + DAY_MS),
  };
  return shown(await references.save(reference, picture.bytes));
}

async function prepared(preparer: Preparer, bytes: Uint8Array): Promise<PreparedPicture> {
  try {
    return await preparer.prepare(bytes);
  } catch (cause) {
    if (cause instanceof UnusablePictureError) {
      throw new RequestError('REFERENCE_UNUSABLE', cause.message, { cause });
    }
    throw cause;
  }
}

/** What whoever may use a reference gets to know of it. */
export const shown = ({
  referenceId,
  width,
  height,
  bytes,
  thumbnailUrl,
  expiresAt,
}: ReferenceDocument): Reference => ({ referenceId, width, height, bytes, thumbnailUrl, expiresAt });

/** What a picture is bound to. @param who hands it in */
export const boundTo = ({ runKey, owner }: Requester): Whose => ({
  runKeyHash: runKey === undefined ? undefined : sha256Hex(runKey),
  owner,
});

/**
 * Whether somebody may use a picture. While people sign in, one that a person has handed in is that person's on any device, and
 * nobody else's, whatever key a browser has; admins included, since nothing but working on it can be done with it.
 */
export function mayUse(bound: Partial<Whose>, { runKey, owner }: Requester): boolean {
  if (bound.owner !== undefined && owner !== undefined) return bound.owner === owner;
  const { runKeyHash } = bound;
  return runKeyHash === undefined ? bound.owner === undefined : holdsKey({ runKeyHash }, runKey);
}

/** The refusal of a picture that there is not, or not any more, or that is somebody else's. */
export function referenceNotFound(): RequestError {
  return new RequestError(
    'REFERENCE_NOT_FOUND',
    'This picture was never uploaded, has expired, or was handed in by somebody else or with another key. Hand it in again.',
  );
}
