import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournal, type StoredObject } from './journal.ts';
import { createKeyLock } from './key-lock.ts';
import { createKeyIndex, type KeyIndex } from './key-order.ts';

export type { StoredObject } from './journal.ts';

/** Bytes up to which files are read and written at once: the four turns of an asynchronous call take longer than the disk. */
const SMALL = 64 * 1024;

/** What a client says about an object beside its bytes. */
export type Attributes = Pick<StoredObject, 'headers' | 'metadata' | 'checksums'>;

export interface Bucket {
  name: string;
  createdAt: number;
  keys: KeyIndex;
  get(key: string): StoredObject | undefined;
  /** The bytes of the object as it is now, with its description; `undefined` where there is none. */
  read(key: string): Promise<{ object: StoredObject; data: Buffer } | undefined>;
  /** Runs `work` alone among all work on this key; conditions are checked inside. */
  withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /** Data first, then the journal line that makes it visible. Call inside `withLock`. */
  put(key: string, data: Buffer, attributes: Attributes): Promise<StoredObject>;
  /** Call inside `withLock`. */
  remove(key: string): Promise<void>;
}

export interface DiskStore {
  buckets(): Bucket[];
  bucket(name: string): Bucket | undefined;
  create(name: string): Bucket;
  /** Removes an empty bucket. */
  remove(name: string): void;
  close(): void;
}

/** Buckets as folders: `{bucket}/data/ab/{id}` holds bytes, `{bucket}/journal.jsonl` says which key they belong to. */
export function createDiskStore(folder: string): DiskStore {
  mkdirSync(folder, { recursive: true });
  const open = new Map<string, Bucket & { close(): void }>();
  for (const name of readdirSync(folder)) {
    if (existsSync(join(folder, name, 'data'))) open.set(name, openBucket(folder, name));
  }
  return {
    buckets: () => [...open.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    bucket: (name) => open.get(name),
    create(name) {
      const found = open.get(name);
      if (found) return found;
      mkdirSync(join(folder, name, 'data'), { recursive: true });
      const bucket = openBucket(folder, name);
      open.set(name, bucket);
      return bucket;
    },
    remove(name) {
      open.get(name)?.close();
      open.delete(name);
      rmSync(join(folder, name), { recursive: true, force: true });
    },
    close() {
      for (const bucket of open.values()) bucket.close();
    },
  };
}

function openBucket(folder: string, name: string): Bucket & { close(): void } {
  const home = join(folder, name);
  const data = join(home, 'data');
  const journalFile = join(home, 'journal.jsonl');
  const objects = openJournal(journalFile, data);
  const keys = createKeyIndex(objects.keys());
  const journal = openSync(journalFile, 'a');
  const folders = new Set<string>();
  const pathOf = (id: string) => join(data, id.slice(0, 2), id);

  async function writeData(id: string, bytes: Buffer) {
    const parent = id.slice(0, 2);
    if (!folders.has(parent)) mkdirSync(join(data, parent), { recursive: true });
    folders.add(parent);
    if (bytes.length <= SMALL) writeFileSync(pathOf(id), bytes);
    else await writeFile(pathOf(id), bytes);
  }

  const discard = (object: StoredObject | undefined) =>
    object ? unlink(pathOf(object.file)).catch(() => {}) : Promise.resolve();

  return {
    name,
    createdAt: statSync(data).birthtimeMs || statSync(data).ctimeMs,
    keys,
    get: (key) => objects.get(key),
    async read(key) {
      for (;;) {
        const object = objects.get(key);
        if (!object) return undefined;
        try {
          const file = pathOf(object.file);
          return { object, data: object.size <= SMALL ? readFileSync(file) : await readFile(file) };
        } catch (error) {
          // Overwritten between the look-up and the read: look again. Anything else is a broken state folder.
          if (objects.get(key) === object) throw error;
        }
      }
    },
    withLock: createKeyLock(),
    async put(key, bytes, attributes) {
      const before = objects.get(key);
      const file = randomUUID();
      await writeData(file, bytes);
      const object: StoredObject = {
        key,
        file,
        size: bytes.length,
        etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
        lastModified: Date.now(),
        ...attributes,
      };
      writeSync(journal, `${JSON.stringify(object)}\n`);
      objects.set(key, object);
      keys.add(key);
      await discard(before);
      return object;
    },
    async remove(key) {
      const before = objects.get(key);
      if (!before) return;
      writeSync(journal, `${JSON.stringify({ key, removed: true })}\n`);
      objects.delete(key);
      keys.remove(key);
      await discard(before);
    },
    close: () => closeSync(journal),
  };
}
