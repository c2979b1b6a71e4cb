import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_ENV } from '../../../benchmarks/lib/environment.ts';
import { fakeWorld } from '../../../benchmarks/lib/fake-world.ts';
import { bundleFunction, root, shippedFunction } from '../../../benchmarks/lib/functions.ts';
import { RUNTIME_MB, type WorkerRun } from '../../../benchmarks/worker.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';

/** What a function may take, and the most that it took, with what Lambda itself takes; in MB. */
export interface Memory {
  allowedMb: number;
  mostMb: number;
}
type Prepared = { width: number; height: number; contentType: string; mostMb: number };

/** Heaps as Lambda limits them. */
const limited = (memoryMb: number) => [
  `--max-old-space-size=${Math.round(memoryMb * 0.9)}`,
  `--max-semi-space-size=${Math.max(1, Math.round(memoryMb * 0.05))}`,
];

async function reportOf<Report>(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Report> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let report: Report | undefined;
  child.on('message', (message) => {
    report = message as Report;
  });
  const [code] = await once(child, 'close');
  if (report === undefined) throw new Error(`The process ended with ${code}.`);
  return report;
}

/** Prepares a picture in a fresh process: the work of the inputs function, which has far more room than it needs. */
export async function memoryOfPreparing(file: string, prepared: string): Promise<Memory & Prepared> {
  const { memoryMb } = shippedFunction('inputs');
  const child = join(import.meta.dirname, 'prepare-child.ts');
  const flags = ['--disable-warning=ExperimentalWarning', ...limited(memoryMb)];
  const report = await reportOf<Prepared>([...flags, child, file, prepared], process.env);
  return { ...report, mostMb: report.mostMb + RUNTIME_MB, allowedMb: memoryMb };
}

/** Has the shipped worker change a prepared picture twice in a fresh process, in between an AWS that accepts everything. */
export async function memoryOfChanging(
  prepared: string,
  { width, height, contentType }: Prepared,
  folder: string,
): Promise<Memory> {
  const shipped = shippedFunction('worker');
  const { file } = await bundleFunction(shipped, folder);
  const picture = readFileSync(prepared);
  const world = await fakeWorld(
    () => new Uint8Array(),
    (path) => (path.endsWith('/input-1') ? picture : undefined),
  );
  const jobId = randomUUID();
  const event = {
    jobId,
    modelId: '1-demo-aurora',
    prompt: 'make it night',
    parameters: {},
    createdAt: new Date().toISOString(),
    totalModels: 4,
    reservedUsd: 0,
    correlationId: 'memory',
    operation: 'change',
    inputs: [{ key: `images/${jobId}/input-1`, contentType, width, height, sha256: sha256Hex(picture) }],
    version: 2,
  };
  try {
    const { mostMb } = await reportOf<WorkerRun>(
      [
        ...limited(shipped.memoryMb),
        join(root, 'benchmarks/lib/worker-child.cjs'),
        file,
        JSON.stringify(event),
      ],
      {
        ...FUNCTION_ENV,
        NODE_PATH: join(root, 'node_modules'),
        AWS_ENDPOINT_URL: world.url,
        MODEL_COUNT: '1',
        MODEL_NAMES: 'Demo Aurora',
        MODEL_OVERRIDES: '',
        PRIVATE_HOSTS: '127.0.0.1,localhost',
      },
    );
    const { 'object reads': reads = 0, 'object writes': writes = 0 } = world.takeCounts();
    // Picture, small picture and result, each time.
    if (reads < 2 || writes < 6) throw new Error(`The worker read ${reads} and wrote ${writes} objects.`);
    return { mostMb: mostMb + RUNTIME_MB, allowedMb: shipped.memoryMb };
  } finally {
    await world.stop();
  }
}
