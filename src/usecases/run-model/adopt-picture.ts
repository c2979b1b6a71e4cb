import type { Slot } from '../../config/slot.ts';
import type { WorkerEvent } from '../../contract/index.ts';
import { isoTime } from '../../lib/clock.ts';
import { imageFacts } from '../../lib/image-type.ts';
import { safeText } from '../../lib/safe-text.ts';
import { NO_THUMBNAIL, warningFields } from '../../lib/warning.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultDocument } from '../../store/documents.ts';
import { picturePlace } from '../../store/object-keys.ts';
import { indexField, pictureId } from '../../store/pictures.ts';
import type { Thumbnailer } from '../ports.ts';
import type { KeepPictureTools } from './keep-picture.ts';

export interface AdoptPictureTools extends Omit<KeepPictureTools, 'thumbnailer'> {
  thumbnailer: Pick<Thumbnailer, 'thumbnail'>;
  claims: Pick<ClaimStore, 'adopt'>;
  newId: () => string;
}

/**
 * The result of a picture that a worker stored before it died.
 * @returns `undefined` if another worker is adopting it, or if the picture has expired
 * @throws if the stores are unavailable; the sweeper then tries again
 */
export async function adoptPicture(
  { claims, images, thumbnailer, clock, log, newId }: AdoptPictureTools,
  event: WorkerEvent,
  { imageKey, attempt, thumbnail }: NonNullable<WorkerEvent['adopt']>,
  slot: Slot | undefined,
): Promise<ResultDocument | undefined> {
  const { jobId, modelId, parameters } = event;
  const id = pictureId(event);
  const now = isoTime(clock.now());
  if (!(await claims.adopt(jobId, id, attempt, { adoptionId: newId(), startedAt: now }))) {
    return undefined;
  }
  const stored = await images.read(imageKey);
  if (stored === undefined) return undefined;
  const { bytes, origin } = stored;
  const { startedAt, completedAt } = origin ?? { startedAt: event.createdAt, completedAt: now };
  const costUsd = origin?.costUsd;
  const account = {
    model: slot?.name ?? modelId,
    modelId,
    ...indexField(event.index),
    provider: slot?.providerLabel ?? 'unknown',
    startedAt,
    completedAt,
    durationMs: Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)),
    requested: parameters,
    sent: origin?.sent ?? {},
    ...(costUsd !== undefined && { costUsd }),
  };
  const facts = imageFacts(bytes);
  if (facts === undefined) {
    const message = safeText`The model answered with a picture that is broken or cut off.`;
    const error = { code: 'INVALID_IMAGE', message, billed: 'yes', retryable: true } as const;
    return { ...account, status: 'failed', error, ...warningFields([]) };
  }
  const small = thumbnail ? await saveThumbnail() : undefined;
  const { width, height, contentType } = facts;
  return {
    ...account,
    status: 'completed',
    imageKey,
    width,
    height,
    contentType,
    bytes: bytes.byteLength,
    ...(origin?.original !== undefined && { original: origin.original }),
    ...(small !== undefined && { thumbnailKey: small }),
    ...warningFields(small === undefined ? [NO_THUMBNAIL] : []),
  };

  async function saveThumbnail(): Promise<string | undefined> {
    try {
      return await images.saveThumbnail(picturePlace(event, id), await thumbnailer.thumbnail(bytes));
    } catch (cause) {
      log.warn('A picture has no thumbnail', { jobId, modelId, cause });
      return undefined;
    }
  }
}
