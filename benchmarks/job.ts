import { type Api, type LearnedTimes, type WatchedRun, watchRun } from './lib/clients.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { startLocalStack } from './lib/local-stack.ts';
import { oneProcess } from './lib/one-process.ts';
import { grainyPicture, photographs } from './lib/pictures.ts';
import { spread } from './lib/run-script.ts';

const SLOWEST_MS = 2000;
const ROUNDS = 7;
/** Runs after which a device counts as knowing its models' times. */
const WARM_UPS = 5;
const MODEL_COUNTS = [1, 9, 20];
const JOBS_AT_ONCE = [1, 20, 100];
const MODELS_AT_ONCE = 9;

export const benchmark: Benchmark = {
  about:
    'click to last picture on the screen over the 2 s of the slowest vendor, polls by the schedule of the page',
  run: async () => [...(await onLocalStack()), ...(await inOneProcess())],
};

/** One run at a time, everything over HTTP; vendors are spread over one to two seconds. */
async function onLocalStack(): Promise<Figure[]> {
  const small = { name: 'JPEG of 25 KB', bytes: await grainyPicture(512, 'jpeg') };
  const pictures = [
    small,
    { name: 'WebP of 200 KB', bytes: await photographs.webp() },
    { name: 'PNG of 1 MB', bytes: await photographs.png() },
  ];
  const figures: Figure[] = [];
  for (const count of MODEL_COUNTS) {
    for (const picture of count === 20 ? pictures : [small]) figures.push(...(await runsOf(count, picture)));
  }
  return figures;
}

async function runsOf(
  count: number,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<Figure[]> {
  const title = `local stack, ${count} models, ${name}`;
  const stack = await startLocalStack(spread(count, SLOWEST_MS), bytes);
  try {
    const device: LearnedTimes = new Map();
    const first = await watchRun(stack, device);
    for (let run = 1; run < WARM_UPS; run += 1) await watchRun(stack, device);
    const known: WatchedRun[] = [];
    const unknown: WatchedRun[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      known.push(await watchRun(stack, device));
      if (round % 2 === 0) unknown.push(await watchRun(stack));
    }
    const limit = count === 20 && name === 'JPEG of 25 KB' ? { max: 1.05 } : undefined;
    return [
      measured(`${title}: times known`, 'ratio', known.map(ratio), limit),
      measured(`${title}: polls`, 'requests', known.map(polls)),
      measured(`${title}: times unknown`, 'ratio', unknown.map(ratio)),
      figure(`${title}: first run after a start`, 'ratio', ratio(first)),
    ];
  } finally {
    await stack.stop();
  }
}

/** Many runs at once, in one process: the local stack cannot run 900 workers at the same time, Lambda can. */
async function inOneProcess(): Promise<Figure[]> {
  const picture = await grainyPicture(64, 'jpeg');
  const times = spread(MODELS_AT_ONCE, SLOWEST_MS);
  const figures: Figure[] = [];
  for (const jobs of JOBS_AT_ONCE) {
    const slowest: number[] = [];
    const middle: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const api: Api = oneProcess(times, picture);
      const device: LearnedTimes = new Map();
      await watchRun(api, device);
      const runs = await Promise.all(Array.from({ length: jobs }, () => watchRun(api, new Map(device))));
      const all = runs.map(ratio).sort((a, b) => a - b);
      slowest.push(all.at(-1) ?? 0);
      middle.push(all[Math.floor(all.length / 2)] ?? 0);
    }
    const name = `one process, ${jobs} jobs of ${MODELS_AT_ONCE} at once`;
    figures.push(
      measured(`${name}, median job`, 'ratio', middle),
      measured(`${name}, slowest job`, 'ratio', slowest, jobs === 100 ? { max: 1.25 } : undefined),
    );
  }
  return figures;
}

const ratio = ({ totalMs }: WatchedRun) => totalMs / SLOWEST_MS;
const polls = (run: WatchedRun) => run.polls;
