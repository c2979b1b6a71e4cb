import type { GalleryEntry, GalleryListQuery, GalleryListResponse } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Lru } from '../../lib/lru.ts';
import type { GalleryDocument } from '../../store/documents.ts';
import { readJson } from '../../store/json.ts';
import { keys } from '../../store/keys.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import { SETTLED_AFTER_MS } from '../read-run/job-clock.ts';
import { imageAddress } from '../read-run/public-result.ts';
import type { DocumentCache } from '../read-run/read-job.ts';
import { cursorOf, entryOfKey, keyOfCursor } from './gallery-cursor.ts';

const DEFAULT_PAGE_SIZE = 24;

export interface ListGalleryTools {
  objects: ObjectStore;
  cache: DocumentCache;
  /** Pictures of runs that are too old to get more, by job id. */
  counts: Lru<number>;
  clock: Pick<Clock, 'now'>;
  imageBaseUrl: string;
}

/** One page of runs, newest first: one listing, and for each run its entry and a count of its pictures. */
export function listGallery(tools: ListGalleryTools) {
  return async ({ limit = DEFAULT_PAGE_SIZE, cursor }: GalleryListQuery): Promise<GalleryListResponse> => {
    const page = await tools.objects.list(keys.galleryPrefix, {
      limit,
      ...(cursor === undefined ? {} : { startAfter: keyOfCursor(cursor) }),
    });
    const entries = await Promise.all(page.keys.map((key) => readEntry(tools, key)));
    const galleries = entries.filter((entry) => entry !== undefined);
    const lastKey = page.keys.at(-1);
    const next = page.more && lastKey !== undefined ? cursorOf(lastKey) : undefined;
    return { galleries, total: galleries.length, nextCursor: next ?? null };
  };
}

/** `undefined` where the key is no entry's, or the run expired while its page was read. */
async function readEntry(tools: ListGalleryTools, key: string): Promise<GalleryEntry | undefined> {
  const place = entryOfKey(key);
  if (place === undefined) return undefined;
  const [entry, imageCount] = await Promise.all([readDocument(tools, key), countImages(tools, place)]);
  if (entry === undefined || imageCount === 0) return undefined;
  const { id, timestamp, prompt, previewKey, totalModels } = entry;
  return {
    id,
    timestamp,
    prompt,
    preview: imageAddress(previewKey, tools.imageBaseUrl),
    imageCount,
    totalModels,
  };
}

async function readDocument({ objects, cache }: ListGalleryTools, key: string) {
  const known = cache.get(key) as GalleryDocument | undefined;
  if (known !== undefined) return known;
  const document = await readJson<GalleryDocument>(objects, key);
  if (document !== undefined) cache.set(key, document);
  return document;
}

async function countImages(
  { objects, counts, clock }: ListGalleryTools,
  { jobId, createdAtMs }: { jobId: string; createdAtMs: number },
): Promise<number> {
  const known = counts.get(jobId);
  if (known !== undefined) return known;
  const { keys: images } = await objects.list(keys.imagePrefix(jobId));
  const count = images.filter((image) => !image.endsWith('.thumb.webp')).length;
  if (clock.now() - createdAtMs > SETTLED_AFTER_MS) counts.set(jobId, count);
  return count;
}
