import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTION_ENV } from './lib/environment.ts';
import { type FakeWorld, fakeWorld } from './lib/fake-world.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { bundleFunction, root, shippedFunction } from './lib/functions.ts';
import { grainyPicture } from './lib/pictures.ts';

const ROUNDS = 5;
interface Sample {
  name: string;
  side: number;
  format: 'png' | 'jpeg';
  mayBeTooLarge?: boolean;
}

const PICTURES: readonly Sample[] = [
  { name: '1 MP PNG', side: 1024, format: 'png' },
  { name: '4 MP PNG', side: 2048, format: 'png' },
  // Larger than anything that the catalog asks for; docs/PERFORMANCE.md says what memory it takes.
  { name: '16 MP PNG', side: 4096, format: 'png', mayBeTooLarge: true },
  { name: '16 MP JPEG', side: 4096, format: 'jpeg' },
];
/** Memory of Lambda's own processes, as its reports of memory used show. */
export const RUNTIME_MB = 20;

export const benchmark: Benchmark = {
  about:
    'the shipped worker in a fresh process with the memory of the template: a picture in base64, stored twice',
  run,
};

export interface WorkerRun {
  loadCpuMs: number;
  loadedMb: number;
  first: { wallMs: number; cpuMs: number };
  firstMb: number;
  second: { wallMs: number; cpuMs: number };
  mostMb: number;
}

async function run(): Promise<Figure[]> {
  const shipped = shippedFunction('worker');
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-worker-'));
  let picture: Uint8Array = new Uint8Array();
  const world = await fakeWorld(() => picture);
  try {
    const { file } = await bundleFunction(shipped, folder);
    const figures: Figure[] = [figure('memory in the template', 'MB', shipped.memoryMb)];
    for (const { name, side, format, mayBeTooLarge } of PICTURES) {
      picture = await grainyPicture(side, format);
      const runs: WorkerRun[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        runs.push(await drawTwice(file, world, shipped.memoryMb));
      const of = (pick: (run: WorkerRun) => number) => runs.map(pick);
      figures.push(
        figure(`${name}: picture`, 'KB', picture.byteLength / 1024),
        measured(
          `${name}: CPU of a picture`,
          'ms',
          of(({ second }) => second.cpuMs),
        ),
        measured(
          `${name}: CPU of load and first picture`,
          'ms',
          of((one) => one.loadCpuMs + one.first.cpuMs),
        ),
        measured(
          `${name}: most memory, with Lambda's own`,
          'MB',
          of((one) => one.mostMb + RUNTIME_MB),
          mayBeTooLarge ? undefined : { max: shipped.memoryMb },
        ),
      );
    }
    return figures;
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true });
  }
}

/** @param memoryMb limits the heap as Lambda does; the rest is left to buffers and sharp */
async function drawTwice(file: string, world: FakeWorld, memoryMb: number): Promise<WorkerRun> {
  const event = {
    jobId: randomUUID(),
    modelId: '1-bench',
    prompt: 'A red fox in snow, seen from above',
    parameters: {},
    createdAt: new Date().toISOString(),
    totalModels: 9,
    reservedUsd: 0.03,
    correlationId: 'bench',
  };
  const settings = { provider: 'openai-compatible', model: 'bench', baseUrl: `${world.url}/v1` };
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${Math.round(memoryMb * 0.9)}`,
      `--max-semi-space-size=${Math.max(1, Math.round(memoryMb * 0.05))}`,
      join(root, 'benchmarks/lib/worker-child.cjs'),
      file,
      JSON.stringify(event),
    ],
    {
      env: {
        ...FUNCTION_ENV,
        NODE_PATH: join(root, 'node_modules'),
        AWS_ENDPOINT_URL: world.url,
        MODEL_COUNT: '1',
        MODEL_NAMES: 'Bench',
        MODEL_OVERRIDES: JSON.stringify({ 1: settings }),
        PRIVATE_HOSTS: '127.0.0.1,localhost',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // its log lines are of no interest here
    },
  );
  let report: WorkerRun | undefined;
  child.on('message', (message) => {
    report = message as WorkerRun;
  });
  const [code] = await once(child, 'close');
  if (report === undefined) throw new Error(`The worker ended with ${code}.`);
  const counts = world.takeCounts();
  if (counts.vendor !== 2) throw new Error(`The vendor was asked ${counts.vendor ?? 0} times.`);
  return report;
}
