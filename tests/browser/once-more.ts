// Runs jest, and each test file that failed once more, with nothing beside it. A file that then passes does not fail the
// run, but the end of the output tells of it, after `flaky: `, with what it failed of the first time.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const USAGE = `node tests/browser/once-more.ts CONFIG [argument of jest's first run]…`;

/** With more than these something is broken, and a second run would only take its time. */
const MOST = 5;

type FileResult = { name: string; status: string; message: string };

const [config, ...more] = process.argv.slice(2);
if (config === undefined || config.startsWith('-')) {
  console.error(USAGE);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-once-more-'));
const root = join(import.meta.dirname, '../..');
const shown = (file: FileResult) => relative(root, file.name);

/** The files that did not pass, or nothing if jest ended without a result. */
function failures(name: string, options: readonly string[]): FileResult[] | undefined {
  const results = join(folder, `${name}.json`);
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const reports = ['--config', config ?? '', '--json', '--outputFile', results];
  // With --json the results go to the standard output as well, where nobody reads them.
  const { status } = spawnSync(process.execPath, [...jest, ...reports, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!existsSync(results)) return undefined;
  const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as { testResults: FileResult[] };
  const failed = testResults.filter((file) => file.status !== 'passed');
  return status !== 0 && failed.length === 0 ? undefined : failed;
}

/** Whether everything passed, at the latest the second time. */
function passes(): boolean {
  const first = failures('first', more);
  if (first === undefined) return false;
  if (first.length === 0) return true;
  if (first.length > MOST) {
    console.error(`${first.length} files failed: too many for chance, so none is run again.`);
    return false;
  }
  console.error(`\nOnce more, alone: ${first.map(shown).join(', ')}`);
  const names = first.map(({ name }) => name);
  const again = failures('again', ['--runInBand', '--runTestsByPath', ...names]);
  const failedAgain = first.filter(({ name }) => again?.some((file) => file.name === name) ?? true);
  for (const file of first.filter((each) => !failedAgain.includes(each))) {
    console.error(`flaky: ${shown(file)} passed only when run again; the first time:`);
    console.error(stripVTControlCharacters(file.message));
  }
  for (const file of failedAgain) console.error(`failed twice: ${shown(file)}`);
  return failedAgain.length === 0;
}

const passed = passes();
rmSync(folder, { recursive: true });
process.exitCode = passed ? 0 : 1;
