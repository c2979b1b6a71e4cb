import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 20 * 1024 * 1024;

export interface FunctionLog {
  write(functionId: string, line: string): void;
  close(): void;
}

/** Lines that functions write, as JSON lines; one older file is kept. */
export function openLog(file: string): FunctionLog {
  mkdirSync(dirname(file), { recursive: true });
  let handle = openSync(file, 'a', 0o600);
  chmodSync(file, 0o600);
  let size = fstatSync(handle).size;
  let open = true;

  return {
    write(functionId, line) {
      if (!open) return;
      if (size > MAX_BYTES) {
        closeSync(handle);
        renameSync(file, `${file}.1`);
        handle = openSync(file, 'a', 0o600);
        size = 0;
      }
      try {
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
