import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../../local/database.ts';
import { createDiskStore } from '../../../local/s3/disk-store.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

/**
 * A disk that loses, at a power cut, whatever nobody waited for: files are in its image as they were when they were last
 * made durable. After each acknowledged write the image is kept, opened and compared.
 */
let folder: ReturnType<typeof temporaryFolder>;
let disk: string;
let image: string;
beforeEach(() => {
  folder = temporaryFolder();
  disk = join(folder.path, 'disk');
  image = join(folder.path, 'image');
  mkdirSync(disk);
  mkdirSync(image);
});
afterEach(() => folder.remove());

const keep = (file: string) => {
  const target = join(image, relative(disk, file));
  mkdirSync(join(target, '..'), { recursive: true });
  copyFileSync(file, target);
};
const attributes = { headers: {}, metadata: {}, checksums: {} };
const LARGE = 70_000;

/** What is read from an image of the disk: length and first letter by key. */
async function readImage(number: number) {
  const copy = join(folder.path, `cut-${number}`);
  cpSync(image, copy, { recursive: true });
  const database = openDatabase(join(copy, 'state.db'));
  const bucket = createDiskStore(database, join(copy, 'objects')).create('b');
  const found = new Map<string, string>();
  for (let at = 0; at < bucket.keys.size(); at += 1) {
    const key = bucket.keys.at(at) ?? '';
    const read = await bucket.read(key);
    found.set(key, `${read?.data.length} ${read?.data.toString('latin1', 0, 1)}`);
  }
  database.close();
  return found;
}

describe('a power cut', () => {
  it('after any acknowledged write loses no acknowledged write', async () => {
    const file = join(disk, 'state.db');
    const database = openDatabase(file, async (log) => keep(log));
    keep(file);
    const bucket = createDiskStore(database, join(disk, 'objects'), async (path, bytes) => {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, bytes);
      keep(path);
    }).create('b');
    const acknowledged = new Map<string, string>();
    const write = async (key: string, letter: string, length: number) => {
      await bucket.withLock(key, () => bucket.put(key, Buffer.alloc(length, letter), attributes));
      acknowledged.set(key, `${length} ${length === 0 ? '' : letter}`);
    };
    const remove = async (key: string) => {
      await bucket.withLock(key, () => bucket.remove(key));
      acknowledged.delete(key);
    };
    let cuts = 0;
    const cut = async () => {
      expect(await readImage(cuts)).toEqual(acknowledged);
      cuts += 1;
    };

    for (const [index, length] of [10, LARGE, 0, 500, LARGE].entries()) {
      await write(`key-${index}`, 'a', length);
      await cut();
    }
    await write('key-0', 'b', LARGE);
    await cut();
    await write('key-1', 'c', 5);
    await cut();
    await remove('key-2');
    await cut();
    // Many at once share a transaction.
    await Promise.all(['d', 'e', 'f', 'g'].map((letter) => write(letter, letter, 100)));
    await cut();
    database.close();
    expect(cuts).toBe(9);
  });

  it('before the acknowledgement loses that write or keeps all of it', async () => {
    const file = join(disk, 'state.db');
    let isPowered = true;
    const database = openDatabase(file, async (log) => {
      if (!isPowered) throw new Error('The power is off.');
      keep(log);
    });
    keep(file);
    const bucket = createDiskStore(database, join(disk, 'objects')).create('b');
    const put = (key: string) => bucket.withLock(key, () => bucket.put(key, Buffer.from(key), attributes));
    await put('kept');
    isPowered = false;
    await expect(put('lost')).rejects.toThrow('The power is off.');
    expect(bucket.get('lost')).toBeUndefined();
    database.close();
    expect([...(await readImage(0)).keys()]).toEqual(['kept']);
  });
});

describe('a write that fails', () => {
  it('leaves the others of its moment undone and unacknowledged, and the next ones work', async () => {
    const database = openDatabase(join(disk, 'state.db'));
    const add = database.prepare('INSERT INTO fact (name, value) VALUES (?, ?)');
    const outcomes = await Promise.allSettled([
      database.write(() => add.run('one', '1')),
      database.write(() => {
        throw new Error('The disk is full.');
      }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await database.write(() => add.run('two', '2'));
    expect(database.prepare('SELECT name FROM fact').all()).toEqual([{ name: 'two' }]);
    database.close();
    await expect(database.write(() => {})).rejects.toThrow('closed');
  });
});
