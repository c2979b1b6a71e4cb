import type { Reference } from '../../contract/index.ts';
import type { ReferenceStore } from '../../store/reference-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import type { Requester } from '../requester.ts';
import { mayUse, referenceNotFound, type SaveReferenceTools, saveReference, shown } from './reference.ts';

export interface PrepareReferenceTools extends CountActionTools, SaveReferenceTools {
  references: ReferenceStore;
  clock: CountActionTools['clock'];
}

export interface PrepareReferenceInput extends Requester {
  /** In the form of an id. */
  uploadId: string;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Makes a reference of an uploaded file, once; after that it answers the same for a day.
 * @throws RequestError REFERENCE_NOT_FOUND, REFERENCE_UNUSABLE; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function prepareReference(
  tools: PrepareReferenceTools,
): (input: PrepareReferenceInput) => Promise<Reference> {
  return async ({ uploadId, address, ...who }) => {
    await countAction(tools, address, who.owner);
    return failClosed(prepare(tools, uploadId, who));
  };
}

async function prepare(tools: PrepareReferenceTools, uploadId: string, who: Requester): Promise<Reference> {
  const { references, clock } = tools;
  const known = await references.read(uploadId);
  if (known !== undefined) {
    if (!mayUse(known, who) || Date.parse(known.expiresAt) <= clock.now()) throw referenceNotFound();
    return shown(known);
  }
  const upload = await references.readUpload(uploadId);
  if (upload === undefined || !mayUse(upload, who)) throw referenceNotFound();
  const reference = await saveReference(tools, uploadId, upload.bytes, upload);
  await references.deleteUpload(uploadId);
  return reference;
}
