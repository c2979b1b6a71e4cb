import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { PYTHON_TOOLS } from '../scripts/python-tools.ts';
import { copySources } from './lib/checkout.ts';
import { type Benchmark, type Figure, figure } from './lib/figure.ts';
import { root } from './lib/functions.ts';

const run = promisify(execFile);
const LARGEST_OUTPUT = 64 * 1024 * 1024;

export const benchmark: Benchmark = {
  about: 'npm ci, npm test and sam build in a fresh copy of the sources, once each',
  run: measureCommands,
};

/** Left out if SAM is not installed. */
async function measureCommands(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-setup-'));
  const PATH = [process.env.PATH, PYTHON_TOOLS].join(delimiter);
  const options = {
    cwd: folder,
    maxBuffer: LARGEST_OUTPUT,
    env: { ...process.env, PATH, SAM_CLI_TELEMETRY: '0' },
  };
  const timed = async (name: string, command: string, ...more: string[]) => {
    const began = performance.now();
    await run(command, more, options);
    return figure(name, 's', (performance.now() - began) / 1000);
  };
  try {
    copySources(root, folder);
    const figures = [
      await timed('npm ci', 'npm', 'ci', '--no-audit', '--no-fund'),
      ...sizeOf(join(folder, 'node_modules')),
    ];
    figures.push(await timed('npm test', 'npm', 'test'));
    const hasSam = PATH.split(delimiter).some((place) => existsSync(join(place, 'sam')));
    if (hasSam) figures.push(await timed('sam build', 'sam', 'build'));
    else console.log('  sam build: there is no sam on this machine');
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `npm ci` put on the disk. */
function sizeOf(folder: string): Figure[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce((sum, { parentPath, name }) => sum + lstatSync(join(parentPath, name)).size, 0);
  return [figure('npm ci: size', 'MB', bytes / 2 ** 20), figure('npm ci: files', 'files', files.length)];
}
