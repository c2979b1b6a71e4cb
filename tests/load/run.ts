import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createTimings } from './timings.ts';
import { type Runs, useProduct } from './user.ts';

const USAGE = `npm run test:load [-- --users 100] [-- --seconds 60]

People who use the local stack at the same time. Each waits for one answer before the next step, and what is asked next
depends on it (a run is watched until it ends), which is why this is a program and no list of addresses for a load tool.`;

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const users = Number(values.users);
const stack = fork(fileURLToPath(new URL('./stack.ts', import.meta.url)), {
  execArgv: ['--disable-warning=ExperimentalWarning'],
});
const [{ url }] = (await once(stack, 'message')) as [{ url: string }];

const timings = createTimings();
const runs: Runs = { started: 0, ended: 0, milliseconds: [], lost: [] };
const began = Date.now();
const until = began + Number(values.seconds) * 1000;
await Promise.all(Array.from({ length: users }, () => useProduct(url, timings, runs, until)));
const seconds = (Date.now() - began) / 1000;
stack.disconnect();
await once(stack, 'exit');

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
