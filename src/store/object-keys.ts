/** Every S3 key is built and parsed in this file. */
export const objectKeys = {
  /** Prefix of every document of a run. */
  run: (jobId: string) => `jobs/${jobId}/`,
  job: (jobId: string) => `jobs/${jobId}/job.json`,
  claim: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.claim.json`,
  result: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.result.json`,
  /** The right to adopt a stored picture; each try has its own. */
  adoption: (jobId: string, modelId: string, attempt: number) =>
    `jobs/${jobId}/${modelId}.adoption-${attempt}.json`,
  /** The extra result of an attempt whose picture arrived after it was closed. */
  late: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.late.json`,
  end: (jobId: string) => `jobs/${jobId}/ended.json`,
  /** Prefix of the markers of runs that have not ended. */
  openRuns: 'open/',
  /** The oldest first in key order. */
  openRun: (createdAtMs: number, jobId: string) => `open/${String(createdAtMs).padStart(13, '0')}-${jobId}`,
  /** Prefix of every picture of a run, thumbnails included. */
  images: (jobId: string) => `images/${jobId}/`,
  image: (jobId: string, modelId: string, extension: 'png' | 'jpg' | 'webp') =>
    `images/${jobId}/${modelId}.${extension}`,
  thumbnail: (jobId: string, modelId: string) => `images/${jobId}/${modelId}.thumb.webp`,
  /** Prefix of the index of runs with pictures. */
  gallery: 'gallery/',
  /** Newest first in key order, because the time counts down. */
  galleryEntry: (createdAtMs: number, jobId: string) => entryKey(String(TIME_END - createdAtMs), jobId),
};

/** The largest number of 13 digits: a millisecond in the year 2286. */
const TIME_END = 9_999_999_999_999;

const entryKey = (countdown: string, jobId: string) => `gallery/${countdown.padStart(13, '0')}-${jobId}.json`;

const RUN_DOCUMENT = /^jobs\/[^/]+\/(?:(job|ended)|(.+)\.(claim|result|late|adoption-(\d)))\.json$/;

export type RunDocumentKey =
  | { kind: 'job' | 'ended' }
  | { kind: 'claim' | 'result' | 'late'; modelId: string }
  | { kind: 'adoption'; modelId: string; attempt: number };

/** Which document of a run has this key; `undefined` if none that is known here. */
export function runDocumentOf(key: string): RunDocumentKey | undefined {
  const [, ofRun, modelId, kind, attempt] = RUN_DOCUMENT.exec(key) ?? [];
  if (ofRun === 'job' || ofRun === 'ended') return { kind: ofRun };
  if (modelId === undefined) return undefined;
  if (attempt !== undefined) return { kind: 'adoption', modelId, attempt: Number(attempt) };
  return kind === 'claim' || kind === 'result' || kind === 'late' ? { kind, modelId } : undefined;
}

const OPEN_RUN = /^open\/(\d{13})-([0-9a-f-]{36})$/;

/** Which run this marker is of; `undefined` if the key is not a marker. */
export function openRunOf(key: string): { jobId: string; createdAtMs: number } | undefined {
  const [, createdAt, jobId] = OPEN_RUN.exec(key) ?? [];
  return createdAt === undefined || jobId === undefined
    ? undefined
    : { jobId, createdAtMs: Number(createdAt) };
}

const PICTURE = /^images\/[^/]+\/(.+)\.(?:png|jpg|webp)$/;

/** Whose picture has this key; `undefined` for a thumbnail, or if the key is not a picture. */
export function modelOfPicture(key: string): string | undefined {
  return isThumbnail(key) ? undefined : PICTURE.exec(key)?.[1];
}

/** Whether this key below `objectKeys.images` is a thumbnail. */
export const isThumbnail = (key: string) => key.endsWith('.thumb.webp');

const GALLERY_ENTRY = /^gallery\/(\d{13})-([0-9a-f-]{36})\.json$/;

/** Which run this key of the gallery is the entry of; `undefined` if it is not an entry. */
export function galleryEntryOf(key: string): { jobId: string; createdAtMs: number } | undefined {
  const [, countdown, jobId] = GALLERY_ENTRY.exec(key) ?? [];
  return countdown === undefined || jobId === undefined
    ? undefined
    : { jobId, createdAtMs: TIME_END - Number(countdown) };
}

/**
 * The key of a gallery entry as 24 bytes in base64url: eight for the countdown, sixteen for the id. Every text of that
 * shape is a valid position, so a forged cursor does no harm.
 * @returns `undefined` if the key is not an entry
 */
export function galleryCursor(key: string): string | undefined {
  const [, countdown, id] = GALLERY_ENTRY.exec(key) ?? [];
  if (countdown === undefined || id === undefined) return undefined;
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64BE(BigInt(countdown));
  bytes.write(id.replaceAll('-', ''), 8, 'hex');
  return bytes.toString('base64url');
}

/** The key after which the page of this cursor begins. */
export function keyOfGalleryCursor(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return entryKey(bytes.readBigUInt64BE().toString(), id);
}
