import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StackFault } from './fault.ts';

const MAX_BYTES = 20 * 1024 * 1024;

export interface FunctionLog {
  write(functionId: string, line: string): void;
  close(): void;
}

/** Lines that functions write, as JSON lines; one older file is kept. */
export function openLog(file: string): FunctionLog {
  mkdirSync(dirname(file), { recursive: true });
  let handle = opened(file);
  let size = fstatSync(handle).size;
  let open = true;

  return {
    write(functionId, line) {
      if (!open) return;
      try {
        if (size > MAX_BYTES) {
          closeSync(handle);
          renameSync(file, `${file}.1`);
          handle = openSync(file, 'a', 0o600);
          size = 0;
        }
        size += writeSync(handle, `${asJson(functionId, line)}\n`);
      } catch {
        // On a full disk, runs matter more than their log.
      }
    },
    close() {
      if (open) closeSync(handle);
      open = false;
    },
  };
}

/** @throws StackFault where it cannot be written */
function opened(file: string): number {
  try {
    const handle = openSync(file, 'a', 0o600);
    chmodSync(file, 0o600);
    return handle;
  } catch (cause) {
    throw new StackFault(`${file}: cannot be written. Move it away; the next start makes a new one.`, {
      cause,
    });
  }
}

/** A line that is a JSON object stays as it is. */
function asJson(functionId: string, line: string): string {
  if (line.startsWith('{')) {
    try {
      JSON.parse(line);
      return line;
    } catch {
      // Text that only looks like JSON.
    }
  }
  return JSON.stringify({ time: new Date().toISOString(), function: functionId, message: line });
}
