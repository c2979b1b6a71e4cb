// Puts small faults into the code that money and requests pass through, and counts those that the unit tests notice:
// npm run test:mutants -- [--seed 1] [--sample 300] [--files src/http,src/store] [--changed] [--min 92] [--jobs 2]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sourceFiles } from '../../tests/helpers/source-tree.ts';
import { EQUIVALENT } from './equivalent.ts';
import { type Mutant, mutantsOf, shuffled } from './mutants.ts';
import { namedMutants } from './named.ts';
import { createReachingTests } from './reaching-tests.ts';
import { compiling, runTests } from './trial.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['src/usecases', 'src/store', 'src/http', 'src/providers/shared'];

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '300' },
    files: { type: 'string' },
    changed: { type: 'boolean', default: false },
    min: { type: 'string', default: '92' },
    jobs: { type: 'string', default: '2' },
  },
});

function chosenFiles() {
  const changed = options.changed ? changedFiles() : undefined;
  const prefixes = options.files?.split(',') ?? FOLDERS;
  return sourceFiles('src')
    .filter(({ path }) => prefixes.some((prefix) => path.startsWith(prefix)))
    .filter(({ path }) => changed === undefined || changed.has(path));
}

/** Changed since the branch left main, committed or not. */
function changedFiles(): Set<string> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  const base = git('merge-base', 'HEAD', 'main').trim();
  return new Set(
    `${git('diff', '--name-only', base)}${git('ls-files', '-o', '--exclude-standard')}`.split('\n'),
  );
}

const isEquivalent = ({ path, before, after }: Mutant) =>
  EQUIVALENT.some((known) => known.path === path && known.before === before && known.after === after);

const showOf = ({ path, line, rule, before, after }: Mutant) =>
  `${path}:${line} (${rule})\n    - ${before}\n    + ${after}`;

const started = Date.now();
const files = chosenFiles();
const every = files.flatMap(({ path, text }) => mutantsOf(path, text));
const named = namedMutants((path) => readFileSync(join(ROOT, path), 'utf8')).filter(({ path }) =>
  files.some((file) => file.path === path),
);
const stale = EQUIVALENT.filter(
  (known) =>
    files.some(({ path }) => path === known.path) &&
    !every.some(
      ({ path, before, after }) => known.path === path && known.before === before && known.after === after,
    ),
);
const sample = Number(options.sample);
const candidates = shuffled(
  every.filter((mutant) => !isEquivalent(mutant)),
  Number(options.seed),
);
// About a third does not compile.
const waiting = [...named, ...compiling(candidates.slice(0, 3 * sample)).slice(0, sample)];
const total = waiting.length;
console.info(
  `${every.length} mutants in ${files.length} files, ${every.length - candidates.length} of them known as equivalent; ` +
    `trying ${total}, ${named.length} of them named, with seed ${options.seed}`,
);

const testsOf = createReachingTests();
const allTests = [...new Set(files.flatMap(({ path }) => testsOf(path)))];
const faultless = await runTests(allTests);
if (faultless.outcome !== 'survived')
  throw new Error(`The tests fail without any fault:
${faultless.output}`);

const counts = { killed: 0, survived: 0, 'timed out': 0 };
const survivors: Mutant[] = [];
const tried = () => counts.killed + counts.survived + counts['timed out'];

async function tryAll(): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const { outcome } = await runTests(testsOf(mutant.path), mutant);
    counts[outcome] += 1;
    if (outcome === 'survived') {
      survivors.push(mutant);
      console.info(`survived: ${showOf(mutant)}`);
    }
    if (tried() % 50 === 0) console.info(`${tried()} of ${total} tried`);
  }
}

await Promise.all(Array.from({ length: Number(options.jobs) }, tryAll));

const score = (100 * (tried() - counts.survived)) / Math.max(tried(), 1);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.info(
  `${score.toFixed(1)} % killed (at least ${options.min}): ${counts.killed} by a test, ${counts['timed out']} by a time-out, ` +
    `${counts.survived} survived; ${minutes} minutes`,
);
const survivingNames = survivors.filter((mutant) => named.includes(mutant));
for (const mutant of survivingNames) console.info(`A named mutant survived: ${mutant.rule}`);
for (const { path, before } of stale)
  console.info(`equivalent.ts names what is not there any more: ${path}: ${before}`);
if (score < Number(options.min) || survivingNames.length > 0 || stale.length > 0) process.exitCode = 1;
