import type { AspectRatio, WorkerEvent } from '../contract/index.ts';
import type { PreparedPicture } from '../lib/prepare-picture.ts';
import type { Window } from '../store/table-keys.ts';

/** Starts one worker without waiting for it. */
export interface Dispatcher {
  /** Resolves when the event is accepted. @throws when it was not, or may not have been. */
  dispatch(event: WorkerEvent): Promise<void>;
}

/** Events that no worker could take, each kept until it is deleted. */
export interface DeadLetters {
  /** Some of them, none twice in a pass; none once all were received. */
  receive(): Promise<DeadLetter[]>;
  delete(receipt: string): Promise<void>;
}

export interface DeadLetter {
  /** What `delete` takes. */
  receipt: string;
  /** `undefined` if the message is not an event of a run. */
  jobId: string | undefined;
}

/** Who has a counter of what they have spent. */
export interface Spenders {
  /** Micro-dollars by person, with what is held for runs that are drawing. */
  spentIn(month: Window): Promise<ReadonlyMap<string, number>>;
}

/** Makes the small picture for grids; sharp in the worker. */
export interface Thumbnailer {
  /** A WebP of at most 480 px on its longer side. @throws UnreadablePictureError if the bytes are broken. */
  thumbnail(image: Uint8Array): Promise<Uint8Array>;
  /** A PNG of an SVG, AVIF or GIF. @throws UnreadablePictureError if the bytes are broken. */
  shownPicture(original: Uint8Array): Promise<Uint8Array>;
}

/** Reads what is to be worked on; sharp in the worker. */
export interface InputReader {
  /** One byte for each pixel of a mask: 255 where it is light, 0 where it is dark. */
  markedPart(mask: Uint8Array): Promise<Uint8Array>;
  /** A picture as a PNG of this size. */
  scaledDown(picture: Uint8Array, size: { width: number; height: number }): Promise<Uint8Array>;
}

/** Makes what is shown of a picture of a blind run: a WebP of one size for all of a shape, without metadata. @throws if it cannot */
export type BlindPicture = (image: Uint8Array, shape: AspectRatio | undefined) => Promise<Uint8Array>;

/** Makes a picture fit to be worked on; sharp in the function that prepares references. */
export interface Preparer {
  /** @throws UnusablePictureError where it cannot be one */
  prepare(bytes: Uint8Array): Promise<PreparedPicture>;
}

/** Lets a client put one object straight into the bucket. */
export interface UploadForms {
  /** A form that is good for exactly this object, until then. */
  sign(upload: {
    key: string;
    contentType: string;
    bytes: number;
    /** Kept with the object. */
    metadata: Readonly<Record<string, string>>;
    expiresAt: Date;
  }): Promise<UploadForm>;
}

export interface UploadForm {
  url: string;
  /** To be sent before the file, in this order. */
  fields: Record<string, string>;
}
