import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutate } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A fault that makes a loop endless is found by this. */
const TIMEOUT_MS = 180_000;

export interface Trial {
  outcome: 'killed' | 'survived' | 'timed out';
  /** What jest printed. */
  output: string;
}

/** Runs the tests until the first file fails, with the fault if there is one. The tree of files is left as it is. */
export async function runTests(tests: readonly string[], mutant?: Mutant): Promise<Trial> {
  if (tests.length === 0) return { outcome: 'survived', output: '' };
  const fault =
    mutant && (({ path, start, end, replacement }) => ({ path, start, end, replacement }))(mutant);
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--config=tools/mutants/jest.config.js',
      '--runInBand',
      '--silent',
      '--ci',
      '--runTestsByPath',
      ...tests,
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        TEST_ORDER: JSON.stringify(tests),
        MUTANT: fault === undefined ? '' : JSON.stringify(fault),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal !== null) return resolve({ outcome: 'timed out', output });
      resolve({ outcome: code === 0 ? 'survived' : 'killed', output });
    });
  });
}

export interface TypeCheck {
  /** Whether the compiler accepts the fault; one that it refuses says nothing about the tests. */
  accepts(mutant: Mutant): boolean;
  remove(): void;
}

/** Checks types in a copy of `src`. */
export function createTypeCheck(): TypeCheck {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-mutants-'));
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ['src'],
    }),
  );
  const compiles = () =>
    spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]).status === 0;
  if (!compiles()) throw new Error('src does not compile: npm run types');
  return {
    accepts(mutant) {
      const path = join(folder, mutant.path);
      const source = readFileSync(path, 'utf8');
      writeFileSync(path, mutate(source, mutant));
      const accepted = compiles();
      writeFileSync(path, source);
      return accepted;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
