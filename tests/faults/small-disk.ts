import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../local/fault.ts';

/** A folder on a disk of its own, which can be filled up. */
export interface SmallDisk {
  folder: string;
  /** Takes all the room that is left; `undefined` where the folder is on a disk that others use. */
  fill: (() => void) | undefined;
  free(): void;
  remove(): void;
}

/** A file system in memory, for which one has to be root on Linux; elsewhere a usual folder. */
export function makeSmallDisk(megabytes: number): SmallDisk {
  const root = mkdtempSync(join(tmpdir(), 'pixel-prompt-faults-'));
  const isOwn = process.platform === 'linux' && process.getuid?.() === 0 && isMounted(root, megabytes);
  const filler = join(root, 'filler');
  const folder = join(root, 'state');
  mkdirSync(folder);
  const remove = () => {
    process.off('exit', remove);
    if (isOwn) spawnSync('umount', ['-l', root]);
    rmSync(root, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return {
    folder,
    fill: isOwn ? () => fillUp(filler) : undefined,
    free: () => rmSync(filler, { force: true }),
    remove,
  };
}

function isMounted(folder: string, megabytes: number): boolean {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder];
  return spawnSync('mount', options).status === 0;
}

/** To the last byte, since what is nearly full takes small writes and refuses large ones. */
function fillUp(file: string) {
  const handle = openSync(file, 'a');
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 16)) {
      const bytes = Buffer.alloc(size);
      while (takes(handle, bytes));
    }
  } finally {
    closeSync(handle);
  }
}

function takes(handle: number, bytes: Buffer): boolean {
  try {
    return writeSync(handle, bytes) === bytes.length;
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
