import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that only this user can read, gone when the script ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
