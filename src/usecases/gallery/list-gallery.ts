import type { GalleryEntry, GalleryListQuery, GalleryListResponse } from '../../contract/index.ts';
import { type Clock, isoTime } from '../../lib/clock.ts';
import type { Lru } from '../../lib/lru.ts';
import type { GalleryDocument } from '../../store/documents.ts';
import type { GalleryPlace, GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { PictureAddresses } from '../picture-addresses.ts';
import { smallPictures } from '../read-run/small-pictures.ts';
import { type GalleryFilter, galleryFilter } from './gallery-filter.ts';

const DEFAULT_PAGE_SIZE = 24;
const PREVIEWS = 4;
/** Entries that one request reads while it searches; the next one goes on from there. */
const MOST_LOOKED_AT = 500;
/** Entries that are read at a time, so that a search that soon finds enough reads little. */
const READ_AT_A_TIME = 50;

export interface ListGalleryTools {
  gallery: Pick<GalleryStore, 'list' | 'read' | 'cursorOf'>;
  images: Pick<ImageStore, 'listSmall'>;
  jobs: Pick<JobStore, 'read'>;
  /** Versions of entries, which never change, by object key and version. */
  entries: Lru<GalleryDocument>;
  clock: Pick<Clock, 'now'>;
  pictures: PictureAddresses;
}

/**
 * One page of runs, newest first: one listing, and for each run its entry and the number of its pictures. A search reads
 * entries until a page is full, but not more than 500, so that a request takes as long whatever the number of runs.
 */
export function listGallery(tools: ListGalleryTools) {
  return async (query: GalleryListQuery): Promise<GalleryListResponse> => {
    const { limit = DEFAULT_PAGE_SIZE, cursor } = query;
    const filter = galleryFilter(query);
    const listed = await tools.gallery.list({
      limit: filter.readsEntries ? MOST_LOOKED_AT : limit,
      cursor,
      before: filter.before,
    });
    const places = listed.places.filter(({ createdAtMs }) => createdAtMs >= filter.notBefore);
    const isPast = places.length < listed.places.length;
    const { found, looked } = filter.readsEntries
      ? await search(tools, filter, places, limit)
      : { found: places, looked: places.length };
    const entries = await Promise.all(found.map((place) => readEntry(tools, place)));
    const galleries = entries.filter((entry) => entry !== undefined);
    const last = places[looked - 1];
    const rest = looked < places.length && last !== undefined ? tools.gallery.cursorOf(last) : undefined;
    return {
      galleries,
      total: galleries.length,
      nextCursor: rest ?? (isPast ? null : (listed.nextCursor ?? null)),
      searchedBackTo: last === undefined ? null : isoTime(last.createdAtMs),
    };
  };
}

/** The first places whose entries match, and how many were looked at until there were enough. */
async function search(
  tools: ListGalleryTools,
  filter: GalleryFilter,
  places: readonly GalleryPlace[],
  limit: number,
): Promise<{ found: GalleryPlace[]; looked: number }> {
  const found: GalleryPlace[] = [];
  let looked = 0;
  while (looked < places.length && found.length < limit) {
    const next = places.slice(looked, looked + READ_AT_A_TIME);
    const matching = await Promise.all(next.map((place) => matches(tools, filter, place)));
    for (const [index, place] of next.entries()) {
      if (found.length === limit) break;
      looked += 1;
      if (matching[index]) found.push(place);
    }
  }
  return { found, looked };
}

async function matches(tools: ListGalleryTools, filter: GalleryFilter, place: GalleryPlace) {
  const document = await readDocument(tools, place);
  if (document === undefined) return false;
  const { models } = document;
  if (models !== undefined) return filter.matches({ ...document, models });
  if (!filter.readsModels) return filter.matches({ ...document, models: [] });
  const whole = await completed(tools, place, document);
  return whole !== undefined && filter.matches(whole);
}

/** An entry of a version before, with what the job of its run says. `undefined` if the job has expired. */
async function completed({ jobs, entries }: ListGalleryTools, place: GalleryPlace, entry: GalleryDocument) {
  const job = await jobs.read(place.jobId);
  if (job === undefined) return undefined;
  const { aspectRatio } = job.parameters;
  const models = job.models.map(({ id, name }) => ({ id, name }));
  const whole = { ...entry, models, ...(aspectRatio !== undefined && { aspectRatio }) };
  entries.set(versionOf(place), whole);
  return whole;
}

/** `undefined` if the run expired while its page was read. */
async function readEntry(tools: ListGalleryTools, place: GalleryPlace): Promise<GalleryEntry | undefined> {
  const [entry, keys] = await Promise.all([
    readDocument(tools, place),
    smallPictures(tools.images, place.jobId),
  ]);
  const imageCount = keys.length;
  if (entry === undefined || imageCount === 0) return undefined;
  const addressOf = await tools.pictures(entry.expiresAt);
  const { id, timestamp, prompt, previewKey, totalModels, models, aspectRatio, title } = entry;
  return {
    id,
    timestamp,
    prompt,
    preview: addressOf(previewKey),
    previews: keys.slice(0, PREVIEWS).map(addressOf),
    imageCount,
    totalModels,
    totalPictures: entry.totalPictures ?? totalModels,
    ...(models !== undefined && { models }),
    ...(aspectRatio !== undefined && { aspectRatio }),
    ...(title !== undefined && { title }),
  };
}

const versionOf = ({ key, etag }: GalleryPlace) => `${key} ${etag}`;

/** `undefined` if the run has expired, whether the sweeper has come by or not. */
async function readDocument({ gallery, entries, clock }: ListGalleryTools, place: GalleryPlace) {
  const document = entries.get(versionOf(place)) ?? (await gallery.read(place.key));
  if (document === undefined) return undefined;
  entries.set(versionOf(place), document);
  const { expiresAt } = document;
  return expiresAt !== undefined && Date.parse(expiresAt) <= clock.now() ? undefined : document;
}
