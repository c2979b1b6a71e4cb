import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ObjectStore } from '../../src/store/object-store.ts';

const JSON_TYPE = { contentType: 'application/json' };
const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

/** What every object store promises. Each test works under a prefix of its own, so stores may be shared and dirty. */
export function objectStoreSuite(name: string, create: () => ObjectStore | Promise<ObjectStore>): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    let tests = 0;
    const run = `suite-${Date.now().toString(36)}`;
    const freshPrefix = () => `${run}/${++tests}/`;
    beforeAll(async () => {
      store = await create();
    });
    const putAll = async (prefix: string, names: string[]) => {
      for (const key of names) await store.put(prefix + key, key, JSON_TYPE);
    };

    it('has nothing under a key that was never written', async () => {
      expect(await store.get(`${freshPrefix()}missing`)).toBeUndefined();
    });

    it('returns text as UTF-8 bytes', async () => {
      const key = `${freshPrefix()}text`;
      await store.put(key, 'Füchse im Schnee 🦊', JSON_TYPE);
      expect(text((await store.get(key))?.body)).toBe('Füchse im Schnee 🦊');
    });

    it.each([0, 1, 1000, 70_000, 5 * 1024 * 1024])('gives back %i bytes exactly', async (length) => {
      const key = `${freshPrefix()}bytes`;
      const body = Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
      await store.put(key, body, {
        contentType: 'image/png',
        cacheControl: 'public, max-age=31536000, immutable',
      });
      expect(Buffer.compare((await store.get(key))?.body ?? Buffer.from('none'), body)).toBe(0);
    });

    it('overwrites with put, and changes the etag only with the bytes', async () => {
      const key = `${freshPrefix()}key`;
      await store.put(key, 'one', JSON_TYPE);
      const first = await store.get(key);
      await store.put(key, 'two', JSON_TYPE);
      const second = await store.get(key);
      await store.put(key, 'one', JSON_TYPE);
      const third = await store.get(key);
      expect(text(second?.body)).toBe('two');
      expect(second?.etag).not.toBe(first?.etag);
      expect(third?.etag).toBe(first?.etag);
    });

    it('creates only what does not exist', async () => {
      const key = `${freshPrefix()}key`;
      expect(await store.putIfAbsent(key, 'one', JSON_TYPE)).toBe('created');
      expect(await store.putIfAbsent(key, 'two', JSON_TYPE)).toBe('exists');
      expect(text((await store.get(key))?.body)).toBe('one');
    });

    it('lets exactly one of 200 creators win, whose bytes stay', async () => {
      const key = `${freshPrefix()}contended`;
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, index) => store.putIfAbsent(key, `writer ${index}`, JSON_TYPE)),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(text((await store.get(key))?.body)).toBe(`writer ${outcomes.indexOf('created')}`);
    });

    it('writes only over what was read', async () => {
      const key = `${freshPrefix()}key`;
      expect(await store.putIfUnchanged(key, 'one', '"0123456789abcdef0123456789abcdef"', JSON_TYPE)).toBe(
        'changed',
      );
      expect(await store.putIfUnchanged(key, 'one', undefined, JSON_TYPE)).toBe('written');
      expect(await store.putIfUnchanged(key, 'two', undefined, JSON_TYPE)).toBe('changed');
      const { etag } = (await store.get(key)) ?? {};
      expect(await store.putIfUnchanged(key, 'two', etag, JSON_TYPE)).toBe('written');
      expect(await store.putIfUnchanged(key, 'three', etag, JSON_TYPE)).toBe('changed');
      expect(text((await store.get(key))?.body)).toBe('two');
    });

    it('deletes, even what does not exist, and allows it to be created again', async () => {
      const key = `${freshPrefix()}key`;
      await store.put(key, 'one', JSON_TYPE);
      await store.delete(key);
      await store.delete(key);
      expect(await store.get(key)).toBeUndefined();
      expect(await store.putIfAbsent(key, 'two', JSON_TYPE)).toBe('created');
    });

    it.each([
      'with space',
      'a+b',
      'per%20cent',
      'ümläut',
      '日本語',
      'emoji 🦊',
      "quote's",
      'a&b=c?d#e',
      'dots..and-_~',
      '(brackets)!*',
    ])('keeps the key "%s" as it is', async (odd) => {
      const prefix = freshPrefix();
      await store.put(prefix + odd, odd, JSON_TYPE);
      expect(text((await store.get(prefix + odd))?.body)).toBe(odd);
      expect(await store.list(prefix)).toMatchObject({ keys: [prefix + odd], more: false });
    });

    it('lists the keys of a prefix in UTF-8 byte order', async () => {
      const prefix = freshPrefix();
      // U+FF5E sorts before U+1F98A in UTF-8, after it in UTF-16.
      await putAll(prefix, ['b', '🦊', 'a/b', 'a', '～', 'B', 'é', 'a-b', 'aa']);
      await store.put(`${prefix.slice(0, -1)}-other`, '', JSON_TYPE);
      const { keys } = await store.list(prefix);
      expect(keys.map((key) => key.slice(prefix.length))).toEqual([
        'B',
        'a',
        'a-b',
        'a/b',
        'aa',
        'b',
        'é',
        '～',
        '🦊',
      ]);
    });

    it('lists nothing under an empty prefix', async () => {
      expect(await store.list(freshPrefix())).toEqual({ keys: [], etags: [], more: false });
    });

    it('lists page by page without gap or repetition', async () => {
      const prefix = freshPrefix();
      const names = ['1', '2', '3', '4', '5', '6', '7'];
      await putAll(prefix, names);
      const pages: string[][] = [];
      let startAfter: string | undefined;
      for (let more = true; more; ) {
        const page = await store.list(prefix, { limit: 3, ...(startAfter !== undefined && { startAfter }) });
        pages.push(page.keys.map((key) => key.slice(prefix.length)));
        startAfter = page.keys.at(-1);
        more = page.more;
      }
      expect(pages).toEqual([['1', '2', '3'], ['4', '5', '6'], ['7']]);
    });

    it('reports the end when a page ends with the last key', async () => {
      const prefix = freshPrefix();
      await putAll(prefix, ['1', '2', '3']);
      expect(await store.list(prefix, { limit: 3 })).toMatchObject({
        keys: ['1', '2', '3'].map((key) => prefix + key),
        more: false,
      });
    });

    it('tells which version of each object there is', async () => {
      const prefix = freshPrefix();
      await putAll(prefix, ['a', 'b']);
      const [, before] = (await store.list(prefix)).etags;
      await store.put(`${prefix}b`, 'other words', JSON_TYPE);
      const { etags } = await store.list(prefix);
      expect(etags).toEqual([(await store.get(`${prefix}a`))?.etag, (await store.get(`${prefix}b`))?.etag]);
      expect(etags[1]).not.toBe(before);
    });

    it('starts after a key that does not exist', async () => {
      const prefix = freshPrefix();
      await putAll(prefix, ['a', 'c', 'e']);
      expect((await store.list(prefix, { startAfter: `${prefix}b` })).keys).toEqual([
        `${prefix}c`,
        `${prefix}e`,
      ]);
    });

    it('shows a write in the next listing', async () => {
      const prefix = freshPrefix();
      await store.putIfAbsent(`${prefix}new`, '', JSON_TYPE);
      expect((await store.list(prefix)).keys).toEqual([`${prefix}new`]);
      await store.delete(`${prefix}new`);
      expect((await store.list(prefix)).keys).toEqual([]);
    });
  });
}
