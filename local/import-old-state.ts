import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { StackFault } from './fault.ts';
import { readOldTables } from './import-old-tables.ts';

/** What the stack kept before there was a database: `s3/`, `dynamodb/` and `events/` in the same folder. */
interface OldObject {
  key: string;
  file: string;
  size: number;
}

const IMPORTED = 'imported';

/**
 * Imports, once, the state of version 0.1.0 from the same folder, and leaves its files where they are.
 * @returns a sentence for the owner when something was imported
 * @throws StackFault naming what cannot be read
 */
export async function importOldState(
  folder: string,
  database: Database,
  objects: string,
): Promise<string | undefined> {
  const old = ['s3', 'dynamodb', 'events'].filter((name) => existsSync(join(folder, name)));
  const isDone = database.prepare('SELECT value FROM fact WHERE name = ?').get(IMPORTED) !== undefined;
  if (old.length === 0 || isDone) return undefined;

  const changes: (() => void)[] = [];
  if (old.includes('s3')) changes.push(...importBuckets(join(folder, 's3'), database, objects));
  if (old.includes('events')) changes.push(...importEvents(join(folder, 'events'), database));
  if (old.includes('dynamodb')) changes.push(...(await importTables(join(folder, 'dynamodb'), database)));
  const remember = database.prepare('INSERT INTO fact (name, value) VALUES (?, ?)');
  await database.write(() => {
    for (const change of changes) change();
    remember.run(IMPORTED, new Date().toISOString());
  });
  const folders = old.map((name) => join(folder, name)).join(', ');
  return `The runs of an earlier version were imported. Their old files are kept and may be deleted: ${folders}.`;
}

function importBuckets(folder: string, database: Database, objects: string): (() => void)[] {
  const addBucket = database.prepare('INSERT OR IGNORE INTO bucket (name, createdAt) VALUES (?, ?)');
  const addObject = database.prepare(
    'INSERT OR IGNORE INTO object (bucket, key, about, data) VALUES (?, ?, ?, NULL)',
  );
  return readdirSync(folder).flatMap((name) => {
    const data = join(folder, name, 'data');
    if (!existsSync(data)) return [];
    const changes = [() => void addBucket.run(name, Date.now())];
    for (const object of readJournal(join(folder, name, 'journal.jsonl'))) {
      const part = join(object.file.slice(0, 2), object.file);
      if (!existsSync(join(data, part))) continue;
      takeOver(join(data, part), join(objects, part));
      changes.push(() => void addObject.run(name, object.key, JSON.stringify(object)));
    }
    return changes;
  });
}

/** The last line of each key says what it holds; a line that a crash cut off counts as never written. */
function readJournal(file: string): OldObject[] {
  const found = new Map<string, OldObject>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines) {
    const entry = parse(line);
    if (typeof entry?.key !== 'string') continue;
    if ('removed' in entry) found.delete(entry.key);
    else found.set(entry.key, entry as unknown as OldObject);
  }
  return [...found.values()];
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A second name for the same bytes, where the disk has that. */
function takeOver(from: string, to: string) {
  if (existsSync(to)) return;
  mkdirSync(join(to, '..'), { recursive: true, mode: 0o700 });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function importEvents(folder: string, database: Database): (() => void)[] {
  const add = database.prepare('INSERT OR IGNORE INTO event (id, event) VALUES (?, ?)');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const event = parse(text);
    if (typeof event?.id !== 'string') {
      throw new StackFault(`${join(folder, name)} is damaged; move it away to go on without this event.`);
    }
    const { id } = event;
    return () => void add.run(String(id), text);
  });
}

/** From a copy: opening a LevelDB changes its files. */
async function importTables(folder: string, database: Database): Promise<(() => void)[]> {
  const copy = mkdtempSync(join(tmpdir(), 'pixel-prompt-import-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const addTable = database.prepare(
      'INSERT OR IGNORE INTO tableDescription (name, description) VALUES (?, ?)',
    );
    const addItem = database.prepare('INSERT OR IGNORE INTO item (tableName, key, item) VALUES (?, ?, ?)');
    const tables = await readOldTables(copy);
    return tables.flatMap(({ name, description, items }) => [
      () => void addTable.run(name, JSON.stringify(description)),
      ...items.map(
        ({ id, item }) =>
          () =>
            void addItem.run(name, id, JSON.stringify(item)),
      ),
    ]);
  } catch (cause) {
    throw new StackFault(`${folder} is damaged; move it away to go on without the counters in it.`, {
      cause,
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
