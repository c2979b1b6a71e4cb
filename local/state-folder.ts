import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Database, openDatabase } from './database.ts';
import { StackFault } from './fault.ts';
import { privateFolder, syncFolderNow, writePrivately } from './private-file.ts';

export interface StateFolder {
  folder: string;
  /** Stays the same for as long as the folder lives. */
  stackId: string;
  database: Database;
  /** Holds the bytes of large objects. */
  objects: string;
  release(): void;
}

const STACK_ID = 'stack-id';
/** What a start leaves that was killed while it wrote the id. */
const UNFINISHED = `${STACK_ID}.new`;
export const databaseFile = (folder: string) => join(folder, 'state.db');

/**
 * Takes the state folder for this process: the database stays locked until `release`, or until the process ends.
 * @throws StackFault while another stack uses it, or where something in it is damaged
 */
export function takeStateFolder(folder: string): StateFolder {
  prepare(folder);
  const stackId = readStackId(join(folder, STACK_ID));
  const database = openDatabase(databaseFile(folder));
  return { folder, stackId, database, objects: join(folder, 'objects'), release: database.close };
}

/** @throws StackFault where the folder cannot be made or holds something else */
function prepare(folder: string) {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) syncFolderNow(dirname(made));
    if (existsSync(join(folder, STACK_ID))) privateFolder(folder);
  } catch (cause) {
    const text = `${folder}: cannot be used; set STATE_DIR to a folder that can be written.`;
    throw new StackFault(text, { cause });
  }
  const others = readdirSync(folder).filter((name) => name !== UNFINISHED);
  if (others.length > 0 && !others.includes(STACK_ID)) {
    throw new StackFault(
      `${folder} holds other files and no ${STACK_ID}; set STATE_DIR to a folder of its own.`,
    );
  }
}

/** Bucket and table names contain it, so a damaged id is reported and never replaced. */
function readStackId(file: string): string {
  if (!existsSync(file)) writePrivately(file, randomUUID());
  const id = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new StackFault(
    `${file}: this is not a stack id. Delete the state folder, or set STATE_DIR to another one, to start afresh.`,
  );
}
