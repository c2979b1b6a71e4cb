import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode, StackFault } from './fault.ts';
import { privateFolder } from './private-file.ts';

export interface StateFolder {
  folder: string;
  /** Stays the same for as long as the folder lives. */
  stackId: string;
  release(): void;
}

const STACK_ID = 'stack-id';
/** Folders that stacks of this very process use. */
const taken = new Set<string>();

/** Takes the state folder for this process. @throws StackFault while another stack uses it */
export function takeStateFolder(folder: string): StateFolder {
  prepare(folder);
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
    throw new StackFault(
      `${lock}: another stack starts at this moment, or the folder cannot be written; then set STATE_DIR to another one.`,
      {
        cause,
      },
    );
  }
  let stackId: string;
  try {
    stackId = readStackId(join(folder, STACK_ID));
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  }
  taken.add(folder);
  return {
    folder,
    stackId,
    release() {
      taken.delete(folder);
      rmSync(lock, { force: true });
    },
  };
}

/** @throws StackFault where the folder cannot be made or holds something else */
function prepare(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const text = `${folder}: cannot be made; set STATE_DIR to a folder that can be written.`;
    throw new StackFault(text, { cause });
  }
  if (existsSync(join(folder, STACK_ID))) privateFolder(folder);
  else if (readdirSync(folder).length > 0) {
    throw new StackFault(
      `${folder} holds other files and no ${STACK_ID}; set STATE_DIR to a folder of its own.`,
    );
  }
}

/** Names of buckets and tables come from it, so a broken one is no reason to make another behind the owner's back. */
function readStackId(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomUUID());
    renameSync(`${file}.new`, file);
  }
  const id = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new StackFault(
    `${file}: this is no stack id. Delete the state folder, or set STATE_DIR to another one, to start afresh.`,
  );
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
