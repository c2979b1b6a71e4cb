import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface StoredObject {
  key: string;
  /** Name of the data file. */
  file: string;
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

type JournalLine = StoredObject | { key: string; removed: true };

/** Reads what a bucket holds; a line that a crash cut off counts as never written, and so do its data. */
export function openJournal(file: string, dataFolder: string): Map<string, StoredObject> {
  const objects = new Map<string, StoredObject>();
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  let lines = 0;
  for (const line of text.split('\n')) {
    const entry = parse(line);
    if (!entry) continue;
    lines++;
    if ('removed' in entry) objects.delete(entry.key);
    else objects.set(entry.key, entry);
  }
  const cutOff = text !== '' && !text.endsWith('\n');
  if (cutOff || lines > objects.size) {
    writeFileSync(
      `${file}.new`,
      [...objects.values()].map((object) => `${JSON.stringify(object)}\n`).join(''),
    );
    renameSync(`${file}.new`, file);
    removeOrphans(dataFolder, objects);
  }
  return objects;
}

function parse(line: string): JournalLine | undefined {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

function removeOrphans(dataFolder: string, objects: ReadonlyMap<string, StoredObject>) {
  const known = new Set([...objects.values()].map((object) => object.file));
  for (const parent of readdirSync(dataFolder)) {
    for (const name of readdirSync(join(dataFolder, parent))) {
      if (!known.has(name)) rmSync(join(dataFolder, parent, name), { force: true });
    }
  }
}
