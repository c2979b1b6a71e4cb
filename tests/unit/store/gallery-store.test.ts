import { describe, expect, it } from '@jest/globals';
import { galleryStore } from '../../../src/store/gallery-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const id = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
const entry = (letter: string, timestamp: string) => ({
  id: id(letter),
  timestamp,
  prompt: 'p',
  totalModels: 2,
  previewKey: 'k',
});

describe('the gallery', () => {
  it('lists runs newest first, page by page', async () => {
    const store = galleryStore(slowStore());
    await store.add(entry('b', '2026-11-20T12:00:00.001Z'));
    await store.add(entry('c', '2026-11-20T12:00:00.002Z'));
    await store.add(entry('a', '2025-01-01T00:00:00.000Z'));
    const first = await store.list({ limit: 2 });
    const second = await store.list({ limit: 2, cursor: first.nextCursor });
    expect(second.nextCursor).toBeUndefined();
    const places = [...first.places, ...second.places];
    expect(places[2]?.createdAtMs).toBe(Date.parse('2025-01-01T00:00:00.000Z'));
    const entries = await Promise.all(places.map(({ key }) => store.read(key)));
    expect(entries.map((found) => found?.id)).toEqual([id('c'), id('b'), id('a')]);
  });

  it.each([
    ['created', true],
    ['perhaps', true],
    ['exists', false],
  ] as const)('tells whether an entry is new, or may be: %s', async (put, isNew) => {
    const store = galleryStore({ ...slowStore(), putIfAbsent: async () => put });
    expect(await store.add(entry('a', '2026-11-20T12:00:00.000Z'))).toBe(isNew);
  });

  it('loses an entry that is removed, however often', async () => {
    const store = galleryStore(slowStore());
    await store.add(entry('a', '2026-11-20T12:00:00.000Z'));
    await store.add(entry('b', '2026-11-20T12:00:00.000Z'));
    const run = { jobId: id('a'), createdAt: '2026-11-20T12:00:00.000Z' };
    await store.remove(run);
    await store.remove(run);
    expect((await store.list({ limit: 10 })).places.map(({ jobId }) => jobId)).toEqual([id('b')]);
  });

  it('has the entry when the call returns', async () => {
    const objects = slowStore();
    const { putIfAbsent } = objects;
    objects.putIfAbsent = async (...args) => {
      await new Promise((resolve) => setImmediate(resolve));
      return putIfAbsent(...args);
    };
    await galleryStore(objects).add(entry('a', '2026-11-20T12:00:00.000Z'));
    expect((await galleryStore(objects).list({ limit: 10 })).places).toHaveLength(1);
  });

  it('goes on after the last key of a page, and leaves out keys that are not entries', async () => {
    const objects = slowStore();
    const store = galleryStore(objects);
    for (const letter of ['a', 'b', 'c']) await store.add(entry(letter, '2026-11-20T12:00:00.000Z'));
    await objects.put('gallery/readme.txt', 'x', { contentType: 'text/plain' });
    const page = await store.list({ limit: 1 });
    expect(page.places).toHaveLength(1);
    const rest = await store.list({ limit: 10, cursor: page.nextCursor });
    expect(rest.places.map(({ jobId }) => jobId)).toEqual([id('b'), id('c')]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('is listed from before a moment on, and from a cursor on, whichever is later', async () => {
    const store = galleryStore(slowStore());
    const times = [4, 3, 2, 1].map((second) => `2026-11-20T12:00:0${second}.000Z`);
    for (const [index, time] of times.entries()) await store.add(entry('abcd'[index] ?? '', time));
    const listed = async (options: { before?: number; cursor?: string | undefined }) =>
      (await store.list({ limit: 10, ...options })).places.map(({ jobId }) => jobId[0]).join('');
    const before = Date.parse(times[1] ?? '');
    expect(await listed({ before })).toBe('cd');
    expect(await listed({ before: before + 1 })).toBe('bcd');
    const { places } = await store.list({ limit: 10 });
    const cursorAt = (index: number) => places[index] && store.cursorOf(places[index]);
    expect(await listed({ before, cursor: cursorAt(0) })).toBe('cd');
    expect(await listed({ before, cursor: cursorAt(2) })).toBe('d');
  });

  it('has what was put last, in another version, as JSON that is never cached', async () => {
    const objects = slowStore();
    const store = galleryStore(objects);
    const one = entry('a', '2026-11-20T12:00:00.000Z');
    expect(await store.add(one)).toBe(true);
    expect(await store.add(one)).toBe(false);
    const [first] = (await store.list({ limit: 1 })).places;
    await store.put({ ...one, title: 'For the poster' });
    const [second] = (await store.list({ limit: 1 })).places;
    expect(second?.key).toBe(first?.key);
    expect(second?.etag).not.toBe(first?.etag);
    expect(second?.etag).toBe((await objects.get(second?.key ?? ''))?.etag);
    expect(await store.read(second?.key ?? '')).toEqual({ ...one, title: 'For the poster' });
    const options = { contentType: 'application/json', cacheControl: 'no-store' };
    expect(objects.objects.get(second?.key ?? '')?.options).toEqual(options);
  });

  it('has one entry of a run: the first', async () => {
    const store = galleryStore(slowStore());
    await store.add(entry('a', '2026-11-20T12:00:00.000Z'));
    await store.add({ ...entry('a', '2026-11-20T12:00:00.000Z'), previewKey: 'other' });
    const { places } = await store.list({ limit: 10 });
    expect(places).toHaveLength(1);
    expect((await store.read(places[0]?.key ?? ''))?.previewKey).toBe('k');
  });
});
