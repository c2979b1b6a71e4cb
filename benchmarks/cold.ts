import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTION_ENV } from './lib/environment.ts';
import { type FakeWorld, fakeWorld } from './lib/fake-world.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import {
  type Bundle,
  bundleFunction,
  bundleSource,
  root,
  type ShippedFunction,
  shippedFunctions,
} from './lib/functions.ts';
import { clientsOf, clientsSource, handlerWithAllClients } from './lib/sdk-clients.ts';
import { inTurn, ratios } from './lib/stats.ts';

/** Two loads of one file differ by a fifth, so that the median of 15 may be 0.03 off, and of 45 still 0.02. */
const ROUNDS_OF_PROMISES = 90;
const ROUNDS = 9;
const FIRST_ANSWERS = 5;
/** Load time over that of the SDK clients that the function needs. */
const MOST_OVER_CLIENTS = 1.25;
/** Load over that of the same function with the SDK of the runtime instead of a bundled one. */
const MOST_OVER_EXTERNAL = 0.6;
/** Not `enhance` and the worker: they contain vendors and several clients, and nobody waits for them in front of an empty page. */
const HELD_TO_CLIENTS = ['generate', 'status', 'gallery', 'models'];
const EVENTS: Readonly<Record<string, string>> = { gallery: 'gallery-list.json' };
const HELD_TO_EXTERNAL = ['status', 'gallery', 'models'];

export const benchmark: Benchmark = {
  about:
    'CPU time of loading each shipped bundle in a fresh process, over an empty handler and its SDK clients alone',
  run,
};

async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-cold-'));
  const world = await fakeWorld(() => new Uint8Array());
  try {
    const figures: Figure[] = [];
    for (const shipped of shippedFunctions()) {
      figures.push(...(await measureFunction(shipped, join(folder, shipped.name), world)));
    }
    return figures;
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measureFunction(
  shipped: ShippedFunction,
  folder: string,
  world: FakeWorld,
): Promise<Figure[]> {
  const { name, entry } = shipped;
  const runtimeSdk = { ...shipped, external: [...shipped.external, '@aws-sdk/*', '@smithy/*'] };
  const own = await bundleFunction(shipped, folder);
  const empty = await bundleSource(
    join(folder, 'empty.cjs'),
    'export const handler = async () => ({});',
    shipped,
  );
  const clients = await bundleSource(join(folder, 'clients.cjs'), clientsSource(clientsOf(own)), shipped);
  const external = await bundleFunction(runtimeSdk, join(folder, 'external'));
  const fullSdk = await bundleSource(join(folder, 'full.cjs'), handlerWithAllClients(entry), runtimeSdk);
  const isHeld = HELD_TO_CLIENTS.includes(name);
  const values = await inTurn(isHeld ? ROUNDS_OF_PROMISES : ROUNDS, {
    own: async () => (await loaded(own)).loadMs,
    clients: async () => (await loaded(clients)).loadMs,
    external: async () => (await loaded(external)).loadMs,
    fullSdk: async () => (await loaded(fullSdk)).loadMs,
    empty: async () => (await loaded(empty)).loadMs,
  });
  const over = (peer: readonly number[]) => ratios(values.own, peer);
  const beyond = values.own.map((own, round) => own - (values.empty[round] ?? 0));
  return [
    measured(`${name} load`, 'ms', values.own),
    figure(
      `${name} load over its clients alone`,
      'ratio',
      over(values.clients),
      isHeld ? { max: MOST_OVER_CLIENTS } : undefined,
    ),
    figure(
      `${name} load over the full SDK of the runtime`,
      'ratio',
      over(values.fullSdk),
      HELD_TO_EXTERNAL.includes(name) ? { max: MOST_OVER_EXTERNAL } : undefined,
    ),
    figure(`${name} load over its clients from the runtime`, 'ratio', over(values.external)),
    measured(`${name} load beyond an empty handler`, 'ms', beyond),
    ...(isHeld ? [await firstAnswer(name, own, world)] : []),
  ];
}

/** From the event to the response, in a process that has only loaded the bundle; stores respond at once. */
async function firstAnswer(name: string, own: Bundle, world: FakeWorld): Promise<Figure> {
  const event = readFileSync(join(root, 'events', EVENTS[name] ?? `${name}.json`), 'utf8');
  const times: number[] = [];
  for (let round = 0; round < FIRST_ANSWERS; round += 1) {
    const { firstMs, statusCode } = await loaded(own, event, world.url);
    if (firstMs === undefined || (statusCode ?? 500) >= 500)
      throw new Error(`${name} answered ${statusCode}.`);
    times.push(firstMs);
  }
  return measured(`${name} first answer after load`, 'ms', times);
}

interface Loaded {
  loadMs: number;
  firstMs?: number;
  statusCode?: number;
}

/** Loads a bundle in a fresh process, and calls it once if there is an event. */
async function loaded({ file }: Bundle, event = '', awsUrl = 'http://127.0.0.1:9'): Promise<Loaded> {
  const child = spawn(process.execPath, [join(root, 'benchmarks/lib/load-child.cjs'), file, event], {
    env: { ...FUNCTION_ENV, NODE_PATH: join(root, 'node_modules'), AWS_ENDPOINT_URL: awsUrl },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let report: Loaded | undefined;
  let problems = '';
  child.stderr?.on('data', (text) => {
    problems += text;
  });
  child.on('message', (message) => {
    report = message as Loaded;
  });
  const [code] = await once(child, 'close');
  if (report === undefined) throw new Error(`${file} ended with ${code}: ${problems}`);
  return report;
}
