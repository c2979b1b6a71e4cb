import type { WorkerEvent } from '../contract/index.ts';

/** Starts one worker without waiting for it. */
export interface Dispatcher {
  /** Resolves when the event is accepted. @throws when it was not, or may not have been. */
  dispatch(event: WorkerEvent): Promise<void>;
}

/** Makes the small picture for grids; sharp in the worker. */
export interface Thumbnailer {
  /** A WebP of at most 480 px on its longer side. @throws UnreadablePictureError if the bytes are broken. */
  thumbnail(image: Uint8Array): Promise<Uint8Array>;
}
