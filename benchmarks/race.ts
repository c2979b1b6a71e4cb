import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tests/browser/support/browser.ts';
import { type Checkout, copyCheckout, npmStart, reload, type Started } from './lib/checkout.ts';
import { watchRun } from './lib/clients.ts';
import { type Benchmark, type BenchmarkOptions, type Figure, measured, type Unit } from './lib/figure.ts';
import { root } from './lib/functions.ts';
import { apiAt } from './lib/local-stack.ts';
import { openDevice } from './lib/painted.ts';
import { photographs } from './lib/pictures.ts';
import { spread } from './lib/run-script.ts';
import { summarise } from './lib/stats.ts';
import { startVendor, type Vendor, vendorSlots } from './lib/vendor.ts';

const ROUNDS = 3;
const MODELS = 20;
const SLOWEST_MS = 2000;
const SPREAD = spread(MODELS, SLOWEST_MS);
const EQUAL = SPREAD.map(() => SLOWEST_MS);
/** Runs after a start: the first, the second, and these. */
const LATER_RUNS = 3;
const EQUAL_RUNS = 2;
/** How long after the start the memory is watched: by then everything that is loaded in the background is there. */
const SETTLE_MS = 4000;
const SAMPLE_MS = 250;
/** What a run still does after its last picture counts as its CPU time. */
const AFTERWARDS_MS = 600;

export const benchmark: Benchmark = {
  about:
    'npm start and Chromium with 20 models that draw a PNG of 1 MB in 1 to 2 s; with --against FOLDER in turn with another checkout',
  run: race,
};

/** Measurements by name. */
type Sheet = Record<Row, number[]>;
type Row = keyof typeof ROWS;

const ROWS = {
  first: row('first run after a start: last picture painted over its vendor', 'ratio', { max: 1.7 }),
  second: row('second run: the same', 'ratio', { max: 1.2 }),
  later: row('third to fifth run: the same', 'ratio', { max: 1.2 }),
  equal: row('all twenty end together: the same', 'ratio', { max: 1.5 }),
  cpuFirst: row('CPU of the first run', 'ms'),
  cpu: row('CPU of a run from the third on', 'ms', { max: 1300 }),
  cpuPicture: row('CPU of a picture: a twentieth of that', 'ms', { max: 60 }),
  memoryReady: row('memory of the process tree when ready', 'MB', { max: 350 }),
  memory1: row('memory after a run of 1 model', 'MB'),
  memory9: row('memory after a run of 9 models', 'MB'),
  memory20: row('memory after the runs of 20 models', 'MB', { max: 600 }),
  ready: row('npm start to ready', 'ms', 'as before'),
  reload: row('source saved to new answer', 'ms', 'as before'),
};

function row(name: string, unit: Unit, limit?: Figure['limit'] | 'as before') {
  return { name, unit, limit };
}

async function race({ against, rounds = ROUNDS }: BenchmarkOptions): Promise<Figure[]> {
  const ours = await prepare(root);
  const other = against === undefined ? undefined : await prepare(against);
  const vendor = await startVendor(SPREAD, await photographs.png());
  const browser = await launchBrowser();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const sides = other === undefined ? [ours] : [ours, other];
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        await watchGrowth(side, vendor);
        await watchBrowser(side, vendor, browser);
      }
    }
    return compare(ours.sheet, other?.sheet);
  } finally {
    await browser.close();
    await vendor.stop();
    ours.checkout.remove();
    other?.checkout.remove();
  }
}

interface Side {
  checkout: Checkout;
  sheet: Sheet;
}

/** The first start builds the page, which is not what is compared. */
async function prepare(source: string): Promise<Side> {
  const checkout = copyCheckout(source);
  const stack = await npmStart(checkout.folder);
  const page = await fetch(stack.url);
  await stack.stop();
  if (!page.ok) throw new Error(`${source}: the page could not be built.`);
  const names = Object.keys(ROWS) as Row[];
  return { checkout, sheet: Object.fromEntries(names.map((name) => [name, [] as number[]])) as Sheet };
}

/** One start: ready, memory as more models are used, a reload. */
async function watchGrowth({ checkout, sheet }: Side, vendor: Vendor): Promise<void> {
  const stack = await npmStart(checkout.folder, vendorSlots(vendor));
  try {
    sheet.ready.push(stack.readyMs);
    sheet.memoryReady.push(await mostMemory(stack, SETTLE_MS));
    const api = apiAt(stack.url);
    for (const [count, name] of [
      [1, 'memory1'],
      [9, 'memory9'],
    ] as const) {
      const models = await modelIds(stack.url);
      await watchRun({ ...api, generate: () => api.generate(models.slice(0, count)) });
      sheet[name].push(await mostMemory(stack, AFTERWARDS_MS));
    }
    sheet.reload.push(await reload(checkout.folder, stack.url));
  } finally {
    await stack.stop();
  }
}

async function modelIds(url: string): Promise<string[]> {
  const { models } = (await (await fetch(`${url}/models`)).json()) as { models: { id: string }[] };
  return models.map(({ id }) => id);
}

/** Another start: the first run in a browser, those after it, then with a fresh device twenty that end together. */
async function watchBrowser({ checkout, sheet }: Side, vendor: Vendor, browser: Browser): Promise<void> {
  vendor.timesMs = SPREAD;
  const stack = await npmStart(checkout.folder, vendorSlots(vendor));
  try {
    const device = await openDevice(browser, stack.url, MODELS);
    const draw = async (time: 'first' | 'second' | 'later', cpu?: 'cpuFirst' | 'cpu') => {
      await device.visit();
      const used = cpuSince(stack);
      sheet[time].push((await device.run()) / SLOWEST_MS);
      await wait(AFTERWARDS_MS);
      if (cpu !== undefined) sheet[cpu].push(used());
    };
    await draw('first', 'cpuFirst');
    await draw('second');
    for (let run = 0; run < LATER_RUNS; run += 1) await draw('later', 'cpu');
    await device.close();

    vendor.timesMs = EQUAL;
    const fresh = await openDevice(browser, stack.url, MODELS);
    // Its first run is not counted: there it learns the new times.
    for (let run = 0; run <= EQUAL_RUNS; run += 1) {
      await fresh.visit();
      const ratio = (await fresh.run()) / SLOWEST_MS;
      if (run > 0) sheet.equal.push(ratio);
    }
    await fresh.close();
    sheet.memory20.push(await mostMemory(stack, AFTERWARDS_MS));
  } finally {
    await stack.stop();
  }
}

function cpuSince({ tree }: Started): () => number {
  const before = tree.cpuMs();
  return () => tree.cpuMs() - before;
}

async function mostMemory({ tree }: Started, durationMs: number): Promise<number> {
  const until = performance.now() + durationMs;
  let most = tree.memoryMb();
  while (performance.now() < until) {
    await wait(SAMPLE_MS);
    most = Math.max(most, tree.memoryMb());
  }
  return most;
}

function compare(ours: Sheet, other: Sheet | undefined): Figure[] {
  const withShare = (sheet: Sheet): Sheet => ({ ...sheet, cpuPicture: sheet.cpu.map((cpu) => cpu / MODELS) });
  const [mine, theirs] = [withShare(ours), other && withShare(other)];
  return (Object.keys(ROWS) as Row[]).map((key) => {
    const { name, unit, limit } = ROWS[key];
    const before = theirs && summarise(theirs[key]).median;
    const asBefore = before === undefined ? undefined : { max: before };
    const promised = limit === 'as before' ? asBefore : limit;
    return {
      ...measured(name, unit, mine[key], promised),
      ...(before !== undefined && { against: before }),
    };
  });
}
