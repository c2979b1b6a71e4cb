import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bundleFunction, root, shippedFunction } from '../../benchmarks/lib/functions.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import type { WorkerEvent } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { needsLargeWorker } from '../../src/usecases/start-run/needs-large-worker.ts';
import { startTestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { dots, plain } from './pictures.ts';
import { type Answer, HOSTILE_REPLIES, type HostileReply, KEY, type WorkerName } from './replies.ts';

const USAGE = `npm run test:hostile [-- --only "gzip"]

Replies of hostile vendors against the worker's bundle, each in a process of its own, as large as the function that it
would run in: how the attempt ended, the memory that it took, the time, and that of the processor.`;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, help: { type: 'boolean', short: 'h', default: false } },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

/** What the slot waits for its vendor, where that is not what ends the attempt. */
const VENDOR_SECONDS = 25;
/** Where it is. */
const SILENT_SECONDS = 5;
/** Where the worker itself is busy. */
const HEAVY_SECONDS = 150;
/** The worker keeps 20 seconds of its time for storing. */
const STORING_SECONDS = 25;
/** From the event to the stored result, beyond what the slot waits. */
const LONGEST_MS = 10_000;
const AT_ONCE = 4;
const MEMORY_MB = {
  worker: shippedFunction('worker').memoryMb,
  'large-worker': shippedFunction('large-worker').memoryMb,
};

const folder = temporaryFolder();
const bundles = join(root, 'node_modules/.cache/pixel-prompt', `hostile-${process.pid}`);
mkdirSync(bundles, { recursive: true });
const { file } = await bundleFunction(shippedFunction('worker'), bundles);
const stack = await startTestStack({
  stateDir: folder.path,
  parameters: {
    ModelCount: 1,
    Model1Name: 'Hostile',
    Model1Key: KEY,
    ModelOverrides: JSON.stringify({ 1: override('http://127.0.0.1:9') }),
  },
  instances: { api: 1, events: 1 },
});
const { owner } = stack.credentials;
const s3 = new S3Client({
  endpoint: stack.awsUrl,
  region: 'us-east-1',
  credentials: owner,
  forcePathStyle: true,
});
const Bucket = stack.resources.buckets[0] ?? '';

/** By the number of the attempt, while it lasts. */
const answers = new Map<number, Answer>();
const server = createServer((request, response) => {
  const [, index = ''] = (request.url ?? '').split('/');
  response.on('error', () => undefined);
  request.resume();
  answers.get(Number(index))?.(request, response, `${vendorsUrl}/${index}`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const vendorsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const waitOf = ({ ends, heavy }: Pick<HostileReply, 'ends' | 'heavy'>) =>
  ends === 'TIMEOUT' ? SILENT_SECONDS : heavy ? HEAVY_SECONDS : VENDOR_SECONDS;
const functionMs = (reply: HostileReply) =>
  (Math.max(waitOf(reply), VENDOR_SECONDS) + STORING_SECONDS) * 1000;

function override(baseUrl: string, provider = 'openai-compatible', timeoutSeconds = SILENT_SECONDS) {
  if (provider === 'demo') return { provider, model: 'demo-aurora', timeoutSeconds };
  const region = provider.startsWith('bedrock') ? { region: 'us-west-2' } : {};
  // Only models with a row are known to work on pictures.
  const model = provider === 'stability-ai' ? 'ultra' : 'any';
  return { provider, model, baseUrl, priceUsd: 0.04, timeoutSeconds, ...region };
}

interface Ran {
  megabytes: number;
  milliseconds: number;
  cpuMs: number;
}

/** The heaviest pictures that a run can have as inputs, and a mask; as an event names them. */
async function inputsOf(jobId: string, { edit }: HostileReply) {
  if (edit === undefined) return {};
  const { operation, pictures = 1, expand } = edit;
  const [width, height] = [2048, 2048];
  const put = async (name: string, bytes: Uint8Array, contentType: string) => {
    const key = `images/${jobId}/${name}`;
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes, ContentType: contentType }));
    return { key, contentType, width, height, sha256: sha256Hex(bytes) };
  };
  const picture = await dots(width / 4, height / 4)
    .resize(width, height)
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const numbers = Array.from({ length: pictures }, (_, index) => index + 1);
  const inputs = await Promise.all(
    numbers.map((number) => put(`input-${number}.jpg`, picture, 'image/jpeg')),
  );
  const half = async () => {
    const white = plain(width / 2, height)
      .negate()
      .threshold(1);
    return white
      .extend({ right: width / 2, background: '#000' })
      .png()
      .toBuffer();
  };
  const mask = operation === 'repaint' ? { mask: await put('mask.png', await half(), 'image/png') } : {};
  return { operation, inputs, ...mask, ...(expand !== undefined && { expand }) };
}

/** One reply to one worker. */
interface Attempt {
  reply: HostileReply;
  /** Names its vendor's address. */
  index: number;
  /** Where no edit decides. */
  worker: WorkerName;
}

const overridesOf = ({ reply, index }: Attempt) =>
  JSON.stringify({ 1: override(`${vendorsUrl}/${index}`, reply.provider, waitOf(reply)) });

async function eventOf(jobId: string, reply: HostileReply): Promise<WorkerEvent> {
  return {
    jobId,
    modelId: '1-hostile',
    prompt: 'a fox',
    parameters: {},
    createdAt: new Date().toISOString(),
    totalModels: 1,
    reservedUsd: 0.04,
    correlationId: 'hostile',
    ...(await inputsOf(jobId, reply)),
  };
}

/** As `generate` chooses. */
function workerOf(event: WorkerEvent, attempt: Attempt): WorkerName {
  if (attempt.reply.edit === undefined) return attempt.worker;
  const asked = { count: 1, names: ['Hostile'], overrides: overridesOf(attempt), now: Date.now() };
  return needsLargeWorker(event, resolveSlots(asked).slots[0]) ? 'large-worker' : 'worker';
}

/** The worker's process; `undefined` if it died. */
async function work(event: WorkerEvent, attempt: Attempt, memoryMb: number): Promise<Ran | undefined> {
  const { reply } = attempt;
  const child = fork(
    join(import.meta.dirname, 'worker.mjs'),
    [file, JSON.stringify(event), String(functionMs(reply))],
    {
      // As Lambda starts Node in a function of this size.
      execArgv: [`--max-old-space-size=${Math.round(memoryMb * 0.9)}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        AWS_ENDPOINT_URL: stack.awsUrl,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: owner.accessKeyId,
        AWS_SECRET_ACCESS_KEY: owner.secretAccessKey,
        BUCKET_NAME: Bucket,
        TABLE_NAME: stack.resources.tables[0],
        KEYS_SECRET: stack.resources.secrets[0],
        MODEL_COUNT: '1',
        MODEL_NAMES: 'Hostile',
        MODEL_OVERRIDES: overridesOf(attempt),
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
        PRIVATE_HOSTS: '127.0.0.1',
        POWERTOOLS_SERVICE_NAME: 'worker',
        POWERTOOLS_METRICS_NAMESPACE: 'hostile',
      },
    },
  );
  let log = '';
  child.stdout?.on('data', (text) => {
    log += text;
  });
  child.stderr?.on('data', (text) => {
    log += text;
  });
  const told = new Promise<Ran | undefined>((resolve) => {
    child.once('message', (message) => resolve(message as Ran));
    child.once('exit', () => resolve(undefined));
  });
  const kill = setTimeout(() => child.kill('SIGKILL'), functionMs(reply));
  const ran = await told;
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  clearTimeout(kill);
  if (ran === undefined) console.log(log.slice(-2000));
  if (log.includes(KEY)) console.log(`the log quotes the key: ${log}`);
  return log.includes(KEY) ? undefined : ran;
}

async function resultOf(jobId: string): Promise<Record<string, unknown>> {
  const Key = `jobs/${jobId}/1-hostile.result.json`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '{}');
}

let failures = 0;
/** Megabytes of each kind of worker. */
const largest = { worker: 0, 'large-worker': 0 };
async function tryOut(attempt: Attempt): Promise<void> {
  const { reply, index } = attempt;
  const jobId = randomUUID();
  answers.set(index, 'prepare' in reply.answer ? await reply.answer.prepare() : reply.answer);
  const event = await eventOf(jobId, reply);
  const worker = workerOf(event, attempt);
  const memoryMb = MEMORY_MB[worker];
  const ran = await work(event, attempt, memoryMb);
  answers.delete(index);
  const result = await resultOf(jobId).catch(() => ({}) as Record<string, unknown>);
  const text = JSON.stringify(result);
  const error = result.error as { code?: string } | undefined;
  const end = result.status === 'completed' ? 'completed' : (error?.code ?? 'nothing');
  const longest = waitOf(reply) * 1000 + LONGEST_MS;
  const faults = [
    ...(ran === undefined ? ['the worker died'] : []),
    ...(end === reply.ends ? [] : [`ended as ${end}, not as ${reply.ends}`]),
    ...((ran?.megabytes ?? 0) <= memoryMb ? [] : [`took more than ${memoryMb} MB`]),
    ...((ran?.milliseconds ?? 0) <= longest ? [] : [`took more than ${longest / 1000} s`]),
    ...(text.length < 10_000 ? [] : [`left a result of ${text.length} characters`]),
    ...(text.includes(KEY) ? ['published the key'] : []),
    ...(reply.check?.(result) === false ? [`stored ${text.slice(0, 500)}`] : []),
  ];
  if (faults.length > 0) failures += 1;
  largest[worker] = Math.max(largest[worker], ran?.megabytes ?? 0);
  const { megabytes, milliseconds, cpuMs } = ran ?? {};
  const figures = [
    `${String(megabytes ?? '?').padStart(4)} of ${String(memoryMb).padStart(4)} MB`,
    `${String(milliseconds ?? '?').padStart(6)} ms`,
    `${String(cpuMs ?? '?').padStart(5)} ms CPU`,
  ].join(' ');
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${figures}  ${end.padEnd(15)} ${reply.provider ?? 'openai-compatible'}: ${reply.name}`,
  );
  for (const fault of faults) console.log(`       ${fault}`);
}

const due = HOSTILE_REPLIES.filter(({ name, provider }) => `${provider}: ${name}`.includes(values.only))
  .flatMap((reply) => (reply.workers ?? ['worker' as const]).map((worker) => ({ reply, worker })))
  .map((attempt, index) => ({ ...attempt, index }));
const total = due.length;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) await tryOut(next);
  }),
);
s3.destroy();
server.closeAllConnections();
server.close();
await stack.stop();
folder.remove();
rmSync(bundles, { recursive: true, force: true });
const most = Object.entries(largest).map(
  ([worker, megabytes]) => `${megabytes} of ${MEMORY_MB[worker as WorkerName]} MB`,
);
console.log(
  `\n${total} hostile replies, ${failures} failures; the largest workers had ${most.join(' and ')}`,
);
process.exit(failures === 0 && total > 0 ? 0 : 1);
