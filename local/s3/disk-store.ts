import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '../database.ts';
import { errorCode, StackFault } from '../fault.ts';
import { syncFolder, syncFolderNow } from '../private-file.ts';
import { createKeyLock } from './key-lock.ts';
import { createKeyIndex, type KeyIndex } from './key-order.ts';

export interface StoredObject {
  key: string;
  /** Name of the data file; `undefined` for small objects, which are in the database. */
  file?: string | undefined;
  size: number;
  /** With quotes. */
  etag: string;
  /** Milliseconds since the epoch. */
  lastModified: number;
  /** `content-type`, `cache-control` and the like. */
  headers: Record<string, string>;
  /** `x-amz-meta-*`, without that prefix. */
  metadata: Record<string, string>;
  checksums: Record<string, string>;
}

/** What a client says about an object beside its bytes. */
export type Attributes = Pick<StoredObject, 'headers' | 'metadata' | 'checksums'>;

export interface ReadObject {
  object: StoredObject;
  data: Buffer;
}

export interface Bucket {
  name: string;
  createdAt: number;
  keys: KeyIndex;
  get(key: string): StoredObject | undefined;
  /** The newest object that is on the disk; `undefined` where there is none. */
  read(key: string): Promise<ReadObject | undefined>;
  /** Runs `work` alone among all work on this key; conditions are checked inside. */
  withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /**
   * Resolves once the object is on the disk. Call inside `withLock`.
   * @param sha256 of the data, where it is known already
   */
  put(key: string, data: Buffer, attributes: Attributes, sha256?: string): Promise<StoredObject>;
  /** Resolves once it is gone from the disk. Call inside `withLock`. */
  remove(key: string): Promise<void>;
}

export interface DiskStore {
  buckets(): Bucket[];
  bucket(name: string): Bucket | undefined;
  create(name: string): Bucket;
  /** Removes an empty bucket. */
  remove(name: string): void;
}

/** Objects up to this size are kept in the database, larger ones in a file each. */
const SMALL_BYTES = 64 * 1024;

/** Makes the bytes of a file durable; tests watch it. */
export type WriteFile = (file: string, bytes: Buffer) => Promise<void>;

/** Buckets whose index is in the database; `{folder}/ab/{id}` holds the bytes of a large object. */
export function createDiskStore(
  database: Database,
  folder: string,
  write: WriteFile = writeDurably,
): DiskStore {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) syncFolderNow(dirname(made));
  const addBucket = database.prepare('INSERT OR IGNORE INTO bucket (name, createdAt) VALUES (?, ?)');
  const removeBucket = database.prepare('DELETE FROM bucket WHERE name = ?');
  const open = new Map<string, Bucket>();
  for (const { name, createdAt } of database.prepare('SELECT name, createdAt FROM bucket').all()) {
    open.set(String(name), openBucket(database, folder, String(name), Number(createdAt), write));
  }
  removeOrphans(folder, [...open.values()]);
  return {
    buckets: () => [...open.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    bucket: (name) => open.get(name),
    create(name) {
      const found = open.get(name);
      if (found) return found;
      const bucket = openBucket(database, folder, name, Date.now(), write);
      addBucket.run(name, bucket.createdAt);
      open.set(name, bucket);
      return bucket;
    },
    remove(name) {
      removeBucket.run(name);
      open.delete(name);
    },
  };
}

function openBucket(
  database: Database,
  folder: string,
  name: string,
  createdAt: number,
  write: WriteFile,
): Bucket {
  const selectAll = database.prepare('SELECT about FROM object WHERE bucket = ?');
  const selectOne = database.prepare('SELECT about, data FROM object WHERE bucket = ? AND key = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO object (bucket, key, about, data) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM object WHERE bucket = ? AND key = ?');
  const objects = new Map<string, StoredObject>();
  for (const { about } of selectAll.iterate(name)) {
    const object: StoredObject = JSON.parse(String(about));
    objects.set(object.key, object);
  }
  const keys = createKeyIndex(objects.keys());
  const pathOf = (id: string) => join(folder, id.slice(0, 2), id);

  async function discard(object: StoredObject | undefined) {
    if (object?.file !== undefined) await unlink(pathOf(object.file)).catch(() => {});
  }

  function damaged({ key, file }: StoredObject, cause: unknown): StackFault {
    const place = file === undefined ? 'the database' : pathOf(file);
    return new StackFault(
      `${place}: the bytes of ${key} are damaged or missing. Everything else can be read.`,
      {
        cause,
      },
    );
  }

  function mayBeIndexed({ key, file }: StoredObject): boolean {
    try {
      return rowOf(key)?.object.file === file;
    } catch {
      return true;
    }
  }

  /** What the database has, which may be a write that is not on the disk yet. */
  function rowOf(key: string): ReadObject | undefined {
    const row = selectOne.get(name, key);
    if (row === undefined) return undefined;
    const { about, data } = row;
    return {
      object: JSON.parse(String(about)),
      data:
        data instanceof Uint8Array
          ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
          : Buffer.alloc(0),
    };
  }

  async function withBytes(row: ReadObject): Promise<ReadObject> {
    const { object } = row;
    const data = object.file === undefined ? row.data : await readFile(pathOf(object.file));
    if (data.length !== object.size)
      throw new Error(`It has ${data.length} bytes instead of ${object.size}.`);
    return { object, data };
  }

  const withLock = createKeyLock();

  return {
    name,
    createdAt,
    keys,
    get: (key) => objects.get(key),
    async read(key) {
      for (;;) {
        const object = objects.get(key);
        if (!object) return undefined;
        try {
          if (object.file !== undefined) return await withBytes({ object, data: Buffer.alloc(0) });
          const row = rowOf(key);
          if (row !== undefined && isSame(row.object, object)) return await withBytes(row);
        } catch (cause) {
          // Overwritten between lookup and read: look again. Otherwise the state folder is damaged.
          if (objects.get(key) === object) throw damaged(object, cause);
          continue;
        }
        // The database already has what is not on the disk yet, and so is not to be shown.
        await withLock(key, async () => {});
        if (objects.get(key) !== object) continue;
        // That write has failed, and nobody can say whether it is on the disk.
        const left = rowOf(key);
        return left && withBytes(left);
      }
    },
    withLock,
    async put(key, bytes, attributes, sha256) {
      const before = objects.get(key);
      const isSmall = bytes.length <= SMALL_BYTES;
      const file = isSmall ? undefined : randomUUID();
      const object: StoredObject = {
        key,
        file,
        size: bytes.length,
        etag: etagOf(bytes, sha256),
        lastModified: Date.now(),
        ...attributes,
      };
      try {
        if (file !== undefined) await write(pathOf(file), bytes);
        await database.write(() => upsert.run(name, key, JSON.stringify(object), isSmall ? bytes : null));
      } catch (error) {
        // Where only the waiting for the disk failed, the database may have the new object.
        if (!mayBeIndexed(object)) await discard(object);
        throw error;
      }
      objects.set(key, object);
      keys.add(key);
      await discard(before);
      return object;
    },
    async remove(key) {
      const before = objects.get(key);
      if (!before) return;
      await database.write(() => remove.run(name, key));
      objects.delete(key);
      keys.remove(key);
      await discard(before);
    },
  };
}

const isSame = (one: StoredObject, other: StoredObject) =>
  one.file === other.file && one.etag === other.etag && one.lastModified === other.lastModified;

/** S3 promises no algorithm; a body that was hashed for its signature is not hashed once more. */
const etagOf = (bytes: Buffer, sha256 = createHash('sha256').update(bytes).digest('hex')) =>
  `"${sha256.slice(0, 32)}"`;

/** Writes a new file and waits until it is on the disk. */
async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const parent = join(file, '..');
  const handle = await openNew(file, parent);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(parent);
}

/** Only the first file in a folder finds it missing. */
async function openNew(file: string, parent: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await mkdir(parent, { recursive: true, mode: 0o700 });
    await syncFolder(join(parent, '..'));
    return open(file, 'wx', 0o600);
  }
}

/** Files of writes that a crash cut off. */
function removeOrphans(folder: string, buckets: readonly Bucket[]) {
  const known = new Set<string>();
  for (const { keys, get } of buckets) {
    for (let at = 0; at < keys.size(); at += 1) {
      const file = get(keys.at(at) ?? '')?.file;
      if (file !== undefined) known.add(file);
    }
  }
  for (const parent of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, parent))) {
      if (!known.has(name)) rmSync(join(folder, parent, name), { force: true });
    }
  }
}
