import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTION_ENV } from './lib/environment.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { type Bundle, bundleFunction, bundleSource, root, shippedFunctions } from './lib/functions.ts';
import { clientsOf, clientsSource } from './lib/sdk-clients.ts';
import { inTurn, ratios } from './lib/stats.ts';

const ROUNDS = 15;
/** Bytes of a bundle at most; above, unpacking and reading begin to tell. */
const LARGEST_BUNDLE_KB = 650;
/** Load over that of the SDK clients the function cannot do without. */
const MOST_OVER_CLIENTS = 1.25;
/** Load over that of the same function with the SDK of the runtime instead of a bundled one. */
const MOST_OVER_EXTERNAL = 0.6;
/** Enhance and worker carry vendors and several clients; people do not wait for their start with an empty page. */
const HELD_TO_CLIENTS = ['generate', 'status', 'gallery', 'models'];
const HELD_TO_EXTERNAL = ['status', 'gallery', 'models'];

export const benchmark: Benchmark = {
  about:
    'load of each shipped bundle in a fresh process, over an empty handler and over its SDK clients alone',
  run,
};

async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-cold-'));
  try {
    const empty = await bundleSource(join(folder, 'empty.cjs'), 'export const handler = async () => ({});');
    const figures: Figure[] = [];
    for (const shipped of shippedFunctions()) {
      const { name } = shipped;
      const own = await bundleFunction(shipped, folder);
      const external = await bundleFunction(shipped, join(folder, 'external'), ['@aws-sdk/*', '@smithy/*']);
      const clients = await bundleSource(join(folder, `${name}-clients.cjs`), clientsSource(clientsOf(own)));
      const values = await inTurn(ROUNDS, {
        own: () => loadMs(own),
        clients: () => loadMs(clients),
        external: () => loadMs(external),
        empty: () => loadMs(empty),
      });
      figures.push(
        measured(`${name} load`, 'ms', values.own),
        figure(
          `${name} load over its clients alone`,
          'ratio',
          ratios(values.own, values.clients),
          HELD_TO_CLIENTS.includes(name) ? { max: MOST_OVER_CLIENTS } : undefined,
        ),
        figure(
          `${name} load over SDK external`,
          'ratio',
          ratios(values.own, values.external),
          HELD_TO_EXTERNAL.includes(name) ? { max: MOST_OVER_EXTERNAL } : undefined,
        ),
        figure(`${name} load over an empty handler`, 'ratio', ratios(values.own, values.empty)),
        figure(`${name} bundle`, 'KB', own.bytes / 1024, { max: LARGEST_BUNDLE_KB }),
      );
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds that `require` takes in a process that has done nothing else. */
function loadMs({ file }: Bundle): number {
  const child = spawnSync(process.execPath, [join(root, 'bench/lib/load-child.cjs'), file], {
    env: { ...FUNCTION_ENV, NODE_PATH: join(root, 'node_modules') },
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${file} cannot be loaded: ${child.stderr}`);
  return (JSON.parse(child.stdout) as { loadMs: number }).loadMs;
}
