import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTemplate } from '../local/template/load.ts';
import { run } from './deploy/run.ts';
import { dockerAnswers, startDocker } from './sam/docker.ts';
import type { Program } from './sam/program.ts';
import { type SamSession, startSamSession } from './sam/session.ts';

/**
 * `npm run test:sam`: the whole way through AWS's own tools. With Docker and the SAM CLI it starts the API in
 * containers, asks for pictures, and calls every function with its file in events/. Ends with 77 where Docker cannot
 * run. Where AWS's runtime image cannot be pulled, one made of this machine's Node takes its place (STAND_IN_IMAGE=true
 * does not even try); a Docker that this program starts itself always gets that one.
 */
const CANNOT_RUN = 77;
const RUN_PATIENCE_MS = 180_000;
/** While one container starts, the SAM CLI of another one works. */
const LANES = 2;
const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'sam-test-'));
const IMAGE = `public.ecr.aws/lambda/nodejs:24-${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`;
const outcome = { passed: 0, failed: 0 };

async function main(): Promise<number> {
  if ((await run('sam', ['--version'], { capture: true })).code !== 0)
    return cannotRun('there is no SAM CLI');
  let daemon: Program | undefined;
  if (!(await dockerAnswers())) {
    const started = await startDocker(join(scratch, 'docker'));
    if ('reason' in started) return cannotRun(started.reason);
    daemon = started.daemon;
    console.log('ok    started a Docker daemon of our own');
  }
  const standIn = daemon !== undefined || process.env.STAND_IN_IMAGE === 'true' || !(await canPull());
  try {
    if (standIn) await buildStandIn();
    await testEverything(standIn);
  } finally {
    // A Docker that goes on running must not keep our image, or what SAM built on it, under AWS's name.
    if (standIn && daemon === undefined) {
      const images = [IMAGE, IMAGE.replace(':24-', ':24-rapid-')];
      await run('docker', ['rmi', '--force', ...images], { capture: true });
    }
    await daemon?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome.failed === 0 ? 0 : 1;
}

function cannotRun(reason: string): number {
  console.log(`NOT RUN: sam local could not be tested here: ${reason}.`);
  return CANNOT_RUN;
}

async function canPull(): Promise<boolean> {
  const { code, stderr } = await run('docker', ['pull', '--quiet', IMAGE], { capture: true });
  if (code === 0) return true;
  console.log(
    `      ${IMAGE} cannot be pulled, a stand-in takes its place: ${stderr.trim().split('\n').at(-1)}`,
  );
  return false;
}

async function buildStandIn(): Promise<void> {
  const { code, stdout, stderr } = await run('bash', ['scripts/sam/stand-in-image.sh', IMAGE], {
    capture: true,
    cwd: root,
  });
  if (code !== 0) throw new Error(`The stand-in image could not be built: ${stderr}`);
  console.log(`ok    runtime image: ${stdout.trim()}`);
}

async function testEverything(skipPullImage: boolean): Promise<void> {
  const session = await startSamSession({
    root,
    port: 0,
    stateDir: join(scratch, 'state'),
    parametersFile: undefined,
    skipPullImage,
    say: (text) => console.log(`      starting ${text}`),
  });
  try {
    await check('sam local start-api describes the models', () => describeModels(session));
    await check('POST /generate starts workers through start-lambda, and the pictures come back', () =>
      drawPictures(session),
    );
    await check('pictures are changed, repainted, widened, enlarged and cut out', () =>
      editPictures(session),
    );
    await check('POST /enhance rewrites a prompt', async () => {
      const { enhanced } = await call(`${session.apiUrl}/enhance`, { prompt: 'a red fox in snow' });
      if (typeof enhanced !== 'string' || enhanced.length < 20) throw new Error('no better prompt');
      return enhanced;
    });
    const files = readdirSync(join(root, 'events')).filter((name) => name.endsWith('.json'));
    const invokeNext = async () => {
      for (let file = files.shift(); file !== undefined; file = files.shift()) {
        const event = file;
        await check(`sam local invoke with events/${event}`, () => invoke(session, event));
      }
    };
    await Promise.all(Array.from({ length: LANES }, invokeNext));
  } finally {
    await session.stop();
  }
}

async function check(name: string, test: () => Promise<string>): Promise<void> {
  const started = Date.now();
  try {
    const note = await test();
    outcome.passed += 1;
    console.log(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s): ${note.slice(0, 120)}`);
  } catch (error) {
    outcome.failed += 1;
    console.log(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function call(url: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(90_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as Record<string, unknown>;
}

async function describeModels({ apiUrl }: SamSession): Promise<string> {
  const { models } = await call(`${apiUrl}/models`);
  if (!Array.isArray(models) || models.length === 0) throw new Error('no models');
  return `${models.length} models`;
}

interface RunState {
  jobId: string;
  status: string;
  results: { model: string; modelId: string; status: string; imageUrl?: string; error?: unknown }[];
}

async function drawPictures({ apiUrl }: SamSession): Promise<string> {
  return checkPictures(await drawn(apiUrl, { prompt: 'a red fox in snow', aspectRatio: '16:9' }));
}

/** Goes on from a picture; where it is light, it is repainted. */
async function editPictures({ apiUrl }: SamSession): Promise<string> {
  const { jobId, results } = await drawn(apiUrl, { prompt: 'a red fox in snow' });
  const modelId = String(results[0]?.modelId);
  const { referenceId } = await call(`${apiUrl}/references`, { from: { jobId, modelId } });
  const edit = { references: [referenceId], models: [modelId], parent: { jobId, modelId } };
  for (const request of [
    { operation: 'change', prompt: 'make it night' },
    { operation: 'repaint', prompt: 'make it red', mask: referenceId },
    { operation: 'widen', prompt: 'more snow', expand: { left: 64 } },
    // More than four megapixels, which the large worker draws.
    { operation: 'widen', prompt: 'more snow', expand: { left: 2000, top: 1000 } },
    { operation: 'enlarge' },
    { operation: 'cut-out' },
  ]) {
    await checkPictures(await drawn(apiUrl, { ...edit, ...request }));
  }
  return 'five operations, one above four megapixels';
}

/** A run, once it has ended. */
async function drawn(apiUrl: string, request: object): Promise<RunState> {
  const { jobId } = await call(`${apiUrl}/generate`, request);
  const deadline = Date.now() + RUN_PATIENCE_MS;
  for (;;) {
    const state = (await call(`${apiUrl}/status/${String(jobId)}`)) as unknown as RunState;
    if (state.status !== 'pending' && state.status !== 'in_progress') return state;
    if (Date.now() > deadline) throw new Error(`still ${state.status}`);
    await sleep(1000);
  }
}

async function checkPictures({ status, results }: RunState): Promise<string> {
  if (status !== 'completed') throw new Error(`${status}: ${JSON.stringify(results)}`);
  for (const { model, imageUrl } of results) {
    const response = await fetch(String(imageUrl));
    const type = response.headers.get('content-type');
    const { byteLength } = await response.arrayBuffer();
    if (!response.ok || !type?.startsWith('image/') || byteLength < 1000) {
      throw new Error(`${model}: ${response.status} ${type}, ${byteLength} bytes at ${imageUrl}`);
    }
  }
  return `${results.length} pictures`;
}

const FUNCTION_IDS = Object.keys(loadTemplate(join(root, 'template.yaml')).resources);

/** `gallery-list.json` is for GalleryFunction, `largeworker.json` for LargeWorkerFunction. The functions answer; what they answer is tested elsewhere. */
async function invoke({ invokeArguments }: SamSession, file: string): Promise<string> {
  const name = file.split(/[-.]/)[0] ?? '';
  const functionId = FUNCTION_IDS.find((id) => id.toLowerCase() === `${name}function`);
  if (functionId === undefined) throw new Error(`template.yaml has no function for events/${file}.`);
  const { code, stdout, stderr } = await run(
    'sam',
    ['local', 'invoke', functionId, '--event', join(root, 'events', file), ...invokeArguments],
    { capture: true, env: { SAM_CLI_TELEMETRY: '0', AWS_REGION: 'us-east-1' } },
  );
  const answer = stdout.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || answer.includes('"errorType"')) throw new Error(answer || stderr.slice(-500));
  const { statusCode } = (JSON.parse(answer || 'null') ?? {}) as { statusCode?: number };
  // These are not behind the API.
  const isApi = !['worker', 'largeworker', 'sweeper'].includes(name);
  if (isApi && !(Number(statusCode) < 500)) throw new Error(`answered ${answer.slice(0, 300)}`);
  return statusCode === undefined
    ? 'done'
    : `status ${statusCode}, ${readFileSync(join(root, 'events', file)).length} bytes in`;
}

process.exitCode = await main();
