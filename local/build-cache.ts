import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Built {
  file: string;
  /** Absolute paths of the sources. */
  inputs: ReadonlySet<string>;
}

/** What is kept of a build, so that the next start can tell whether it still holds. */
interface BuildRecord {
  file: string;
  /** Size and time of each source; none for one that was changed during the build. */
  inputs: [path: string, size: number, mtimeMs: number][];
}

const KEEP_MS = 7 * 24 * 3600 * 1000;

/**
 * Remembers a build.
 * @param name of the record; it stands for everything beside the sources that the bundle depends on
 * @param begunAt milliseconds since the epoch
 */
export async function remember(folder: string, name: string, built: Built, begunAt: number): Promise<void> {
  const inputs = [...built.inputs].map((path): BuildRecord['inputs'][number] => {
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: Infinity };
    return [path, size, mtimeMs < begunAt ? mtimeMs : -1];
  });
  await writeWhole(join(folder, `${name}.json`), JSON.stringify({ file: built.file, inputs }));
}

/** The remembered build, unless one of its sources has changed since. */
export async function recall(folder: string, name: string): Promise<Built | undefined> {
  const path = join(folder, `${name}.json`);
  try {
    const { file, inputs }: BuildRecord = JSON.parse(await readFile(path, 'utf8'));
    const isCurrent = inputs.every(([source, size, mtimeMs]) => {
      const info = statSync(source, { throwIfNoEntry: false });
      return info?.size === size && info.mtimeMs === mtimeMs;
    });
    if (!isCurrent || !existsSync(file)) return undefined;
    await Promise.all([path, file].map(markUsed));
    return { file, inputs: new Set(inputs.map(([source]) => source)) };
  } catch {
    // No record, or one that cannot be read: the bundle is built.
    return undefined;
  }
}

/** A file that is never half there. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}

/** So that it does not look like last week's. */
export const markUsed = (file: string) => utimes(file, new Date(), new Date());

/** Removes what no build has used for a week. */
export async function removeOld(folder: string): Promise<void> {
  const limit = Date.now() - KEEP_MS;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < limit) await rm(file, { force: true });
  }
}
