import type { Slot } from '../../config/slot.ts';
import type { WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import { imageFacts, originalType, UnreadablePictureError } from '../../lib/image-type.ts';
import { NO_THUMBNAIL, warningFields } from '../../lib/warning.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { PictureOrigin } from '../../store/image-store.ts';
import { originalNameOf, picturePlace } from '../../store/object-keys.ts';
import { indexField, pictureId } from '../../store/pictures.ts';
import { type BlindCopyTools, blindCopy } from './blind-copy.ts';
import { BROKEN, HEIC, keptAs, NO_PNG, setAside } from './keep-file.ts';
import { type KeepPictureTools, type KeptPicture, keepPicture } from './keep-picture.ts';

/** How long to try to store what the adoption makes; the sweeper tries again. */
const PATIENCE_MS = 20_000;

export interface AdoptPictureTools extends BlindCopyTools, KeepPictureTools {
  images: KeepPictureTools['images'];
  claims: Pick<ClaimStore, 'adopt'>;
  newId: () => string;
}

/**
 * The result of a picture, or of a file that cannot be shown, which a worker stored before it died.
 * @returns `undefined` if another worker is adopting it, or if the picture has expired
 * @throws if the stores are unavailable; the sweeper then tries again
 */
export async function adoptPicture(
  tools: AdoptPictureTools,
  event: WorkerEvent,
  { imageKey, attempt, thumbnail }: NonNullable<WorkerEvent['adopt']>,
  slot: Slot | undefined,
): Promise<ResultDocument | undefined> {
  const { claims, images, clock, newId } = tools;
  const { jobId, modelId, parameters } = event;
  const id = pictureId(event);
  const now = isoTime(clock.now());
  if (!(await claims.adopt(jobId, id, attempt, { adoptionId: newId(), startedAt: now }))) {
    return undefined;
  }
  const stored = await images.read(imageKey);
  if (stored === undefined) return undefined;
  const unknown = { startedAt: event.createdAt, completedAt: now, costUsd: undefined, sent: {} };
  const { bytes, origin = unknown } = stored;
  const { startedAt, completedAt, costUsd, sent } = origin;
  const account = {
    model: slot?.name ?? modelId,
    modelId,
    ...indexField(event.index),
    provider: slot?.providerLabel ?? 'unknown',
    startedAt,
    completedAt,
    durationMs: Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)),
    requested: parameters,
    sent,
    ...(costUsd !== undefined && { costUsd }),
  };
  try {
    const adopt = originalNameOf(imageKey) === undefined ? adoptShown : adoptFile;
    const kept = await adopt(tools, event, { imageKey, bytes, origin }, thumbnail);
    const { warnings, ...picture } = kept;
    // Once an adoption has died, maybe of decoding it, nothing more is made of it.
    const blind = thumbnail ? await blindCopy(tools, event, bytes) : {};
    return { ...account, status: 'completed', ...picture, ...blind, ...warningFields(warnings) };
  } catch (failure) {
    if (!(failure instanceof ProviderError) || failure.code !== 'INVALID_IMAGE') throw failure;
    const { code, message, billed, retryable, original } = failure;
    return {
      ...account,
      status: 'failed',
      error: { code, message, billed, retryable },
      ...(original !== undefined && { original }),
      ...warningFields([]),
    };
  }
}

interface Stored {
  imageKey: string;
  bytes: Uint8Array;
  origin: PictureOrigin;
}

/** @param thumbnail whether to make one; left out once an adoption has died, maybe of it */
async function adoptShown(
  { images, thumbnailer, clock, log }: AdoptPictureTools,
  event: WorkerEvent,
  { imageKey, bytes, origin }: Stored,
  thumbnail: boolean,
): Promise<KeptPicture> {
  const facts = imageFacts(bytes);
  if (facts === undefined) throw broken();
  const place = picturePlace(event, pictureId(event));
  let small: string | undefined;
  if (thumbnail) {
    try {
      small = await images.saveThumbnail(place, await thumbnailer.thumbnail(bytes));
    } catch (cause) {
      if (cause instanceof UnreadablePictureError) {
        const file = { place, bytes, type: facts, origin };
        const until = clock.now() + PATIENCE_MS;
        throw keptAs(await setAside({ images, clock, log }, file, imageKey, until), BROKEN);
      }
      const { jobId, modelId } = event;
      log.warn('A picture has no thumbnail', { jobId, modelId, cause });
    }
  }
  const { width, height, contentType } = facts;
  return {
    imageKey,
    width,
    height,
    contentType,
    bytes: bytes.byteLength,
    ...(origin.original !== undefined && { original: origin.original }),
    ...(small !== undefined && { thumbnailKey: small }),
    warnings: small === undefined ? [NO_THUMBNAIL] : [],
  };
}

/** @param decode whether to try to make a picture of it; left out once an adoption has died, maybe of it */
async function adoptFile(
  tools: AdoptPictureTools,
  event: WorkerEvent,
  { imageKey, bytes, origin }: Stored,
  decode: boolean,
): Promise<KeptPicture> {
  if (decode) return keepPicture(tools, event, bytes, origin, tools.clock.now() + PATIENCE_MS);
  const type = originalType(bytes) ?? imageFacts(bytes);
  if (type === undefined) throw broken();
  const original = { key: imageKey, contentType: type.contentType, bytes: bytes.byteLength };
  throw keptAs(original, type.extension === 'heic' ? HEIC : NO_PNG);
}

/** The failure of what was stored and is no picture. */
const broken = () =>
  new ProviderError('INVALID_IMAGE', BROKEN.sentence, { billed: 'yes', retryable: BROKEN.retryable });
