import { close, closeSync, existsSync, fsync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StackFault } from './fault.ts';
import { syncFolderNow } from './private-file.ts';

/** The one SQLite file in which the stack keeps what must survive: every acknowledged write is on the disk. */
export interface Database {
  prepare(sql: string): StatementSync;
  /**
   * Runs `change`, which must be synchronous, in a transaction together with what else is waiting, in the order of the
   * calls. Resolves once it is on the disk. @throws when it could not be written, for example on a full disk; it is then rolled back
   */
  write(change: () => void): Promise<void>;
  close(): void;
}

/** Makes a file durable; tests watch it. */
export type Sync = (file: string, descriptor: number) => Promise<void>;

const syncFile = promisify(fsync);
const sync: Sync = (_file, descriptor) => syncFile(descriptor);
const closeFile = promisify(close);
/** The log of changes is folded into the database beyond this many. */
const CHANGES_IN_LOG = 2000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, createdAt INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, about TEXT NOT NULL, data BLOB, PRIMARY KEY (bucket, key)
  );
  CREATE TABLE IF NOT EXISTS tableDescription (name TEXT PRIMARY KEY, description TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS item (
    tableName TEXT NOT NULL, key TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (tableName, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS message (queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (queue, id));
  CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * Opens the database for this process alone.
 * @throws StackFault while another process has it open, or where the file is damaged
 */
export function openDatabase(file: string, onDisk: Sync = sync): Database {
  const sqlite = open(file);
  const log = `${file}-wal`;
  let descriptor: number | undefined;
  const queue: { change: () => void; resolve(): void; reject(error: unknown): void }[] = [];
  let isWriting = false;
  let isClosed = false;
  let changes = 0;

  async function writeQueue() {
    if (isWriting) return;
    isWriting = true;
    // What else comes in this turn shares the transaction, and the wait for the disk.
    for (await turn(); queue.length > 0 && !isClosed; ) {
      const batch = queue.splice(0);
      try {
        if (!existsSync(log)) throw deleted(file);
        transact(batch.map(({ change }) => change));
        descriptor ??= openSync(log, 'r+');
        await onDisk(log, descriptor);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      if (changes > CHANGES_IN_LOG && queue.length === 0 && !isClosed) checkpoint();
    }
    isWriting = false;
  }

  function transact(work: readonly (() => void)[]) {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      for (const change of work) change();
      sqlite.exec('COMMIT');
      changes += work.length;
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /** May fail on a full disk, which loses nothing: the log holds everything. */
  function checkpoint() {
    try {
      sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      changes = 0;
    } catch {
      changes = 0;
    }
  }

  return {
    prepare: (sql) => sqlite.prepare(sql),
    write: (change) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('The database is closed.'));
        queue.push({ change, resolve, reject });
        void writeQueue();
      }),
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const { reject } of queue.splice(0)) reject(new Error('The database is closed.'));
      if (descriptor !== undefined) void closeFile(descriptor).catch(() => {});
      sqlite.close();
    },
  };
}

function open(file: string): DatabaseSync {
  const isNew = !existsSync(file);
  let sqlite: DatabaseSync | undefined;
  try {
    // SQLite gives its log the rights of the database.
    if (isNew) closeSync(openSync(file, 'a', 0o600));
    sqlite = new DatabaseSync(file, { timeout: 0 });
    // In this mode SQLite writes the log without waiting for the disk: the waiting is done outside of the thread, once
    // for many writes. The log is folded into the database only where this module says so.
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    sqlite.exec('PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE;');
    sqlite.exec(SCHEMA);
    sqlite.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE);');
    // The log is made anew at each start.
    syncFolderNow(dirname(file));
    return sqlite;
  } catch (cause) {
    sqlite?.close();
    if (Reflect.get(Object(cause), 'errcode') === BUSY) {
      throw new StackFault(
        `${dirname(file)} is used by another stack; stop that one, or set STATE_DIR to another folder.`,
        { cause },
      );
    }
    throw damaged(file, cause);
  }
}

/** SQLite would go on writing to files that nobody can open any more. */
const deleted = (file: string) =>
  new StackFault(
    `${file} was deleted while the stack was running. Nothing more is kept; start the stack again.`,
  );

/** SQLITE_BUSY */
const BUSY = 5;
/** SQLITE_CORRUPT, SQLITE_NOTADB */
const DAMAGED = [11, 26];

/** Damage that shows only where it is read: the same error, naming the file and the way out. */
export function asFault(error: unknown, file: string): unknown {
  return DAMAGED.includes(Number(Reflect.get(Object(error), 'errcode'))) ? damaged(file, error) : error;
}

function damaged(file: string, cause: unknown): StackFault {
  const text = String(Reflect.get(Object(cause), 'message') ?? cause);
  return new StackFault(
    `${file}: ${text}. If the file is damaged, move it away; the next start then begins without the runs in it.`,
    { cause },
  );
}
