import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../../scripts/deploy/run.ts';

export const PROJECT = resolve(import.meta.dirname, '../..');

/** Of dependencies' own programs and of the local stack, in `node_modules`. */
const CACHES = ['.cache', '.vite', '.vite-temp'];

/** Demonstration models: they need neither key nor network. */
export const DEMOS = {
  ModelCount: 2,
  Model1Name: 'Demo Aurora',
  Model2Name: 'Demo Contour',
  PromptModelIndex: 0,
};

/** A copy of the project that a scene may change. */
export interface Workspace {
  folder: string;
  /** Replaces text in a file. @throws Error when it is not there */
  edit(file: string, from: string | RegExp, to: string): void;
  writeParameters(parameters: Record<string, unknown>): void;
}

/** Copies what git knows of the working tree, with its changes. */
export async function copyProject(folder: string): Promise<Workspace> {
  mkdirSync(folder, { recursive: true });
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    capture: true,
    cwd: PROJECT,
  });
  for (const file of stdout.split('\0')) {
    if (file !== '' && existsSync(join(PROJECT, file))) cpSync(join(PROJECT, file), join(folder, file));
  }
  await copyDependencies(folder);
  return openWorkspace(folder);
}

/** A scene cannot be played here. That is not a failure, but it has to be said loudly. */
export class NotProvable extends Error {}

/**
 * Takes a commit out of the history.
 * @throws NotProvable where the clone does not have it
 */
export async function checkOut(commit: string, folder: string): Promise<Workspace> {
  mkdirSync(folder, { recursive: true });
  const script = `git archive ${commit} | tar -x -C "$1"`;
  const { code, stderr } = await run('bash', ['-o', 'pipefail', '-c', script, '--', folder], {
    capture: true,
    cwd: PROJECT,
  });
  if (code !== 0) {
    throw new NotProvable(
      `this clone lacks ${commit}; get it with: git fetch --unshallow (${stderr.trim()})`,
    );
  }
  if (isSame('package-lock.json', folder)) await copyDependencies(folder);
  else await succeed('npm', ['ci', '--no-audit', '--no-fund'], folder);
  return openWorkspace(folder);
}

const isSame = (file: string, folder: string) =>
  readFileSync(join(PROJECT, file), 'utf8') === readFileSync(join(folder, file), 'utf8');

/**
 * Links instead of copies where the file system can: seconds instead of a minute. Without the caches, which others may be
 * writing meanwhile.
 */
async function copyDependencies(folder: string): Promise<void> {
  for (const name of ['node_modules', 'frontend/node_modules']) {
    if (!existsSync(join(PROJECT, name))) continue;
    const target = join(folder, name);
    mkdirSync(target, { recursive: true });
    const entries = readdirSync(join(PROJECT, name)).filter((entry) => !CACHES.includes(entry));
    const copied = entries.map((entry) => join(PROJECT, name, entry));
    if (copied.length === 0) continue;
    const linked = await run('cp', ['-RPl', ...copied, target], { capture: true });
    if (linked.code !== 0) await succeed('cp', ['-RP', ...copied, target], folder);
  }
}

async function succeed(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run(command, args, { capture: true, cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

function openWorkspace(folder: string): Workspace {
  return {
    folder,
    edit(file, from, to) {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, () => to);
      if (after === before) throw new Error(`${file} does not have ${String(from)}`);
      writeFileSync(path, after);
    },
    writeParameters: (parameters) =>
      writeFileSync(join(folder, 'parameters.json'), JSON.stringify({ Parameters: parameters })),
  };
}
