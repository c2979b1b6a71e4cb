// Puts small faults into the code that money and requests pass through, and counts those that the unit tests notice:
// npm run test:mutants -- [--seed 1] [--sample 300] [--files src/http,src/store] [--changed] [--min 92] [--jobs 2]
// [--list] [--only 3,17-20]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sourceFiles } from '../../tests/helpers/source-tree.ts';
import { EQUIVALENT } from './equivalent.ts';
import { type Mutant, mutantsOf, shuffled } from './mutants.ts';
import { namedMutants } from './named.ts';
import { createReachingTests } from './reaching-tests.ts';
import { compiling, runTests, type Trial, type TrialOptions } from './trial.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['src/usecases', 'src/store', 'src/http', 'src/providers/shared'];
/** A trial may take this many times as long as its tests take without a fault, and at least SHORTEST_LIMIT_MS. */
const SLOWER = 5;
const SHORTEST_LIMIT_MS = 60_000;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '300' },
    files: { type: 'string' },
    changed: { type: 'boolean', default: false },
    min: { type: 'string', default: '92' },
    jobs: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    only: { type: 'string' },
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
const sampled = [...named, ...compiling(candidates.slice(0, 3 * sample)).slice(0, sample)];
const chosen = sampled.filter((_mutant, index) => isWanted(index + 1));
console.info(
  `${every.length} mutants in ${files.length} files, ${every.length - candidates.length} of them known as equivalent; ` +
    `${options.list ? 'sampled' : 'trying'} ${chosen.length}, ${named.length} of them named, with seed ${options.seed}`,
);
if (options.list) {
  for (const mutant of chosen) console.info(`${sampled.indexOf(mutant) + 1}. ${showOf(mutant)}`);
  process.exit();
}

const testsOf = createReachingTests();
const faultless = await runTests([...new Set(chosen.flatMap(({ path }) => testsOf(path)))], {
  timeoutMs: 1_200_000,
});
if (faultless.outcome !== 'survived')
  throw new Error(`The tests fail without any fault:
${faultless.output}`);

const counts: Record<Trial['outcome'], number> = { killed: 0, survived: 0, 'timed out': 0 };
const survivors: Mutant[] = [];
const slow: Mutant[] = [];
const tried = () => counts.killed + counts.survived + counts['timed out'];

/** Without a fault, these tests took at most a fifth of the limit, and on a machine that was as busy. */
function limits(tests: readonly string[]): TrialOptions {
  const usual = tests.reduce((sum, test) => sum + (faultless.durations.get(test) ?? 0), 0);
  return { timeoutMs: Math.max(SHORTEST_LIMIT_MS, SLOWER * usual) };
}

async function trialOf(mutant: Mutant): Promise<Trial['outcome']> {
  const tests = testsOf(mutant.path);
  const { outcome } = await runTests(tests, { ...limits(tests), mutant });
  return outcome;
}

function count(mutant: Mutant, outcome: Trial['outcome']) {
  counts[outcome] += 1;
  if (outcome !== 'killed') console.info(`${outcome}: ${sampled.indexOf(mutant) + 1}. ${showOf(mutant)}`);
  if (outcome === 'survived') survivors.push(mutant);
  if (tried() % 50 === 0) console.info(`${tried()} of ${chosen.length} tried`);
}

async function tryAll(waiting: Mutant[]): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const outcome = await trialOf(mutant);
    if (outcome === 'timed out') slow.push(mutant);
    else count(mutant, outcome);
  }
}

const waiting = [...chosen];
await Promise.all(Array.from({ length: Number(options.jobs) }, () => tryAll(waiting)));
// Once more, with nothing else running: a busy machine must not pass for an endless loop.
for (const mutant of slow) count(mutant, await trialOf(mutant));

const score = (100 * (tried() - counts.survived)) / Math.max(tried(), 1);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.info(
  `${score.toFixed(1)} % killed (at least ${options.min}): ${counts.killed} by a test, ${counts['timed out']} by a time-out, ` +
    `${counts.survived} survived; ${minutes} minutes`,
);
const survivingNames = survivors.filter((mutant) => named.includes(mutant));
for (const mutant of survivingNames) console.info(`A named mutant survived: ${mutant.rule}`);
for (const { path, before } of stale)
  console.info(`equivalent.ts lists a line that no longer exists: ${path}: ${before}`);
if (score < Number(options.min) || survivingNames.length > 0 || stale.length > 0) process.exitCode = 1;

/** Whether `--only 3,17-20` includes a number of the list. */
function isWanted(number: number): boolean {
  if (options.only === undefined) return true;
  return options.only.split(',').some((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return first <= number && number <= last;
  });
}
