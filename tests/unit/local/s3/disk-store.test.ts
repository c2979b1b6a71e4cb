import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../../../local/database.ts';
import { type Bucket, createDiskStore } from '../../../../local/s3/disk-store.ts';
import { listObjects } from '../../../../local/s3/list.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

const LARGE = 'x'.repeat(70_000);

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let bucket: Bucket;
const attributes = { headers: { 'content-type': 'text/plain' }, metadata: {}, checksums: {} };
const put = (key: string, text: string) =>
  bucket.withLock(key, () => bucket.put(key, Buffer.from(text), attributes));
const text = async (key: string) => (await bucket.read(key))?.data.toString();
const open = () => {
  database = openDatabase(join(folder.path, 'state.db'));
  bucket = createDiskStore(database, join(folder.path, 'objects')).create('b');
};
const reopen = () => {
  database.close();
  open();
};
const dataFiles = () =>
  readdirSync(join(folder.path, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );

beforeEach(() => {
  folder = temporaryFolder();
  open();
});
afterEach(() => {
  database.close();
  folder.remove();
});

describe('a damaged data file', () => {
  const damage = (change: (path: string) => void) => {
    const [file] = dataFiles();
    const path = join(file?.parentPath ?? '', file?.name ?? '');
    change(path);
    return path;
  };

  it.each([
    ['missing', (path: string) => rmSync(path)],
    ['cut off', (path: string) => truncateSync(path, 69_999)],
    ['empty', (path: string) => truncateSync(path, 0)],
  ])('that is %s is named when it is read, and nothing else is lost', async (_, change) => {
    await put('large', LARGE);
    const path = damage(change);
    await put('other', `${LARGE}2`);
    await put('small', 'small');
    reopen();
    await expect(bucket.read('large')).rejects.toThrow(
      `${path}: the bytes of large are damaged or missing. Everything else can be read.`,
    );
    expect([await text('other'), await text('small')]).toEqual([`${LARGE}2`, 'small']);
    await put('large', LARGE);
    expect(await text('large')).toBe(LARGE);
  });
});

describe('a write whose wait for the disk fails', () => {
  it('keeps its bytes, because the database may have the object', async () => {
    database.close();
    let isBroken = false;
    database = openDatabase(join(folder.path, 'state.db'), async () => {
      if (isBroken) throw new Error('The disk is broken.');
    });
    bucket = createDiskStore(database, join(folder.path, 'objects')).create('b');
    await put('before', LARGE);
    isBroken = true;
    await expect(put('unsure', LARGE)).rejects.toThrow('The disk is broken.');
    reopen();
    expect(await text('before')).toBe(LARGE);
    expect([undefined, LARGE]).toContain(await text('unsure'));
  });
});

describe('a read while the disk takes its time', () => {
  it.each([
    ['small', 'new, and longer'],
    ['large', LARGE],
  ])('gives a new object that is %s once it is on the disk, with its own description', async (_, newer) => {
    await put('k', 'old');
    database.close();
    const held = Promise.withResolvers<void>();
    const disk = Promise.withResolvers<void>();
    database = openDatabase(join(folder.path, 'state.db'), async () => {
      held.resolve();
      await disk.promise;
    });
    bucket = createDiskStore(database, join(folder.path, 'objects')).create('b');
    const writing = put('k', newer);
    // The database has it by now, and the disk has not.
    await held.promise;
    const reading = bucket.read('k');
    disk.resolve();
    await writing;
    const read = await reading;
    expect(read?.data.toString()).toBe(newer);
    expect(read?.object).toEqual(bucket.get('k'));
  });
});

describe('createDiskStore', () => {
  it('keeps objects under any key over a restart', async () => {
    const keys = ['..', 'a/../b', '/', 'ä'.repeat(500), 'CON', 'a', 'A', 'line\nbreak'];
    for (const key of keys) await put(key, key);
    await put('large', LARGE);
    await put('empty', '');
    reopen();
    for (const key of keys) expect(await text(key)).toBe(key);
    expect([await text('large'), await text('empty')]).toEqual([LARGE, '']);
    expect(bucket.get('a')).toMatchObject({ size: 1, headers: attributes.headers });
    expect(bucket.get('a')?.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(bucket.get('a')?.etag).not.toBe(bucket.get('A')?.etag);
  });

  it('leaves nothing behind of what was overwritten or removed', async () => {
    await put('k', LARGE);
    await put('k', `${LARGE}2`);
    await put('gone', LARGE);
    await bucket.withLock('gone', () => bucket.remove('gone'));
    expect(dataFiles()).toHaveLength(1);
    await put('k', 'small');
    expect(dataFiles()).toHaveLength(0);
    reopen();
    expect([await text('k'), bucket.get('gone')]).toEqual(['small', undefined]);
  });

  it('removes the bytes of a write that a crash cut off', async () => {
    await put('k', LARGE);
    mkdirSync(join(folder.path, 'objects', '00'), { recursive: true });
    writeFileSync(join(folder.path, 'objects', '00', '00-orphan'), 'x');
    reopen();
    expect([await text('k'), dataFiles().length]).toEqual([LARGE, 1]);
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
