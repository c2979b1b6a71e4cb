import { parseArgs } from 'node:util';
import type { Audit } from './audit.ts';
import { killAgainAndAgain } from './kills.ts';
import { storm } from './storm.ts';

const USAGE = `npm run test:faults [-- storm] [-- --seeds 10] [-- --jobs 300] [-- --first 1]
npm run test:faults -- kills [--kills 30] [--jobs 200] [--first 1] [--keep FOLDER]

"storm" runs the local stack and the scripted vendors for each seed, --jobs runs of six models each: vendor faults, killed
workers, errors, delays and lost answers of S3, DynamoDB and Lambda, events delivered twice and late, restarts.
"kills" kills the whole stack --kills times in the midst of --jobs runs, as a power cut would, and fills its disk in between.
Without either, both. What people do and what goes wrong is drawn from the seed; how it meets in time is up to the machine.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '10' },
    jobs: { type: 'string' },
    kills: { type: 'string', default: '30' },
    first: { type: 'string', default: '1' },
    keep: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const wanted = positionals.length === 0 ? ['storm', 'kills'] : positionals;
if (values.help || wanted.some((name) => name !== 'storm' && name !== 'kills')) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

// So that what has to be undone at the end is undone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const first = Number(values.first);
const isClean: boolean[] = [];
if (wanted.includes('storm')) {
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    await tried(`Storm with seed ${seed}`, () => storm(seed, Number(values.jobs ?? 300)));
  }
}
if (wanted.includes('kills')) {
  const kills = Number(values.kills);
  const jobs = Number(values.jobs ?? 200);
  const fills = Math.max(1, Math.round(kills / 10));
  await tried(`${kills} kills with seed ${first}`, async () => {
    const report = await killAgainAndAgain({
      seed: first,
      jobs,
      kills,
      fills,
      keep: values.keep,
      onProgress: console.log,
    });
    if (report.notRun !== undefined) console.log(`\nNOT RUN: ${report.notRun}`);
    return report;
  });
}
console.log(`\n${isClean.filter(Boolean).length} clean, ${isClean.filter((clean) => !clean).length} not`);
process.exit(isClean.every(Boolean) ? 0 : 1);

async function tried(name: string, attempt: () => Promise<Audit>): Promise<void> {
  const began = performance.now();
  const { violations, figures, spending, counted } = await attempt();
  console.log(`\n${name}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const [figure, value] of Object.entries(figures)) console.log(`  ${figure.padEnd(34)}${value}`);
  const usd = (microDollars: number) => (microDollars / 1_000_000).toFixed(6);
  console.log('  Budget of the day in US dollars: cases, sum');
  for (const [part, { cases, amount }] of Object.entries(spending)) {
    console.log(`    ${part.padEnd(16)}${String(cases).padStart(6)}${usd(amount).padStart(13)}`);
  }
  console.log(`    counted ${usd(counted.value)}, has to be ${usd(counted.expected)}`);
  console.log(violations.length === 0 ? '  clean' : `  ${violations.length} violations:`);
  for (const violation of violations.slice(0, 30)) console.log(`    ${violation}`);
  isClean.push(violations.length === 0);
}
