import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { root } from './lib/functions.ts';

const ROUNDS = 3;
const COPIED = ['template.yaml', 'package.json', 'src', 'local', 'frontend', 'tsconfig.json'];

export const benchmark: Benchmark = {
  about: 'npm start to ready, right after the install and again, and from saving a source file to its effect',
  run,
};

/** In a copy, so that the edit does not touch the sources; the packages are those of this folder. */
async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-start-'));
  for (const name of COPIED) {
    const filter = (path: string) => !/\/(node_modules|dist)$/.test(path);
    cpSync(join(root, name), join(folder, name), { recursive: true, filter });
  }
  linkPackages(folder);
  try {
    const first = await start(folder);
    await stop(first);
    const again: number[] = [];
    const reloads: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = await start(folder);
      again.push(started.readyMs);
      reloads.push(await reload(folder, started.url, round));
      await stop(started);
    }
    return [
      figure('npm start to ready, nothing built yet', 'ms', first.readyMs, { max: 5000 }),
      measured('npm start to ready, again', 'ms', again, { max: 5000 }),
      measured('source saved to new answer', 'ms', reloads, { max: 1000 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Links every package, but has a cache of its own. */
function linkPackages(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const { name } of readPackageNames())
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
}

function readPackageNames(): { name: string }[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const names = Object.keys(lock.packages).flatMap((path) => {
    const match = /^node_modules\/((?:@[^/]+|[^/@]+))(?:\/|$)/.exec(path);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return [...new Set([...names, '.bin'])].map((name) => ({ name }));
}

interface Started {
  child: ChildProcess;
  url: string;
  readyMs: number;
}

async function start(folder: string): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, ['local/main.ts'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', AWS_PORT: '0', STATE_DIR: join(folder, '.local') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let problems = '';
  child.stderr?.on('data', (text) => {
    problems += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (text) => {
      output += text;
      const match = /is ready: (\S+)/.exec(output);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${problems}`)));
  });
  return { child, url, readyMs: performance.now() - began };
}

async function stop({ child }: Started): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Changes the version in `GET /models` and polls until the new one appears. */
async function reload(folder: string, url: string, round: number): Promise<number> {
  const file = join(folder, 'src/usecases/models/describe-models.ts');
  const version = `reloaded-${round}`;
  const edited = readFileSync(file, 'utf8').replace(/\bversion: [^,]+,/, `version: '${version}',`);
  const saved = performance.now();
  writeFileSync(file, edited);
  for (;;) {
    const answer = (await (await fetch(`${url}/models`)).json()) as { version: string };
    if (answer.version === version) return performance.now() - saved;
    if (performance.now() - saved > 20_000) throw new Error('The change never took effect.');
    await wait(20);
  }
}
