import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lock file from which the packages were installed last. */
const STAMP = 'node_modules/.installed-from';

/**
 * The `node_modules` of `tools/<name>`, installed first if its lock file has changed since the last call.
 * `npm ci` in the root leaves these packages out: only one command each needs them.
 * @throws if npm cannot install them, for example without a network
 */
export function installedModules(name: string): string {
  const folder = join(import.meta.dirname, name);
  const stamp = join(folder, STAMP);
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    console.error(`Installing tools/${name} ...`);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    writeFileSync(stamp, lock);
  }
  return join(folder, 'node_modules');
}
