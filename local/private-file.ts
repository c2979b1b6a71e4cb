import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder that only its owner may look into, or takes others' rights away from one that exists. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Writes a whole file, durably, so that only its owner may read it; it is never half there. */
export function writePrivately(file: string, text: string): void {
  const temporary = `${file}.new`;
  writeThrough(temporary, text);
  renameSync(temporary, file);
  syncFolderNow(dirname(file));
}

function writeThrough(file: string, text: string) {
  const handle = openSync(file, 'w', 0o600);
  try {
    const bytes = Buffer.from(text);
    // A disk that is almost full takes a part.
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes new and renamed names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The same at once, for the start. */
export function syncFolderNow(folder: string): void {
  // Windows cannot open folders, and does not need it.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
