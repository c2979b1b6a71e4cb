import type { Original } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import {
  type ImageFacts,
  imageFacts,
  isShowable,
  type OriginalType,
  originalType,
  UnreadablePictureError,
} from '../../lib/image-type.ts';
import type { Log } from '../../lib/log.ts';
import { safeText } from '../../lib/safe-text.ts';
import { NO_THUMBNAIL, shownAsPng, type Warning } from '../../lib/warning.ts';
import type { ImageStore, PictureOrigin } from '../../store/image-store.ts';
import { type PictureOwner, picturePlace } from '../../store/object-keys.ts';
import { indexField, pictureId } from '../../store/pictures.ts';
import type { Thumbnailer } from '../ports.ts';
import { BROKEN, beyondBrowsers, HEIC, keepFile, keptAs, NO_PNG, notStored, setAside } from './keep-file.ts';
import { persist } from './persist.ts';

export interface KeepPictureTools {
  images: ImageStore;
  thumbnailer: Thumbnailer;
  clock: Clock;
  log: Log;
}

export interface KeptPicture extends Pick<ImageFacts, 'width' | 'height' | 'contentType'> {
  imageKey: string;
  /** Where a PNG of it is shown. */
  original?: Original;
  thumbnailKey?: string;
  bytes: number;
  warnings: Warning[];
}

/** How long to try to store the thumbnail, which the run can do without. */
const THUMBNAIL_PATIENCE_MS = 5000;

/**
 * Stores what the vendor delivered, and its thumbnail. The picture is paid for, so storing it is repeated until the
 * time is up, and what cannot be shown is kept for download and named by the failure.
 * @param origin stored with the picture, so that it can be adopted if this worker dies before its result
 * @param until milliseconds since the epoch
 * @throws ProviderError INVALID_IMAGE if the bytes are not a picture that can be shown, INTERNAL if it could not be stored
 */
export async function keepPicture(
  { images, thumbnailer, clock, log }: KeepPictureTools,
  { modelId, index, ...owner }: PictureOwner & { modelId: string; index?: number },
  bytes: Uint8Array,
  origin: PictureOrigin,
  until: number,
): Promise<KeptPicture> {
  const place = picturePlace(owner, pictureId({ modelId, index }));
  const type = originalType(bytes);
  if (type !== undefined) return keepOriginal(type);
  const facts = imageFacts(bytes);
  if (facts === undefined) throw noPicture();
  const file = { place, bytes, type: facts, origin };
  if (!isShowable(facts)) {
    throw keptAs(await keepFile({ images, clock }, file, until), beyondBrowsers(facts.width, facts.height));
  }

  // The thumbnail is made while the picture is being stored.
  const [image, small] = await Promise.allSettled([
    persist(() => images.saveImage(place, bytes, facts, origin), clock, until),
    saveSmall(),
  ]);
  // No browser could show it either.
  if (small.status === 'rejected' && small.reason instanceof UnreadablePictureError) {
    const imageKey = image.status === 'fulfilled' ? image.value : undefined;
    throw keptAs(await setAside({ images, clock, log }, file, imageKey, until), BROKEN);
  }
  if (image.status === 'rejected') throw notStored(image.reason);
  const { width, height, contentType } = facts;
  const picture = { imageKey: image.value, width, height, contentType, bytes: bytes.byteLength };
  if (small.status === 'fulfilled') return { ...picture, thumbnailKey: small.value, warnings: [] };
  log.warn('A picture has no thumbnail', { jobId: owner.jobId, modelId, cause: small.reason });
  return { ...picture, warnings: [NO_THUMBNAIL] };

  /** The file itself first: it is what was paid for, even if no PNG can be made of it. */
  async function keepOriginal(type: OriginalType): Promise<KeptPicture> {
    const original = await keepFile({ images, clock }, { place, bytes, type, origin }, until);
    if (type.extension === 'heic') throw keptAs(original, HEIC);
    const shown = await thumbnailer.shownPicture(bytes).catch(() => {
      throw keptAs(original, NO_PNG);
    });
    const tools = { images, thumbnailer, clock, log };
    const kept = await keepPicture(
      tools,
      { modelId, ...indexField(index), ...owner },
      shown,
      { ...origin, original },
      until,
    );
    return {
      ...kept,
      original,
      warnings: [...kept.warnings, shownAsPng(type.extension.toUpperCase())],
    };
  }

  async function saveSmall(): Promise<string> {
    const thumbnail = await thumbnailer.thumbnail(bytes);
    const soon = Math.min(until, clock.now() + THUMBNAIL_PATIENCE_MS);
    return persist(() => images.saveThumbnail(place, thumbnail), clock, soon);
  }
}

function noPicture(): ProviderError {
  return new ProviderError(
    'INVALID_IMAGE',
    safeText`The model answered with something that is not a PNG, JPEG, WebP, AVIF, GIF or SVG picture.`,
    { billed: 'yes', retryable: true },
  );
}
