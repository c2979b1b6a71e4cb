import { parseArgs } from 'node:util';
import type { Audit } from './audit.ts';
import { storm } from './storm.ts';

const USAGE = `npm run test:faults [-- --seeds 10] [-- --jobs 300] [-- --first 1]

A storm over the local stack and the scripted vendors for each seed, --jobs runs of six models each: vendor faults, killed
workers, errors, delays and lost answers of S3, DynamoDB and Lambda, events delivered twice and late, restarts.
What people do and what goes wrong is drawn from the seed; how it meets in time is up to the machine.`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    jobs: { type: 'string', default: '300' },
    first: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const first = Number(values.first);
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index);
const unclean: number[] = [];
for (const seed of seeds) {
  const began = performance.now();
  const audit = await storm(seed, Number(values.jobs));
  print(seed, audit, (performance.now() - began) / 1000);
  if (audit.violations.length > 0) unclean.push(seed);
}
console.log(`\nSeeds ${seeds.join(' ')}: ${seeds.length - unclean.length} clean, ${unclean.length} not`);
process.exit(unclean.length > 0 ? 1 : 0);

function print(seed: number, { violations, figures, spending, counted }: Audit, seconds: number): void {
  console.log(`\nSeed ${seed}, ${seconds.toFixed(0)} s`);
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(34)}${value}`);
  const usd = (microDollars: number) => (microDollars / 1_000_000).toFixed(4);
  console.log('  Budget of the day in US dollars: cases, sum');
  for (const [name, { cases, amount }] of Object.entries(spending)) {
    console.log(`    ${name.padEnd(16)}${String(cases).padStart(6)}${usd(amount).padStart(12)}`);
  }
  console.log(`    counted ${usd(counted.value)}, has to be ${usd(counted.expected)}`);
  console.log(violations.length === 0 ? '  clean' : `  ${violations.length} violations:`);
  for (const violation of violations.slice(0, 30)) console.log(`    ${violation}`);
}
