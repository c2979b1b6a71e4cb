import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ProcessTree, processTree } from './process-tree.ts';

/** A copy of a checkout whose sources may be edited; its packages are those of the original. */
export interface Checkout {
  folder: string;
  remove(): void;
}

/** @param path a checkout after `npm ci` */
export function copyCheckout(path: string): Checkout {
  const source = resolve(path);
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-copy-'));
  copySources(source, folder);
  for (const place of ['.', 'frontend']) linkPackages(join(source, place), join(folder, place));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Copies the files that git tracks, as they are in the working tree. */
export function copySources(source: string, folder: string): void {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: source,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of list.split('\0').filter((name) => name !== '' && existsSync(join(source, name)))) {
    cpSync(join(source, path), join(folder, path));
  }
}

/** Links every package, but leaves the folder of caches out. */
function linkPackages(source: string, folder: string): void {
  const packages = join(source, 'node_modules');
  if (!existsSync(packages)) return;
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(packages)) {
    if (name !== '.cache') symlinkSync(join(packages, name), join(folder, 'node_modules', name));
  }
}

export interface Started {
  url: string;
  /** From the command to the line that says so. */
  readyMs: number;
  /** Everything that `npm start` made, npm itself included. */
  tree: ProcessTree;
  stop(): Promise<void>;
}

/** `npm start` with a state of its own, as a person types it. */
export async function npmStart(
  folder: string,
  parameters?: Record<string, string | number>,
): Promise<Started> {
  const own = mkdtempSync(join(tmpdir(), 'pixel-prompt-start-'));
  const parametersFile = join(own, 'parameters.json');
  writeFileSync(parametersFile, JSON.stringify({ Parameters: parameters }));
  const ports = { PORT: String(await freePort()), AWS_PORT: String(await freePort()) };
  const began = performance.now();
  // A process group of its own, since npm passes signals on to its child only after a while.
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: {
      ...withoutNpm(process.env),
      ...ports,
      STATE_DIR: join(own, 'state'),
      ...(parameters && { PARAMETERS_FILE: parametersFile }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const url = await readyUrl(child);
  return {
    url,
    readyMs: performance.now() - began,
    tree: processTree(child.pid ?? 0),
    async stop() {
      const ended = once(child, 'close');
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await ended;
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  let output = '';
  let problems = '';
  child.stderr?.on('data', (text) => {
    problems += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      output += text;
      const match = /is ready: (\S+)/.exec(output);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}${problems}`)));
  });
}

/** What `npm run bench` set for itself would change the `npm start` of another folder. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('npm_')));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Milliseconds from a change of the version in `GET /models` to the first answer that has it. The change is undone, and
 * that has taken effect: the next start finds what it built.
 */
export async function reload(folder: string, url: string): Promise<number> {
  const file = sourceNamed(join(folder, 'src'), 'describe-models.ts');
  const before = readFileSync(file, 'utf8');
  const untilReloaded = async (expected: boolean) => {
    const saved = performance.now();
    for (;;) {
      const answer = (await (await fetch(`${url}/models`)).json()) as { version: string };
      if ((answer.version === 'reloaded') === expected) return performance.now() - saved;
      if (performance.now() - saved > 20_000) throw new Error('The change never took effect.');
      await wait(20);
    }
  };
  writeFileSync(file, before.replace(/\bversion: [^,]+,/, `version: 'reloaded',`));
  try {
    return await untilReloaded(true);
  } finally {
    writeFileSync(file, before);
    await untilReloaded(false);
  }
}

function sourceNamed(folder: string, name: string): string {
  const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) =>
    each.endsWith(`/${name}`),
  );
  if (path === undefined) throw new Error(`There is no ${name} in ${folder}.`);
  return join(folder, path);
}
