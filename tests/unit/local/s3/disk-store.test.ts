import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bucket, createDiskStore, type DiskStore } from '../../../../local/s3/disk-store.ts';
import { listObjects } from '../../../../local/s3/list.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: DiskStore;
let bucket: Bucket;
const attributes = { headers: { 'content-type': 'text/plain' }, metadata: {}, checksums: {} };
const put = (key: string, text: string) =>
  bucket.withLock(key, () => bucket.put(key, Buffer.from(text), attributes));
const text = async (key: string) => (await bucket.read(key))?.data.toString();
const reopen = () => {
  store.close();
  store = createDiskStore(folder.path);
  bucket = store.create('b');
};
const dataFiles = () =>
  readdirSync(join(folder.path, 'b', 'data'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );

beforeEach(() => {
  folder = temporaryFolder();
  store = createDiskStore(folder.path);
  bucket = store.create('b');
});
afterEach(() => {
  store.close();
  folder.remove();
});

describe('createDiskStore', () => {
  it('keeps objects under any key over a restart', async () => {
    const keys = ['..', 'a/../b', '/', 'ä'.repeat(500), 'CON', 'a', 'A', 'line\nbreak'];
    for (const key of keys) await put(key, key);
    reopen();
    for (const key of keys) expect(await text(key)).toBe(key);
    expect(bucket.get('a')).toMatchObject({
      size: 1,
      etag: '"0cc175b9c0f1b6a831c399e269772661"',
      headers: attributes.headers,
    });
  });

  it('leaves nothing of what was overwritten or removed', async () => {
    await put('k', 'one');
    await put('k', 'two');
    await put('gone', 'x');
    await bucket.withLock('gone', () => bucket.remove('gone'));
    expect(dataFiles()).toHaveLength(1);
    reopen();
    expect([await text('k'), bucket.get('gone')]).toEqual(['two', undefined]);
    expect(
      readFileSync(join(folder.path, 'b', 'journal.jsonl'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });

  it('forgets a write that a crash cut off, and its data', async () => {
    await put('k', 'one');
    appendFileSync(join(folder.path, 'b', 'journal.jsonl'), '{"key":"half","file":"00');
    writeFileSync(
      join(folder.path, 'b', 'data', readdirSync(join(folder.path, 'b', 'data'))[0] ?? '', 'orphan'),
      'x',
    );
    reopen();
    expect([await text('k'), bucket.get('half'), dataFiles().length]).toEqual(['one', undefined, 1]);
    await put('later', 'x');
    reopen();
    expect(await text('later')).toBe('x');
  });

  it('reads either the old or the new bytes while a key is overwritten', async () => {
    await put('k', '0');
    const reads: Promise<string | undefined>[] = [];
    for (let round = 1; round <= 50; round++) {
      reads.push(text('k'));
      await put('k', String(round));
    }
    expect((await Promise.all(reads)).every((value) => value !== undefined)).toBe(true);
  });

  it('runs work on one key one after the other', async () => {
    let running = 0;
    const work = () =>
      bucket.withLock('k', async () => {
        expect(++running).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      });
    await Promise.all(Array.from({ length: 20 }, work));
    await expect(bucket.withLock('k', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await work();
    expect(running).toBe(0);
  });
});

describe('listObjects', () => {
  it('gives every key once over any page size, with and without folders', async () => {
    const keys = ['a', 'a/', 'a/1', 'a/2', 'a/b/1', 'a/b/2', 'a0', 'b/1', 'c'];
    for (const key of keys) await put(key, '');
    const pages = (delimiter: string, maxKeys: number) => {
      const names: string[] = [];
      for (let after = ''; ; ) {
        const page = listObjects(bucket, { prefix: '', delimiter, after, maxKeys });
        names.push(...page.objects.map((object) => object.key), ...page.commonPrefixes);
        if (!page.truncated) return names.sort();
        after = page.last;
      }
    };
    for (const size of [1, 2, 3, 100]) {
      expect(pages('', size)).toEqual(keys);
      expect(pages('/', size)).toEqual(['a', 'a/', 'a0', 'b/', 'c']);
    }
    expect(listObjects(bucket, { prefix: '', delimiter: '', after: '', maxKeys: 0 })).toMatchObject({
      objects: [],
      truncated: false,
    });
  });
});
