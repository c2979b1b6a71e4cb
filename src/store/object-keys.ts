import type { FileType } from '../lib/image-type.ts';

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
  /** What has been decided about the run since it was started; the only document that changes. */
  state: (jobId: string) => `jobs/${jobId}/state.json`,
  /** One of the numbered places that a run has for follow-ups; whoever creates it has it. */
  followUpPlace: (runId: string, place: number) =>
    `jobs/${runId}/attempts/place-${String(place).padStart(2, '0')}.json`,
  /** Says that a follow-up belongs to the run. */
  followUp: (runId: string, jobId: string) => `jobs/${runId}/attempts/${jobId}.json`,
  /** All that a follow-up came to, from when it has ended. */
  followUpEnd: (runId: string, jobId: string) => `jobs/${runId}/attempts/${jobId}.ended.json`,
  /** A result of a follow-up that arrived after it had ended. */
  followUpLate: (runId: string, jobId: string, modelId: string) =>
    `jobs/${runId}/attempts/${jobId}.${modelId}.late.json`,
  /** Prefix of the markers of runs that have not ended. */
  openRuns: 'open/',
  /** The oldest first in key order. */
  openRun: (createdAtMs: number, jobId: string) => `open/${timeDigits(createdAtMs)}-${jobId}`,
  /** Prefix of the markers of runs that are being deleted. */
  deletions: 'deleting/',
  deletion: (jobId: string) => `deleting/${jobId}`,
  /** Prefix of the markers of people, and of keys, whose runs are all being deleted. */
  erasures: 'erasing/',
  erasure: (requestedAtMs: number, index: string) => `erasing/${timeDigits(requestedAtMs)}-${index}`,
  link: (linkId: string) => `share/${linkId}.json`,
  /** Prefix of the index of links to a run. */
  runLinks: (jobId: string) => `jobs/${jobId}/links/`,
  runLink: (jobId: string, linkId: string) => `jobs/${jobId}/links/${linkId}`,
  /** Prefix of the index of runs that go by themselves. */
  expiries: 'expiry/',
  /** The first that goes first in key order. */
  expiry: ({ expiresAt, jobId }: { expiresAt: string; jobId: string }) => `expiry/${expiresAt}/${jobId}`,
  /** Prefix of every picture of a run, those of its follow-ups and thumbnails included. */
  images: (runId: string) => `images/${runId}/`,
  image: ({ runId, name }: PicturePlace, extension: 'png' | 'jpg' | 'webp') =>
    `images/${runId}/${name}.${extension}`,
  /** What the vendor delivered, where that is not shown. */
  original: ({ runId, name }: PicturePlace, extension: FileType['extension']) =>
    `images/${runId}/${name}.original.${extension}`,
  thumbnail: ({ runId, name }: PicturePlace) => `images/${runId}/${name}.thumb.webp`,
  /** A picture of a run drawn blind, under a name that tells nothing. Not one of its pictures, but shown for one. */
  blind: (runId: string, name: string) => `images/${runId}/blind-${name}.webp`,
  /** The n-th picture that the run works on, from 1. Not one of its pictures. */
  input: (runId: string, number: number, extension: 'png' | 'jpg') =>
    `images/${runId}/input-${number}.${extension}`,
  inputThumbnail: (runId: string, number: number) => `images/${runId}/input-${number}.thumb.webp`,
  /** Prefix of the small pictures of a run that stay when it is gone, because they were judged. */
  keptPictures: (runId: string) => `keep/${runId}/`,
  keptPicture: (runId: string, name: string) => `keep/${runId}/${name}.webp`,
  /** Prefix of the index of runs with kept pictures of a key or of a person. */
  ownKept: (index: string) => `keepers/${index}/`,
  keeper: (index: string, createdAtMs: number, jobId: string) =>
    `keepers/${index}/${countdownOf(createdAtMs)}-${jobId}`,
  /** What a person has uploaded, as it came; goes when it is prepared, or after a day. */
  upload: (id: string) => `uploads/${id}`,
  /** A picture that can be worked on, for a day. */
  reference: (id: string) => `references/${id}.json`,
  referencePicture: (id: string, extension: 'png' | 'jpg') => `references/${id}.${extension}`,
  /** Prefix of the indexes of runs of all keys and all people. */
  everybodysRuns: 'mine/',
  /** Prefix of the index of runs that were started with the key of this hash, or by the person with this id. */
  ownRuns: (index: string) => `mine/${index}/`,
  /** Prompts that the same models are to draw. */
  list: (listId: string) => `lists/${listId}/list.json`,
  /** Prefix of the runs of a list's cells. */
  cells: (listId: string) => `lists/${listId}/cells/`,
  cell: (listId: string, n: number) => `lists/${listId}/cells/${String(n).padStart(3, '0')}.json`,
  /** Prefix of the index of lists, as of own runs. */
  ownLists: (index: string) => `lists/by/${index}/`,
  ownList: (index: string, createdAtMs: number, listId: string) =>
    `lists/by/${index}/${countdownOf(createdAtMs)}-${listId}`,
  /** Newest first in key order. */
  ownRun: (index: string, createdAtMs: number, jobId: string) =>
    `mine/${index}/${countdownOf(createdAtMs)}-${jobId}`,
  /** Prefix of the index of runs with pictures. */
  gallery: 'gallery/',
  /** Newest first in key order, because the time counts down. */
  galleryEntry: (createdAtMs: number, jobId: string) => `gallery/${countdownOf(createdAtMs)}-${jobId}.json`,
};

/** Where the picture of an attempt is kept: among those of its run. */
export interface PicturePlace {
  runId: string;
  /** Without extension: the model, and for a follow-up its time and id. */
  name: string;
}

/** The part of a run's document, or of an event, that tells whose picture it is. */
export interface PictureOwner {
  jobId: string;
  createdAt: string;
  /** The run that this one is a follow-up of. */
  run?: { jobId: string };
}

/** Where the picture with this id is kept, whether it was drawn or not; see `pictures.ts`. */
export function picturePlace({ jobId, createdAt, run }: PictureOwner, id: string): PicturePlace {
  if (run === undefined) return { runId: jobId, name: id };
  return { runId: run.jobId, name: `${id}~${timeDigits(Date.parse(createdAt))}-${jobId}` };
}

/** Which picture of the run has this name, whichever attempt drew it. */
export const pictureOfName = (name: string) => name.split('~')[0] ?? name;

const timeDigits = (milliseconds: number) => String(milliseconds).padStart(13, '0');

/** The largest number of 13 digits: a millisecond in the year 2286. */
export const TIME_END = 9_999_999_999_999;

const countdownOf = (milliseconds: number) => String(Math.max(0, TIME_END - milliseconds)).padStart(13, '0');
const timeOfCountdown = (countdown: number) => TIME_END - countdown;

/** The run in a key that matches a pattern of 13 digits and a run's id. */
function timedRunOf(
  pattern: RegExp,
  key: string,
  timeOf: (digits: number) => number,
): { jobId: string; createdAtMs: number } | undefined {
  const found = pattern.exec(key);
  if (found === null) return undefined;
  const [, digits, jobId] = found;
  return { jobId: String(jobId), createdAtMs: timeOf(Number(digits)) };
}

const RUN_DOCUMENT = /^jobs\/[^/]+\/(?:(job|ended|state)|([^/]+)\.(claim|result|late|adoption-(\d)))\.json$/;
const FOLLOW_UP = /^jobs\/[^/]+\/attempts\/([0-9a-f-]{36})(?:\.(ended)|\.(.+)\.late)?\.json$/;

export type RunDocumentKey =
  | { kind: 'job' | 'ended' | 'state' }
  | { kind: 'claim' | 'result' | 'late'; modelId: string }
  | { kind: 'adoption'; modelId: string; attempt: number }
  | { kind: 'followUp' | 'followUpEnd'; jobId: string }
  | { kind: 'followUpLate'; jobId: string; modelId: string };

/** Which document of a run has this key; `undefined` if none that is known here. */
export function runDocumentOf(key: string): RunDocumentKey | undefined {
  const [, ofRun, modelId, kind, attempt] = RUN_DOCUMENT.exec(key) ?? [];
  if (ofRun === 'job' || ofRun === 'ended' || ofRun === 'state') return { kind: ofRun };
  if (modelId === undefined) return followUpDocumentOf(key);
  if (attempt !== undefined) return { kind: 'adoption', modelId, attempt: Number(attempt) };
  return kind === 'claim' || kind === 'result' || kind === 'late' ? { kind, modelId } : undefined;
}

function followUpDocumentOf(key: string): RunDocumentKey | undefined {
  const [, jobId, ended, modelId] = FOLLOW_UP.exec(key) ?? [];
  if (jobId === undefined) return undefined;
  if (modelId !== undefined) return { kind: 'followUpLate', jobId, modelId };
  return { kind: ended === undefined ? 'followUp' : 'followUpEnd', jobId };
}

const OPEN_RUN = /^open\/(\d{13})-([0-9a-f-]{36})$/;

/** Which run this marker is of; `undefined` if the key is not a marker. */
export const openRunOf = (key: string) => timedRunOf(OPEN_RUN, key, (digits) => digits);

const ERASURE = /^erasing\/(\d{13})-([0-9a-f]{64}|[A-Za-z0-9_-]{22})$/;

/** Whose runs this marker is about, and since when; `undefined` if the key is not a marker. */
export function erasureOf(key: string): { index: string; requestedAtMs: number } | undefined {
  const [, digits, index] = ERASURE.exec(key) ?? [];
  return index === undefined ? undefined : { index, requestedAtMs: Number(digits) };
}

const RUN_LINK = /^jobs\/[^/]+\/links\/([\w-]{22})$/;

/** Which link this key of the index of a run is of; `undefined` if it is not of that index. */
export const linkOfKey = (key: string): string | undefined => RUN_LINK.exec(key)?.[1];

const EXPIRY = /^expiry\/(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z)\/([0-9a-f-]{36})$/;

/** Which run goes when by this key of the index; `undefined` if it is not of that index. */
export function expiryOfKey(key: string): { jobId: string; expiresAt: string } | undefined {
  const [, expiresAt, jobId] = EXPIRY.exec(key) ?? [];
  return expiresAt === undefined || jobId === undefined ? undefined : { jobId, expiresAt };
}

const PICTURE = /^images\/[^/]+\/(.+)\.(?:png|jpg|webp)$/;

/** The name of the picture with this key; `undefined` for a thumbnail, an original, an input or what is shown blind, or if the key is not a picture. */
export function pictureNameOf(key: string): string | undefined {
  return isThumbnail(key) || isInput(key) || originalNameOf(key) !== undefined
    ? undefined
    : PICTURE.exec(key)?.[1];
}

/** The key that the thumbnail of the picture with this key has, if there is one. */
export const thumbnailOf = (imageKey: string): string => imageKey.replace(/\.[a-z]+$/, '.thumb.webp');

const ORIGINAL = /^images\/[^/]+\/(.+)\.original\.[a-z]+$/;

/** The name of the picture that this key is the vendor's own file of; `undefined` if the key is not an original. */
export const originalNameOf = (key: string): string | undefined => ORIGINAL.exec(key)?.[1];

/** No model's id is like these: they begin with their slot's number. */
const isInput = (key: string) => /^images\/[^/]+\/(?:input-\d+\.|blind-)/.test(key);

const isThumbnail = (key: string) => key.endsWith('.thumb.webp');

const GALLERY_ENTRY = /^gallery\/(\d{13})-([0-9a-f-]{36})\.json$/;

/** Which run this key of the gallery is the entry of; `undefined` if it is not an entry. */
export const galleryEntryOf = (key: string) => timedRunOf(GALLERY_ENTRY, key, timeOfCountdown);

const OWN_RUN = /^mine\/(?:[0-9a-f]{64}|[A-Za-z0-9_-]{22})\/(\d{13})-([0-9a-f-]{36})$/;

/** Which run this key stands for in the index of a run key or of a person; `undefined` if it is not of that index. */
export const ownRunOf = (key: string) => timedRunOf(OWN_RUN, key, timeOfCountdown);

const KEEPER = /^keepers\/(?:[0-9a-f]{64}|[A-Za-z0-9_-]{22})\/(\d{13})-([0-9a-f-]{36})$/;

/** Which run this key stands for in the index of kept pictures; `undefined` if it is not of that index. */
export const keptRunOf = (key: string) => timedRunOf(KEEPER, key, timeOfCountdown);

const KEPT = /^keep\/[^/]+\/(.+)\.webp$/;

/** The name of the kept picture with this key, as among those of its run. */
export const keptNameOf = (key: string): string | undefined => KEPT.exec(key)?.[1];

const OWN_LIST = /^lists\/by\/(?:[0-9a-f]{64}|[A-Za-z0-9_-]{22})\/(\d{13})-([0-9a-f-]{36})$/;

/** Which list this key stands for in the index of a run key or of a person; `undefined` if it is not of that index. */
export function ownListOf(key: string): { listId: string; createdAtMs: number } | undefined {
  const found = timedRunOf(OWN_LIST, key, timeOfCountdown);
  return found && { listId: found.jobId, createdAtMs: found.createdAtMs };
}

const CELL = /^lists\/[^/]+\/cells\/(\d{3})\.json$/;

/** Which cell of its list this key is of; `undefined` if it is not of one. */
export function cellOfKey(key: string): number | undefined {
  const [, n] = CELL.exec(key) ?? [];
  return n === undefined ? undefined : Number(n);
}

/** @returns `undefined` if the key is not an entry of the gallery */
export function galleryCursor(key: string): string | undefined {
  const entry = galleryEntryOf(key);
  return entry && cursorOf(entry);
}

const RUN_OF_PERSON = /^mine\/([A-Za-z0-9_-]{22})\//;

/** Whose run this key of the index stands for; `undefined` if it is of the index of a run key. */
export const personOfRun = (key: string): string | undefined => RUN_OF_PERSON.exec(key)?.[1];

/** The key after which the indexes come of keys and people after the one that this key is of. */
export const afterOwnRuns = (key: string) => `${key.slice(0, key.lastIndexOf('/'))}/~`;

/**
 * A place in an index that has the newest first, as 24 bytes in base64url: eight for the countdown, sixteen for the id.
 * Every text of that shape is a valid position, so a forged cursor does no harm.
 */
export function cursorOf({ jobId, createdAtMs }: { jobId: string; createdAtMs: number }): string {
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64BE(BigInt(TIME_END - createdAtMs));
  bytes.write(jobId.replaceAll('-', ''), 8, 'hex');
  return bytes.toString('base64url');
}

/** Countdown and id of a cursor, as in a key. */
function placeOf(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `${bytes.readBigUInt64BE().toString().padStart(13, '0')}-${id}`;
}

/** The key after which the page of this cursor begins. */
export const keyOfGalleryCursor = (cursor: string) => `gallery/${placeOf(cursor)}.json`;

/** The same among the runs of a key or of a person. */
export const ownRunAfter = (index: string, cursor: string) => `mine/${index}/${placeOf(cursor)}`;

/** The same among the lists of a key or of a person. */
export const ownListAfter = (index: string, cursor: string) => `lists/by/${index}/${placeOf(cursor)}`;

/** The key after which runs begin that were made before this. `~` comes after every id. */
export const beforeMoment = (milliseconds: number) => `gallery/${countdownOf(milliseconds)}-~`;
