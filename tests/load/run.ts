import { parseArgs } from 'node:util';
import { burst } from './burst.ts';
import { givenUp } from './given-up.ts';
import { startLoadedStack } from './stack.ts';
import { createTimings } from './timings.ts';
import { type Runs, useProduct } from './user.ts';

const USAGE = `npm run test:load [-- --users 100] [-- --seconds 60]
npm run test:load -- --burst 300 [--limit 50]

People who use the local stack at the same time. Each waits for one answer before the next step, and what is asked next
depends on it (a run is watched until it ends), which is why this is a program and no list of addresses for a load tool.
--burst: so many people start a run at the same moment, and only --limit may; some of them lose the answer. Then the same
before a gateway that gives up after a few seconds, with room for all: who is sent an error has no run.`;

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    burst: { type: 'string' },
    limit: { type: 'string', default: '50' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const users = Number(values.users);
const stack = await startLoadedStack(values.burst === undefined ? 1_000_000 : Number(values.limit));
if (values.burst !== undefined) {
  const people = Number(values.burst);
  const wrong = await burst(stack, people, Number(values.limit));
  await stack.stop();
  wrong.push(...(await givenUp(people)));
  console.log(wrong.length === 0 ? 'as it should be' : `NOT FINE\n  ${wrong.slice(0, 20).join('\n  ')}`);
  process.exit(wrong.length === 0 ? 0 : 1);
}
const { url } = stack;

const timings = createTimings();
const runs: Runs = { started: 0, ended: 0, milliseconds: [], lost: [] };
const began = Date.now();
const until = began + Number(values.seconds) * 1000;
await Promise.all(Array.from({ length: users }, () => useProduct(url, timings, runs, until)));
const seconds = (Date.now() - began) / 1000;
await stack.stop();

const sorted = runs.milliseconds.toSorted((a, b) => a - b);
const middle = ((sorted[Math.floor(sorted.length / 2)] ?? 0) / 1000).toFixed(1);
console.log(`${users} users for ${values.seconds} s; the last run ended after ${seconds.toFixed(0)} s\n`);
console.log(timings.report(seconds).join('\n'));
console.log(
  `\n${runs.started} runs started, ${runs.ended} ended, ${(runs.ended / seconds).toFixed(1)} per second`,
);
console.log(
  `from the request to the last picture: ${middle} s in the middle, ${((sorted.at(-1) ?? 0) / 1000).toFixed(1)} s at most`,
);
for (const [text, count] of timings.faults) console.log(`FAULT ${text} (${count} times)`);
for (const text of runs.lost.slice(0, 20)) console.log(`LOST ${text}`);
const isFine =
  timings.faults.size === 0 && runs.lost.length === 0 && runs.started === runs.ended && runs.ended > 0;
console.log(isFine ? 'no 5xx, no lost job' : 'NOT FINE');
process.exit(isFine ? 0 : 1);
