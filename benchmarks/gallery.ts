import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { json } from '../src/http/respond.ts';
import { systemClock } from '../src/lib/clock.ts';
import { lru } from '../src/lib/lru.ts';
import type { GalleryDocument } from '../src/store/documents.ts';
import { galleryStore } from '../src/store/gallery-store.ts';
import { imageStore } from '../src/store/image-store.ts';
import { jobStore } from '../src/store/job-store.ts';
import { galleryCursor, objectKeys } from '../src/store/object-keys.ts';
import type { ObjectStore } from '../src/store/object-store.ts';
import { listGallery } from '../src/usecases/gallery/list-gallery.ts';
import { plainAddresses } from '../src/usecases/picture-addresses.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { inTurn, ratios } from './lib/stats.ts';
import { counted, seededStore } from './lib/stores.ts';

const SIZES = [100, 10_000, 100_000] as const;
const ROUNDS = 15;
const PAGES_PER_ROUND = 25;
const PAGE_SIZE = 24;
const MODELS = 9;
const START = Date.parse('2026-01-01T00:00:00.000Z');

export const benchmark: Benchmark = {
  about: 'a page of 24 runs at 10,000 and 100,000 runs over one at 100, without caches between pages',
  run,
};

async function run(): Promise<Figure[]> {
  const galleries = SIZES.map(seedGallery);
  const pages = galleries.flatMap((gallery, index) => [
    [`first page of ${SIZES[index]}`, () => readPages(gallery, undefined)] as const,
    [`last page of ${SIZES[index]}`, () => readPages(gallery, gallery.lastCursor)] as const,
  ]);
  for (const [, page] of pages) await page(); // compiles what is measured
  const values = await inTurn(ROUNDS, Object.fromEntries(pages));
  const first = (size: number) => values[`first page of ${size}`] ?? [];
  const last = (size: number) => values[`last page of ${size}`] ?? [];
  const requests = await measurePage(galleries[2]?.objects);
  return [
    measured('first page of 100', 'ms', first(100)),
    ...SIZES.slice(1).flatMap((size) => [
      figure(`first page of ${size} over 100`, 'ratio', ratios(first(size), first(100)), { max: 1.2 }),
      figure(`last page of ${size} over 100`, 'ratio', ratios(last(size), last(100)), { max: 1.2 }),
    ]),
    ...requests,
  ];
}

interface SeededGallery {
  objects: ObjectStore;
  /** The cursor of the last page. */
  lastCursor: string | undefined;
}

/** Runs of one a minute, each with nine pictures. */
function seedGallery(size: number): SeededGallery {
  const objects = new Map<string, string>();
  const entryKeys: string[] = [];
  for (let index = 0; index < size; index += 1) {
    const id = randomUUID();
    const createdAt = START + index * 60_000;
    const key = objectKeys.galleryEntry(createdAt, id);
    const entry: GalleryDocument = {
      id,
      timestamp: new Date(createdAt).toISOString(),
      prompt: `A red fox in snow, seen from above, number ${index}`,
      previewKey: objectKeys.thumbnail({ runId: id, name: '1-model' }),
      totalModels: MODELS,
      models: Array.from({ length: MODELS }, (_, slot) => ({
        id: `${slot + 1}-model`,
        name: `Model ${slot + 1}`,
      })),
    };
    objects.set(key, JSON.stringify(entry));
    entryKeys.push(key);
    for (let model = 1; model <= MODELS; model += 1) {
      objects.set(objectKeys.image({ runId: id, name: `${model}-model` }, 'png'), '');
      objects.set(objectKeys.thumbnail({ runId: id, name: `${model}-model` }), '');
    }
  }
  const before = entryKeys.sort().at(-PAGE_SIZE - 1);
  return {
    objects: seededStore(objects),
    lastCursor: before === undefined ? undefined : galleryCursor(before),
  };
}

/** Milliseconds for one page, from the query to the bytes of the response, with empty caches each time. */
async function readPages({ objects }: SeededGallery, cursor: string | undefined): Promise<number> {
  const started = performance.now();
  for (let page = 0; page < PAGES_PER_ROUND; page += 1) {
    const answer = await freshList(objects)({ limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) });
    if (answer.galleries.length !== PAGE_SIZE) throw new Error('The page is not full.');
    json(200, answer, {});
  }
  return (performance.now() - started) / PAGES_PER_ROUND;
}

function freshList(objects: ObjectStore) {
  return listGallery({
    gallery: galleryStore(objects),
    images: imageStore(objects),
    jobs: jobStore(objects),
    entries: lru(5000),
    clock: systemClock,
    pictures: plainAddresses('https://d111111abcdef8.cloudfront.net'),
  });
}

/** Bytes and store requests of one page; `npm test` compares only these. */
export async function measurePage(objects = seedGallery(PAGE_SIZE + 1).objects): Promise<Figure[]> {
  const store = counted(objects);
  const list = freshList(store);
  const page = await list({ limit: PAGE_SIZE });
  const cold = store.counts.lists + store.counts.reads;
  await list({ limit: PAGE_SIZE });
  const warm = store.counts.lists + store.counts.reads - cold;
  return [
    figure('page, gzip', 'bytes', gzipSync(JSON.stringify(page)).byteLength),
    figure('store requests of a page, nothing remembered', 'requests', cold, { max: 1 + 2 * PAGE_SIZE }),
    figure('store requests of a page seen before', 'requests', warm, { max: 1 + PAGE_SIZE }),
  ];
}
