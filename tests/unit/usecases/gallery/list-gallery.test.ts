import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { GalleryListResponse } from '../../../../src/contract/index.ts';
import { lru } from '../../../../src/lib/lru.ts';
import type { GalleryDocument } from '../../../../src/store/documents.ts';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { JSON_OPTIONS } from '../../../../src/store/json.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { objectKeys, picturePlace } from '../../../../src/store/object-keys.ts';
import { listGallery } from '../../../../src/usecases/gallery/list-gallery.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { CREATED_MS, countingStore } from '../../../helpers/job-documents.ts';

const isList = new Ajv({ strict: false }).compile(GalleryListResponse);
const PICTURE = { contentType: 'image/png' };
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const timeOf = (number: number) => CREATED_MS + number * 1000;

async function galleryOf(count: number, options: { pictures?: number; title?: string } = {}) {
  const objects = countingStore(memoryObjectStore());
  for (let number = 1; number <= count; number += 1) {
    const id = idOf(number);
    const entry = {
      id,
      timestamp: new Date(timeOf(number)).toISOString(),
      prompt: `prompt ${number}`,
      previewKey: objectKeys.thumbnail({ runId: id, name: '1-a' }),
      totalModels: 3,
      ...(options.title !== undefined && { title: options.title }),
    };
    await objects.put(objectKeys.galleryEntry(timeOf(number), id), JSON.stringify(entry), JSON_OPTIONS);
    for (let picture = 1; picture <= (options.pictures ?? 2); picture += 1) {
      await objects.put(objectKeys.image({ runId: id, name: `${picture}-a` }, 'png'), 'x', PICTURE);
      await objects.put(objectKeys.thumbnail({ runId: id, name: `${picture}-a` }), 'x', PICTURE);
    }
  }
  const stores = { gallery: galleryStore(objects), images: imageStore(objects), jobs: jobStore(objects) };
  const tools = { ...stores, entries: lru<GalleryDocument>(1000), clock: fakeClock() };
  return { objects, list: listGallery({ ...tools, pictures: plainAddresses('https://images.example') }) };
}

describe('listGallery', () => {
  it('is empty where there are no runs', async () => {
    const { list } = await galleryOf(0);
    expect(await list({})).toEqual({ galleries: [], total: 0, nextCursor: null, searchedBackTo: null });
  });

  it('lists runs newest first, with preview and count of pictures', async () => {
    const { list } = await galleryOf(3);
    const page = await list({});
    expect(isList(page)).toBe(true);
    expect(page.galleries.map(({ id }) => id)).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(page.galleries[0]).toEqual({
      id: idOf(3),
      timestamp: '2026-11-20T09:30:03.000Z',
      prompt: 'prompt 3',
      preview: `https://images.example/images/${idOf(3)}/1-a.thumb.webp`,
      previews: [1, 2].map((slot) => `https://images.example/images/${idOf(3)}/${slot}-a.thumb.webp`),
      imageCount: 2,
      totalModels: 3,
      totalPictures: 3,
    });
  });

  it('tells the title that a run was given', async () => {
    const { list } = await galleryOf(1, { title: 'Foxes' });
    expect((await list({})).galleries).toMatchObject([{ title: 'Foxes' }]);
  });

  it('goes through all runs page by page, each once', async () => {
    const { list } = await galleryOf(7);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: GalleryListResponse = await list({ limit: 3, ...(cursor === null ? {} : { cursor }) });
      expect(page.total).toBe(page.galleries.length);
      seen.push(...page.galleries.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map(idOf));
  });

  it('has 24 runs on a page where nothing is asked', async () => {
    const { list } = await galleryOf(30, { pictures: 1 });
    expect((await list({})).total).toBe(24);
  });

  it('costs one listing, and per new run one read and one count', async () => {
    const { objects, list } = await galleryOf(5);
    await list({ limit: 2 });
    expect(objects.requests).toHaveLength(5);
  });

  it('reads entries once, and lists each run again, which may have been retried or deleted', async () => {
    const { objects, list } = await galleryOf(2);
    await list({});
    objects.requests.length = 0;
    await list({});
    expect(objects.requests).toEqual(['list gallery/', ...[2, 1].map((run) => `list images/${idOf(run)}/`)]);
  });

  it('counts what a model drew once, however often it was retried', async () => {
    const { objects, list } = await galleryOf(1);
    const run = idOf(1);
    for (const [model, retry] of [
      ['1-a', 8],
      ['3-c', 8],
      ['3-c', 9],
    ] as const) {
      const owner = {
        jobId: idOf(retry),
        createdAt: new Date(timeOf(retry)).toISOString(),
        run: { jobId: run },
      };
      await objects.put(objectKeys.image(picturePlace(owner, model), 'png'), 'x', PICTURE);
    }
    expect((await list({})).galleries).toEqual([expect.objectContaining({ id: run, imageCount: 3 })]);
  });

  it('counts pictures anew each time', async () => {
    const { objects, list } = await galleryOf(1);
    expect((await list({})).galleries[0]?.imageCount).toBe(2);
    await objects.put(objectKeys.image({ runId: idOf(1), name: '3-c' }, 'webp'), 'x', PICTURE);
    expect((await list({})).galleries[0]?.imageCount).toBe(3);
  });

  it('leaves out a run that expires while its page is read, and looks again the next time', async () => {
    const { objects, list } = await galleryOf(2);
    const { get } = objects;
    objects.get = async (key) => (key.includes(idOf(2)) ? undefined : get(key));
    expect((await list({})).galleries.map(({ id }) => id)).toEqual([idOf(1)]);
    objects.get = get;
    expect((await list({})).total).toBe(2);
  });

  it('leaves out runs whose pictures have expired, and keys that are not entries', async () => {
    const { objects, list } = await galleryOf(2, { pictures: 0 });
    await objects.put('gallery/0-readme.txt', 'x', PICTURE);
    expect(await list({})).toEqual({
      galleries: [],
      total: 0,
      nextCursor: null,
      searchedBackTo: new Date(timeOf(1)).toISOString(),
    });
  });
});
