import type { WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { type ImageFacts, imageFacts, UnreadablePictureError } from '../../lib/image-type.ts';
import type { Log } from '../../lib/log.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import type { ImageStore, PictureOrigin } from '../../store/image-store.ts';
import type { Thumbnailer } from '../ports.ts';
import { persist } from './persist.ts';

export interface KeepPictureTools {
  images: ImageStore;
  thumbnailer: Thumbnailer;
  clock: Clock;
  log: Log;
}

export interface KeptPicture extends Pick<ImageFacts, 'width' | 'height' | 'contentType'> {
  imageKey: string;
  thumbnailKey?: string;
  bytes: number;
  warnings: SafeText[];
}

/** What a result without a thumbnail says. */
export const NO_THUMBNAIL = safeText`No small version of this picture could be made.`;
/** How long to try to store the thumbnail, which the run can do without. */
const THUMBNAIL_PATIENCE_MS = 5000;

/**
 * Stores what the vendor delivered, and its thumbnail. The picture is paid for, so storing it is repeated until the
 * time is up.
 * @param origin stored with the picture, so that it can be adopted if this worker dies before its result
 * @param until milliseconds since the epoch
 * @throws ProviderError INVALID_IMAGE if the bytes are not a whole picture, INTERNAL if it could not be stored
 */
export async function keepPicture(
  { images, thumbnailer, clock, log }: KeepPictureTools,
  { jobId, modelId }: Pick<WorkerEvent, 'jobId' | 'modelId'>,
  bytes: Uint8Array,
  origin: PictureOrigin,
  until: number,
): Promise<KeptPicture> {
  const facts = imageFacts(bytes);
  if (facts === undefined) {
    throw invalidImage(safeText`The model answered with something that is not a PNG, JPEG or WebP picture.`);
  }

  // The thumbnail is made while the picture is being stored.
  const [image, small] = await Promise.allSettled([
    persist(() => images.saveImage(jobId, modelId, bytes, facts, origin), clock, until),
    saveSmall(),
  ]);
  // No browser could show it either.
  if (small.status === 'rejected' && small.reason instanceof UnreadablePictureError) {
    throw invalidImage(safeText`The model answered with a picture that is broken or cut off.`);
  }
  if (image.status === 'rejected') throw notStored(image.reason);
  const { width, height, contentType } = facts;
  const picture = { imageKey: image.value, width, height, contentType, bytes: bytes.byteLength };
  if (small.status === 'fulfilled') return { ...picture, thumbnailKey: small.value, warnings: [] };
  log.warn('A picture has no thumbnail', { jobId, modelId, cause: small.reason });
  return { ...picture, warnings: [NO_THUMBNAIL] };

  async function saveSmall(): Promise<string> {
    const thumbnail = await thumbnailer.thumbnail(bytes);
    const soon = Math.min(until, clock.now() + THUMBNAIL_PATIENCE_MS);
    return persist(() => images.saveThumbnail(jobId, modelId, thumbnail), clock, soon);
  }
}

function invalidImage(sentence: SafeText): ProviderError {
  return new ProviderError('INVALID_IMAGE', sentence, { billed: 'yes', retryable: true });
}

function notStored(cause: unknown): ProviderError {
  return new ProviderError('INTERNAL', safeText`The picture was drawn but could not be stored.`, {
    billed: 'yes',
    retryable: true,
    cause,
  });
}
