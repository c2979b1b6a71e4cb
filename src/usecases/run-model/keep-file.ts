import type { Original } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { FileType } from '../../lib/image-type.ts';
import type { Log } from '../../lib/log.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import type { ImageStore, PictureOrigin } from '../../store/image-store.ts';
import type { PicturePlace } from '../../store/object-keys.ts';
import { persist } from './persist.ts';

/** A picture file as it came, and where it belongs. */
export interface PaidFile {
  place: PicturePlace;
  bytes: Uint8Array;
  type: FileType;
  origin: PictureOrigin;
}

export interface Unshown {
  sentence: SafeText;
  /** Whether another try may bring a picture that can be shown. */
  retryable: boolean;
}

export const HEIC: Unshown = {
  sentence: safeText`The model answered with a HEIC picture, which cannot be shown here.`,
  retryable: false,
};

export const BROKEN: Unshown = {
  sentence: safeText`The model answered with a picture that is broken or cut off.`,
  retryable: true,
};

export const NO_PNG: Unshown = {
  sentence: safeText`The model answered with a picture that is broken, cut off or too large.`,
  retryable: true,
};

export const beyondBrowsers = (width: number, height: number): Unshown => ({
  sentence: safeText`The model answered with a picture of ${width} \u00d7 ${height} pixels, which no browser can show.`,
  retryable: false,
});

/** The failure that names a kept file. */
export const keptAs = (original: Original, why: Unshown): ProviderError =>
  new ProviderError('INVALID_IMAGE', safeText`${why.sentence} The file is kept and can be downloaded.`, {
    billed: 'yes',
    retryable: why.retryable,
    original,
  });

/**
 * Keeps a file for download that cannot be shown, because it is paid for.
 * @throws ProviderError INTERNAL if it could not be stored
 */
export async function keepFile(
  { images, clock }: { images: Pick<ImageStore, 'saveOriginal'>; clock: Clock },
  { place, bytes, type, origin }: PaidFile,
  until: number,
): Promise<Original> {
  try {
    return await persist(() => images.saveOriginal(place, bytes, type, origin), clock, until);
  } catch (cause) {
    throw notStored(cause);
  }
}

/** How long to try to remove a broken picture. */
const REMOVAL_PATIENCE_MS = 5000;

/**
 * Moves a broken picture away from those of its run, which galleries show. Where it is a PNG made here, the vendor's own
 * file is kept already.
 * @param imageKey `undefined` if it was not stored
 * @throws ProviderError INTERNAL if it could not be stored
 */
export async function setAside(
  { images, clock, log }: { images: Pick<ImageStore, 'saveOriginal' | 'delete'>; clock: Clock; log: Log },
  file: PaidFile,
  imageKey: string | undefined,
  until: number,
): Promise<Original> {
  const original = file.origin.original ?? (await keepFile({ images, clock }, file, until));
  if (imageKey !== undefined) {
    const soon = Math.min(until, clock.now() + REMOVAL_PATIENCE_MS);
    await persist(() => images.delete([imageKey]), clock, soon).catch((cause: unknown) => {
      log.warn('A broken picture could not be removed', { jobId: file.place.runId, cause });
    });
  }
  return original;
}

export function notStored(cause: unknown): ProviderError {
  return new ProviderError('INTERNAL', safeText`The picture was drawn but could not be stored.`, {
    billed: 'yes',
    retryable: true,
    cause,
  });
}
