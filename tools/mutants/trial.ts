import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Mutant, mutate } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A line of a stack trace. */
const WAY_THROUGH_SHIPPED_CODE = /^ {4}at .*\/src\/.*\.ts:\d+:\d+\)?$/m;

export interface Trial {
  /** `timed out`: the tests did not end in time, or failed only because jest gives one test no more time. */
  outcome: 'killed' | 'survived' | 'timed out';
  /** What jest printed. */
  output: string;
  /** Milliseconds by test file. */
  durations: ReadonlyMap<string, number>;
}

export interface TrialOptions {
  timeoutMs: number;
  /** The fault; none to see that the tests pass without. */
  mutant?: Mutant;
}

/** What `report.js` writes of one test file. */
interface FileReport {
  path: string;
  milliseconds: number;
  failures: string[];
}

/**
 * Runs the tests until the first file fails. The tree of files is left as it is.
 * @throws if jest ended without a report, so that nothing is known about the tests
 */
export async function runTests(
  tests: readonly string[],
  { timeoutMs, mutant }: TrialOptions,
): Promise<Trial> {
  const durations = new Map<string, number>();
  if (tests.length === 0) return { outcome: 'survived', output: '', durations };
  const fault =
    mutant && (({ path, start, end, replacement }) => ({ path, start, end, replacement }))(mutant);
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-trial-'));
  const reportFile = join(folder, 'report.json');
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
        REPORT: reportFile,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let isTimeUp = false;
  const timer = setTimeout(() => {
    isTimeUp = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (isTimeUp) return { outcome: 'timed out', output, durations };
    if (!existsSync(reportFile)) {
      // The fault left a promise that nobody awaits: its rejection ends the process, and jest with it.
      // Or it goes on for ever and collects what it makes.
      const isNoticed = WAY_THROUGH_SHIPPED_CODE.test(output) || /heap out of memory/.test(output);
      if (mutant !== undefined && isNoticed) return { outcome: 'killed', output, durations };
      throw new Error(`jest ended without a report (${code}):\n${output}`);
    }
    const files = JSON.parse(readFileSync(reportFile, 'utf8')) as FileReport[];
    for (const { path, milliseconds } of files) durations.set(relative(ROOT, path), milliseconds);
    if (code === 0) return { outcome: 'survived', output, durations };
    const failures = files.flatMap((file) => file.failures);
    const isSlow = failures.length > 0 && failures.every((message) => /Exceeded timeout of/.test(message));
    return { outcome: isSlow ? 'timed out' : 'killed', output, durations };
  } finally {
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The mutants that the compiler accepts; one that it refuses says nothing about the tests. Each is checked as a module
 * beside the original in a copy of `src`, all at once.
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
