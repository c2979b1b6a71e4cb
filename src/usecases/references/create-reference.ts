import { randomBytes } from 'node:crypto';
import { isJobId } from '../../contract/generated/validators.js';
import type { CreateReferenceRequest, Reference, UploadResponse } from '../../contract/index.ts';
import { RequestError, stillBlind } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { objectKeys } from '../../store/object-keys.ts';
import { uploadMetadata, type Whose } from '../../store/reference-store.ts';
import { type CountActionTools, countAction } from '../limits/count-action.ts';
import { failClosed } from '../limits/rate-limiter.ts';
import type { UploadForms } from '../ports.ts';
import { type ReadRunTools, readRun } from '../read-run/read-run.ts';
import type { Requester } from '../requester.ts';
import { boundTo, type SaveReferenceTools, saveReference } from './reference.ts';

/** How long a form is good for: the upload has to have begun by then. */
const FORM_MS = 10 * 60_000;

export interface CreateReferenceTools extends CountActionTools, ReadRunTools, SaveReferenceTools {
  clock: CountActionTools['clock'];
  forms: UploadForms;
  images: Pick<ImageStore, 'read'>;
}

export interface CreateReferenceInput extends Requester {
  request: CreateReferenceRequest;
  /** As the gateway saw it. */
  address: string;
}

/**
 * Takes a picture to work on: of a file, a form to upload it with; a picture of a run is ready at once.
 * @throws RequestError JOB_NOT_FOUND, RUN_DELETED, REFERENCE_UNUSABLE; RATE_LIMITED; DISPATCH_FAILED if a store is unavailable
 */
export function createReference(
  tools: CreateReferenceTools,
): (input: CreateReferenceInput) => Promise<UploadResponse | Reference> {
  return async ({ request, address, ...who }) => {
    await countAction(tools, address, who.owner);
    const id = randomBytes(24).toString('base64url');
    const whose = boundTo(who);
    const { from, contentType = '', bytes = 0 } = request;
    if (from === undefined) return offerUpload(tools, id, { contentType, bytes }, whose);
    const picture = await failClosed(pictureOf(tools, from, who));
    return failClosed(saveReference(tools, id, picture, whose));
  };
}

async function offerUpload(
  { clock, forms }: CreateReferenceTools,
  uploadId: string,
  { contentType, bytes }: { contentType: string; bytes: number },
  whose: Whose,
): Promise<UploadResponse> {
  const expiresAt = new Date(clock.now() + FORM_MS);
  const key = objectKeys.upload(uploadId);
  const metadata = uploadMetadata(whose);
  const form = await forms.sign({ key, contentType, bytes, metadata, expiresAt });
  return { uploadId, ...form, expiresAt: isoTime(expiresAt.getTime()) };
}

/** The bytes of the picture that a run shows of a model, whichever attempt drew it. */
async function pictureOf(
  tools: CreateReferenceTools,
  { jobId, modelId, index = 0 }: NonNullable<CreateReferenceRequest['from']>,
  who: Requester,
): Promise<Uint8Array> {
  const run = isJobId(jobId) ? await readRun(tools, jobId, who) : undefined;
  if (run === undefined) throw notFound();
  if (run.jobs[0].isBlind) throw stillBlind();
  const isWanted = (result: ResultDocument | undefined): result is Picture =>
    result?.status === 'completed' && result.modelId === modelId && (result.index ?? 0) === index;
  const drawn = run.jobs.flatMap(({ attempts, late }) => [...late, ...attempts.map(({ result }) => result)]);
  const newest = drawn.filter(isWanted).at(-1);
  const stored = newest && (await tools.images.read(newest.imageKey));
  if (stored === undefined) throw notFound();
  return stored.bytes;
}

type Picture = Extract<ResultDocument, { status: 'completed' }>;

const notFound = () => new RequestError('JOB_NOT_FOUND', 'There is no such picture, or its run has expired.');
