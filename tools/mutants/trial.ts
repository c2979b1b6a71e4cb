import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutate } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A fault that makes a loop endless is found by this. */
const FAULT_TIMEOUT_MS = 180_000;
/** All tests together, without a fault. */
const FAULTLESS_TIMEOUT_MS = 1_200_000;

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
      timeout: mutant === undefined ? FAULTLESS_TIMEOUT_MS : FAULT_TIMEOUT_MS,
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

/**
 * The mutants that the compiler accepts; one that it refuses says nothing about the tests. Each is checked as a module
 * beside the original, in a copy of `src`, all in one go.
 * @throws if the code without faults does not compile
 */
export function compiling(mutants: readonly Mutant[]): Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-mutants-'));
  try {
    cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
    for (const name of ['node_modules', 'package.json']) symlinkSync(join(ROOT, name), join(folder, name));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
        include: ['src'],
      }),
    );
    const accepted = new Map(
      mutants.map((mutant, index) => [mutant.path.replace(/\.ts$/, `.mutant-${index}.ts`), mutant]),
    );
    for (const [file, mutant] of accepted) {
      writeFileSync(join(folder, file), mutate(readFileSync(join(ROOT, mutant.path), 'utf8'), mutant));
    }
    // The compiler reports faults of types only once there are none of syntax.
    for (let refused = refusedIn(folder); refused.length > 0; refused = refusedIn(folder)) {
      for (const file of refused) {
        if (!accepted.delete(file)) throw new Error(`${file} does not compile: npm run types`);
        rmSync(join(folder, file));
      }
    }
    return [...accepted.values()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refusedIn(folder: string): string[] {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const files = new Set([...stdout.matchAll(/^(\S+\.ts)\(/gm)].map(([, file = '']) => file));
  if (status !== 0 && files.size === 0) throw new Error(`The compiler failed: ${stdout}`);
  return [...files];
}
