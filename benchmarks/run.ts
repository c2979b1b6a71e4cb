import { parseArgs } from 'node:util';
import type { Benchmark, Figure } from './lib/figure.ts';
import { isKept } from './lib/figure.ts';
import { markdown, table } from './lib/report.ts';
import { readPrevious, writeResults } from './lib/results.ts';

/** In the order in which they run: those that are most sensitive to noise come first. */
const NAMES = [
  'cold',
  'poll',
  'generate',
  'gallery',
  'job',
  'worker',
  'start',
  'web',
  'race',
  'gallery-page',
  'zip',
  'cost',
  'intervals',
  'bundles',
  'setup',
];

const USAGE = `npm run bench [-- NAME …] [--baseline] [--against FOLDER] [--rounds N] [--markdown]

Benchmarks: ${NAMES.join(', ')}; all of them without a name.
Figures go to benchmarks/results/latest.json; --baseline also writes the committed benchmarks/results/baseline.json.
--against FOLDER lets race and gallery-page measure another checkout, after its npm ci, in turn with this one; --rounds is 3, and 9, unless given.
--markdown prints nothing but the figures of latest.json, as the tables of docs/PERFORMANCE.md.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    baseline: { type: 'boolean', default: false },
    against: { type: 'string' },
    rounds: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const unknown = positionals.filter((name) => !NAMES.includes(name));
if (values.help === true || unknown.length > 0) {
  if (unknown.length > 0) console.error(`Not a benchmark: ${unknown.join(', ')}\n`);
  console.log(USAGE);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const options = { against: values.against, rounds: values.rounds ? Number(values.rounds) : undefined };
const chosen = positionals.length > 0 ? positionals : NAMES;
const previous = readPrevious();
if (values.markdown) {
  console.log(markdown(chosen.flatMap((name) => [[name, previous?.benchmarks[name]] as const])));
  process.exit(0);
}

const broken: string[] = [];
const missed: string[] = [];
for (const name of chosen) {
  const started = performance.now();
  const { about, run } = ((await import(`./${name}.ts`)) as { benchmark: Benchmark }).benchmark;
  console.log(`\n${name}: ${about}`);
  let figures: Figure[];
  try {
    figures = await run(options);
  } catch (error) {
    broken.push(name);
    console.error(`  could not be measured:`, error);
    continue;
  }
  console.log(table(figures, previous?.benchmarks[name]?.figures));
  console.log(`  (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  writeResults(new Map([[name, figures]]), values.baseline);
  missed.push(...figures.filter((figure) => !isKept(figure)).map((figure) => `${name}: ${figure.name}`));
}

if (missed.length > 0) console.log(`\nPromises not kept on this machine:\n  ${missed.join('\n  ')}`);
// A failed benchmark may have left something open, which must not keep the process alive.
process.exit(broken.length > 0 ? 1 : 0);
