import type { GalleryEntry, GalleryListQuery, GalleryListResponse } from '../../contract/index.ts';
import type { Lru } from '../../lib/lru.ts';
import type { GalleryDocument } from '../../store/documents.ts';
import type { GalleryPlace, GalleryStore } from '../../store/gallery-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import { pictureOfName } from '../../store/object-keys.ts';
import { imageAddress } from '../read-run/public-result.ts';

const DEFAULT_PAGE_SIZE = 24;
const PREVIEWS = 4;

export interface ListGalleryTools {
  gallery: Pick<GalleryStore, 'list' | 'read'>;
  images: Pick<ImageStore, 'listSmall'>;
  /** Entries, which never change, by object key. */
  entries: Lru<GalleryDocument>;
  imageBaseUrl: string;
}

/** One page of runs, newest first: one listing, and for each run its entry and the number of its pictures. */
export function listGallery(tools: ListGalleryTools) {
  return async ({ limit = DEFAULT_PAGE_SIZE, cursor }: GalleryListQuery): Promise<GalleryListResponse> => {
    const page = await tools.gallery.list({ limit, cursor });
    const entries = await Promise.all(page.places.map((place) => readEntry(tools, place)));
    const galleries = entries.filter((entry) => entry !== undefined);
    return { galleries, total: galleries.length, nextCursor: page.nextCursor ?? null };
  };
}

/** `undefined` if the run expired while its page was read. */
async function readEntry(tools: ListGalleryTools, place: GalleryPlace): Promise<GalleryEntry | undefined> {
  const [entry, pictures] = await Promise.all([readDocument(tools, place.key), readPictures(tools, place)]);
  const imageCount = pictures.length;
  if (entry === undefined || imageCount === 0) return undefined;
  const { id, timestamp, prompt, previewKey, totalModels, totalPictures = totalModels } = entry;
  const preview = imageAddress(previewKey, tools.imageBaseUrl);
  const previews = pictures.slice(0, PREVIEWS).map((key) => imageAddress(key, tools.imageBaseUrl));
  return { id, timestamp, prompt, preview, previews, imageCount, totalModels, totalPictures };
}

async function readDocument({ gallery, entries }: ListGalleryTools, key: string) {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const document = await gallery.read(key);
  if (document !== undefined) entries.set(key, document);
  return document;
}

/**
 * The small pictures of a run in slot order, the newest of each that was retried. Listed each time, because a run can be
 * retried at any age.
 */
async function readPictures({ images }: ListGalleryTools, { jobId }: GalleryPlace): Promise<string[]> {
  const newest = new Map<string, string>();
  // In the order of keys, in which a retry comes after what it replaces.
  for (const [name, key] of await images.listSmall(jobId)) newest.set(pictureOfName(name), key);
  const slotOf = (id: string) => Number.parseInt(id, 10);
  return [...newest].sort(([one], [other]) => slotOf(one) - slotOf(other)).map(([, key]) => key);
}
