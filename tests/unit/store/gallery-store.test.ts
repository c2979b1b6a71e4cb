import { describe, expect, it } from '@jest/globals';
import { galleryStore } from '../../../src/store/gallery-store.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';

const entry = (id: string, timestamp: string) => ({
  id,
  timestamp,
  prompt: 'p',
  totalModels: 2,
  previewKey: 'k',
});

describe('the gallery', () => {
  it('lists runs newest first, page by page', async () => {
    const store = galleryStore(memoryObjectStore());
    await store.add(entry('b', '2026-11-20T12:00:00.001Z'));
    await store.add(entry('c', '2026-11-20T12:00:00.002Z'));
    await store.add(entry('a', '2025-01-01T00:00:00.000Z'));
    const first = await store.listKeys({ limit: 2 });
    expect(first.more).toBe(true);
    const second = await store.listKeys({ limit: 2, startAfter: first.keys.at(-1) ?? '' });
    expect(second.more).toBe(false);
    const entries = await Promise.all([...first.keys, ...second.keys].map(store.read));
    expect(entries.map((found) => found?.id)).toEqual(['c', 'b', 'a']);
  });

  it('has one entry of a run: the first', async () => {
    const store = galleryStore(memoryObjectStore());
    await store.add(entry('a', '2026-11-20T12:00:00.000Z'));
    await store.add({ ...entry('a', '2026-11-20T12:00:00.000Z'), previewKey: 'other' });
    const { keys } = await store.listKeys({ limit: 10 });
    expect(keys).toHaveLength(1);
    expect((await store.read(keys[0] ?? ''))?.previewKey).toBe('k');
  });
});
