import type { WorkerEvent } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { BlindPicture } from '../ports.ts';
import { persist } from './persist.ts';

export interface BlindCopyTools {
  images: Pick<ImageStore, 'saveBlind'>;
  blindPicture: BlindPicture;
  clock: Clock;
  log: Log;
}

/** How long to try to store it; the picture itself is stored already. */
const PATIENCE_MS = 5000;

/**
 * Stores what is shown of a picture while it is not told whose it is.
 * @returns the field of the result; none for a run that is not drawn blind, or if it could not be made
 */
export async function blindCopy(
  { images, blindPicture, clock, log }: BlindCopyTools,
  { jobId, modelId, blind, parameters }: WorkerEvent,
  bytes: Uint8Array,
): Promise<{ blind?: { key: string; bytes: number } }> {
  if (blind === undefined) return {};
  try {
    const shown = await blindPicture(bytes, parameters.aspectRatio);
    const save = () => images.saveBlind(jobId, blind, shown);
    const key = await persist(save, clock, clock.now() + PATIENCE_MS);
    return { blind: { key, bytes: shown.byteLength } };
  } catch (cause) {
    log.warn('A picture cannot be shown blind', { jobId, modelId, cause });
    return {};
  }
}
