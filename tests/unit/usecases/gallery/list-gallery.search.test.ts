import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { type GalleryListQuery, GalleryListResponse } from '../../../../src/contract/index.ts';
import { lru } from '../../../../src/lib/lru.ts';
import type { GalleryDocument } from '../../../../src/store/documents.ts';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { JSON_OPTIONS } from '../../../../src/store/json.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { objectKeys } from '../../../../src/store/object-keys.ts';
import { listGallery } from '../../../../src/usecases/gallery/list-gallery.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { CREATED_MS, countingStore, jobDocument, storeJob } from '../../../helpers/job-documents.ts';

const isList = new Ajv({ strict: false }).compile(GalleryListResponse);
const PICTURE = { contentType: 'image/png' };
const MINUTE = 60_000;
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const timeOf = (number: number) => new Date(CREATED_MS + number * MINUTE).toISOString();

type Run = Partial<Pick<GalleryDocument, 'prompt' | 'models' | 'aspectRatio'>> & {
  createdAt?: string;
  /** Of a version that did not keep models and shape. */
  isOld?: boolean;
};

const MODELS = [
  { id: '1-flux-2-pro', name: 'Flux 2 Pro' },
  { id: '2-recraft-v4', name: 'Recraft v4' },
];

/** A gallery of these runs, the oldest first, each with one picture. */
async function galleryOf(runs: readonly Run[]) {
  const memory = memoryObjectStore();
  for (const [index, { createdAt = timeOf(index + 1), isOld = false, ...run }] of runs.entries()) {
    const id = idOf(index + 1);
    const entry: GalleryDocument = {
      id,
      timestamp: createdAt,
      prompt: 'a red fox',
      previewKey: objectKeys.thumbnail({ runId: id, name: '1-a' }),
      totalModels: 2,
      ...(isOld ? {} : { models: MODELS }),
      ...run,
    };
    await memory.put(objectKeys.galleryEntry(Date.parse(createdAt), id), JSON.stringify(entry), JSON_OPTIONS);
    await memory.put(objectKeys.thumbnail({ runId: id, name: '1-a' }), 'x', PICTURE);
    await memory.put(objectKeys.image({ runId: id, name: '1-a' }, 'png'), 'x', PICTURE);
  }
  const objects = countingStore(memory);
  const stores = { gallery: galleryStore(objects), images: imageStore(objects), jobs: jobStore(objects) };
  const tools = {
    ...stores,
    entries: lru<GalleryDocument>(5000),
    pictures: plainAddresses('https://images.example'),
  };
  const list = listGallery({ ...tools, clock: fakeClock() });
  const found = async (query: GalleryListQuery) => {
    const { galleries } = await list(query);
    return galleries.map(({ id }) => Number(id.slice(-12)));
  };
  return { objects, list, found };
}

/** Follows the cursors of a search to its end. */
async function followed(list: Awaited<ReturnType<typeof galleryOf>>['list'], query: GalleryListQuery) {
  const pages: GalleryListResponse[] = [];
  let cursor: string | null | undefined;
  do {
    const page: GalleryListResponse = await list({ ...query, ...(cursor != null && { cursor }) });
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

describe('searching the gallery', () => {
  it('finds a part of a prompt, whatever the case and the accents, newest first', async () => {
    const { list, found } = await galleryOf([
      { prompt: 'Ein Löwe im Schnee' },
      { prompt: 'a blue fox' },
      { prompt: 'LOWEN und andere' },
    ]);
    expect(await found({ q: 'löwe' })).toEqual([3, 1]);
    expect(await found({ q: ' Lowe  im ' })).toEqual([1]);
    expect(await found({ q: 'whale' })).toEqual([]);
    expect(isList(await list({ q: 'fox' }))).toBe(true);
  });

  it('takes empty words for none', async () => {
    const { found } = await galleryOf([{}, {}]);
    expect(await found({ q: '  ' })).toEqual([2, 1]);
  });

  it.each([
    [{ model: '2-recraft-v4' }, [2]],
    [{ model: 'recraft V4' }, [2]],
    [{ model: '2-recraft' }, []],
    [{ model: 'Flux 2 Pro' }, [3, 2, 1]],
    [{ aspectRatio: '16:9' as const }, [3]],
    [{ aspectRatio: '1:1' as const }, [2, 1]],
    [{ aspectRatio: '16:9' as const, model: 'Recraft v4' }, []],
    [{ q: 'fox', aspectRatio: '1:1' as const, model: '2-recraft-v4' }, [2]],
  ])('%j finds %j', async (query, expected) => {
    const [flux] = MODELS;
    const one = flux === undefined ? [] : [flux];
    const { found } = await galleryOf([{ models: one }, {}, { models: one, aspectRatio: '16:9' }]);
    expect(await found(query)).toEqual(expected);
  });

  it('takes a day from its first to its last millisecond, and a time to the millisecond', async () => {
    const { found } = await galleryOf([
      { createdAt: '2026-11-18T23:59:59.999Z' },
      { createdAt: '2026-11-19T00:00:00.000Z' },
      { createdAt: '2026-11-19T23:59:59.999Z' },
      { createdAt: '2026-11-20T00:00:00.000Z' },
    ]);
    expect(await found({ from: '2026-11-19', to: '2026-11-19' })).toEqual([3, 2]);
    expect(await found({ from: '2026-11-20' })).toEqual([4]);
    expect(await found({ to: '2026-11-18' })).toEqual([1]);
    expect(await found({ from: '2026-11-19T00:00:00.001Z', to: '2026-11-19T23:59:59.999Z' })).toEqual([3]);
    expect(await found({ to: '2026-11-19T23:59:59.998Z' })).toEqual([2, 1]);
    expect(await found({ from: '2026-11-21', to: '2026-11-20' })).toEqual([]);
  });

  it('goes straight to the last day, and stops at the first', async () => {
    const { objects, list } = await galleryOf(Array.from({ length: 100 }, () => ({})));
    const page = await list({ q: 'fox', from: timeOf(40), to: timeOf(42) });
    expect(page).toMatchObject({ total: 3, nextCursor: null, searchedBackTo: timeOf(40) });
    expect(objects.requests).toHaveLength(1 + 3 + 3);
  });

  it('keeps to the last day behind a cursor, and to the cursor behind the last day', async () => {
    const { list } = await galleryOf(Array.from({ length: 9 }, () => ({})));
    const { nextCursor } = await list({ limit: 2 });
    const cursor = nextCursor ?? '';
    const numbers = async (to: string) =>
      (await list({ cursor, to, limit: 2 })).galleries.map(({ id }) => Number(id.slice(-12)));
    expect(await numbers(timeOf(9))).toEqual([7, 6]);
    expect(await numbers(timeOf(4))).toEqual([4, 3]);
  });

  it('fills a page, and goes on behind its last run', async () => {
    const { list } = await galleryOf(
      Array.from({ length: 20 }, (_, index) => ({ prompt: index % 2 === 0 ? 'a fox' : 'a whale' })),
    );
    const pages = await followed(list, { q: 'fox', limit: 4 });
    expect(pages.map(({ total }) => total)).toEqual([4, 4, 2]);
    const ids = pages.flatMap(({ galleries }) => galleries.map(({ id }) => id));
    expect(ids).toEqual([19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map(idOf));
    expect(pages.map(({ searchedBackTo }) => searchedBackTo)).toEqual([13, 5, 1].map(timeOf));
  });

  it('looks at no more than 500 runs a request, and finds run 1 of 3,000 by following the cursors', async () => {
    const { objects, list } = await galleryOf(
      Array.from({ length: 3000 }, (_, index) => ({ prompt: index === 0 ? 'the first one' : 'a fox' })),
    );
    const pages = await followed(list, { q: 'first' });
    expect(pages).toHaveLength(6);
    expect(pages.map(({ total }) => total)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(pages.map(({ searchedBackTo }) => searchedBackTo)).toEqual(
      [2501, 2001, 1501, 1001, 501, 1].map(timeOf),
    );
    expect(pages.at(-1)?.galleries[0]?.id).toBe(idOf(1));
    expect(objects.requests).toHaveLength(6 + 3000 + 1);
  });

  it('reads no entry twice while it is remembered', async () => {
    const { objects, found } = await galleryOf(Array.from({ length: 60 }, () => ({})));
    await found({ q: 'whale' });
    objects.requests.length = 0;
    await found({ q: 'hippo' });
    expect(objects.requests).toEqual(['list gallery/']);
  });

  it('stops reading soon after a page is full', async () => {
    const { objects, found } = await galleryOf(Array.from({ length: 400 }, () => ({})));
    await found({ q: 'fox', limit: 5 });
    expect(objects.requests).toHaveLength(1 + 50 + 5);
  });

  it('reads a page of a hundred runs of twenty with at most two requests a run beside the listing', async () => {
    const { objects, list } = await galleryOf(Array.from({ length: 100 }, () => ({})));
    for (let run = 1; run <= 100; run += 1) {
      for (let slot = 1; slot <= 20; slot += 1) {
        const place = { runId: idOf(run), name: `${slot}-a` };
        await objects.put(objectKeys.image(place, 'png'), 'x', PICTURE);
        await objects.put(objectKeys.thumbnail(place), 'x', PICTURE);
      }
    }
    const page = await list({ limit: 100 });
    expect(page.galleries.map(({ imageCount, previews }) => [imageCount, previews.length])).toEqual(
      Array.from({ length: 100 }, () => [20, 4]),
    );
    expect(objects.requests.filter((request) => request === 'list gallery/')).toHaveLength(1);
    expect(objects.requests).toHaveLength(1 + 2 * 100);
  });
});

describe('entries of versions that did not keep models and shape', () => {
  const old = (run: Run = {}) => ({ ...run, isOld: true });
  const job = jobDocument(2, {
    jobId: idOf(1),
    parameters: { aspectRatio: '16:9' },
    models: [
      { id: '1-a', name: 'Old Model', provider: 'Demo', reservedUsd: 0, timeoutSeconds: 60 },
      { id: '2-b', name: 'Other', provider: 'Demo', reservedUsd: 0, timeoutSeconds: 60 },
    ],
  });

  it('are found by what their job says, which is read once', async () => {
    const { objects, list, found } = await galleryOf([old(), {}]);
    await storeJob(objects, job);
    expect(await found({ model: 'old model' })).toEqual([1]);
    objects.requests.length = 0;
    expect(await found({ aspectRatio: '16:9' })).toEqual([1]);
    expect(await found({ aspectRatio: '1:1' })).toEqual([2]);
    expect(objects.requests.filter((request) => request.startsWith('get '))).toEqual([]);
    const [, first] = (await list({})).galleries;
    expect(first).toMatchObject({ aspectRatio: '16:9', models: [{ id: '1-a' }, { id: '2-b' }] });
  });

  it('are listed and searched by words without their job', async () => {
    const { objects, list, found } = await galleryOf([old({ prompt: 'a whale' })]);
    expect(await found({ q: 'whale' })).toEqual([1]);
    expect(isList(await list({}))).toBe(true);
    expect(objects.requests.filter((request) => request.includes('jobs/'))).toEqual([]);
  });

  it('are left out if their job has expired, and none is while it cannot be read', async () => {
    const { objects, found } = await galleryOf([old(), {}]);
    expect(await found({ model: 'Flux 2 Pro' })).toEqual([2]);
    const { get } = objects;
    objects.get = async (key: string) => {
      if (key.startsWith('jobs/')) throw new Error('403');
      return get(key);
    };
    await storeJob(objects, job);
    await expect(found({ model: 'Flux 2 Pro' })).rejects.toThrow('403');
  });
});
