/** Every S3 key is built and parsed in this file. */
export const objectKeys = {
  /** Prefix of every document of a run. */
  run: (jobId: string) => `jobs/${jobId}/`,
  job: (jobId: string) => `jobs/${jobId}/job.json`,
  claim: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.claim.json`,
  result: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.result.json`,
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

const RUN_DOCUMENT = /^jobs\/[^/]+\/(?:(job)\.json|(.+)\.(claim|result)\.json)$/;

/** Which document of a run has this key; `undefined` if none that is known here. */
export function runDocumentOf(
  key: string,
): { kind: 'job' } | { kind: 'claim' | 'result'; modelId: string } | undefined {
  const [, job, modelId, kind] = RUN_DOCUMENT.exec(key) ?? [];
  if (job !== undefined) return { kind: 'job' };
  if (modelId === undefined || (kind !== 'claim' && kind !== 'result')) return undefined;
  return { kind, modelId };
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
