import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode, StackFault } from './fault.ts';

export interface StateFolder {
  folder: string;
  /** Stays the same for as long as the folder lives. */
  stackId: string;
  release(): void;
}

/** Folders that stacks of this very process use. */
const taken = new Set<string>();

/** Takes the state folder for this process. @throws StackFault while another stack uses it */
export function takeStateFolder(folder: string): StateFolder {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new StackFault(`${folder}: cannot be made; set STATE_DIR to a folder that can be written.`, {
      cause,
    });
  }
  const lock = join(folder, 'stack.lock');
  const owner = existsSync(lock) ? readFileSync(lock, 'utf8').trim() : '';
  if (taken.has(folder) || (owner !== '' && isAlive(Number(owner)))) {
    throw new StackFault(
      `${folder} is used by the stack with process id ${owner || process.pid}; stop that one, or set STATE_DIR to another folder.`,
    );
  }
  rmSync(lock, { force: true });
  try {
    const handle = openSync(lock, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
  } catch (cause) {
    throw new StackFault(`${lock}: another stack starts at this moment, or the folder cannot be written.`, {
      cause,
    });
  }
  taken.add(folder);
  const idFile = join(folder, 'stack-id');
  if (!existsSync(idFile)) writeFileSync(idFile, randomUUID());
  return {
    folder,
    stackId: readFileSync(idFile, 'utf8').trim(),
    release() {
      taken.delete(folder);
      rmSync(lock, { force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  // Our own id was left by an earlier process that happened to have it.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
