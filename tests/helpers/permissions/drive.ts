import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsCall, Disturbance } from '../../../local/aws-endpoint.ts';
import type { Vendors } from '../../../scripts/vendors/server.ts';
import { dynamoKeyStore } from '../../../src/aws/dynamo-key-store.ts';
import type {
  ErrorResponse,
  GenerateResponse,
  Link,
  RunListResponse,
  StatusResponse,
} from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { newPersonalKey } from '../../../src/lib/personal-key.ts';
import type { StoredKey } from '../../../src/store/key-store.ts';
import { storedKey } from '../../suites/key-store.ts';
import { clientOf } from '../local-stack/client.ts';
import { type TestStack, until } from '../local-stack/start.ts';
import { examplePaths, expectStatus, invokeWorker, modelOf, oneModel, RUN_KEY } from './requests.ts';
import { drawList, handIn, judge, makeList } from './steps.ts';

/** Runs that one address may start; the drive uses them up. */
export const RUNS = 12;
/** Of somebody who has made nothing but a list. */
const LEAVING_KEY = 'the-key-of-somebody-who-leaves';
/** The slot that needs a key, and whose vendor can rewrite prompts with it. */
export const KEYED_SLOT = 4;

const BEDROCK_MODELS = [
  'Stable Image Ultra (Bedrock)',
  'Stable Image Core (Bedrock)',
  'Stable Diffusion 3.5 Large',
];

/** Every Bedrock model that can be drawn with, one model with a key, one demo. */
export function driveParameters(vendorUrl: string, promptModelIndex: number) {
  const names = [...BEDROCK_MODELS, 'GPT Image 2.6 Flare', 'Demo Aurora'];
  return {
    ModelCount: names.length,
    ...Object.fromEntries(names.map((name, index) => [`Model${index + 1}Name`, name])),
    [`Model${KEYED_SLOT}Key`]: 'sk-drive-0123456789abcdef',
    ModelOverrides: JSON.stringify({ [KEYED_SLOT]: { baseUrl: `${vendorUrl}/openai/v1` } }),
    PromptModelIndex: promptModelIndex,
    IPRateLimit: RUNS,
    DailyBudgetUsd: 1000,
  };
}

/** What happens to the invocations of workers; set before a request, undone after it. */
export interface Mishap {
  invocations: Disturbance;
}

export function disturbanceOf(mishap: Mishap) {
  return async (call: AwsCall): Promise<Disturbance> =>
    call.service === 'lambda' && call.caller.kind === 'function' ? mishap.invocations : undefined;
}

interface Drive {
  stack: TestStack;
  vendors: Vendors;
  mishap: Mishap;
}

/** Every route and every path of the worker, once. @throws if a response is not the expected one */
export async function drive({ stack, vendors, mishap }: Drive): Promise<void> {
  const client = clientOf(stack.url);
  const generate = (prompt: string, key: string, more: object = {}) =>
    fetch(`${stack.url}/generate`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'x-run-key-hash': sha256Hex(RUN_KEY),
      },
      body: JSON.stringify({ prompt, ...more }),
    });
  const started = async (prompt: string, key: string, more: object = {}) =>
    (await expectStatus(await generate(prompt, key, more), 200)) as GenerateResponse;
  const failed = async (reply: Promise<Response>, status: number, code: string) => {
    const answer = (await expectStatus(await reply, status)) as ErrorResponse;
    if (answer.code !== code) throw new Error(`${answer.code} instead of ${code}`);
  };

  // A run that ends well, asked for twice.
  const first = await started('a red fox', 'key-1');
  const repeated = await started('a red fox', 'key-1');
  if (repeated.jobId !== first.jobId) throw new Error('A repeated request made another job.');
  const job = await client.ended(first.jobId);
  if (job.status !== 'completed') throw new Error(JSON.stringify(job.results));

  // No worker can be started: everything is taken back, and the key is free for the next attempt.
  mishap.invocations = 'refuse';
  await failed(generate('a blue fox', 'key-2', oneModel()), 503, 'DISPATCH_FAILED');
  mishap.invocations = undefined;
  await client.ended((await started('a blue fox', 'key-2', oneModel())).jobId);

  // The response is lost three times although the worker was started, three times.
  mishap.invocations = 'lose';
  const lost = await started('a green fox', 'key-3', { ...oneModel(), expiresInDays: 1 });
  mishap.invocations = undefined;
  const found = await client.ended(lost.jobId);
  if (found.status !== 'completed') throw new Error(JSON.stringify(found.results));

  // An event that comes too late.
  const late = new Date(Date.now() - 301_000).toISOString();
  await invokeWorker(stack, { ...lateEvent(found), createdAt: late });

  // A worker dies while its vendor draws: its event is given up.
  const dying = await started('a fox [[fault:timeout]]', 'key-4', { models: [modelOf(job, KEYED_SLOT)] });
  await until(() => vendors.log().some(({ fault }) => fault === 'timeout') || undefined);
  await stack.functions.killBusy('WorkerFunction');
  await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
  if ((await client.status(dying.jobId)).status !== 'in_progress') throw new Error('The claim is lost.');

  // Everything else that a browser asks for. A new route that reads is here with its example event; one that writes,
  // or whose permissions show only in a certain state, needs a step of its own.
  const examples = await examplePaths();
  for (const { path } of examples) {
    await expectStatus(await fetch(`${stack.url}${path}`, { headers: { 'x-run-key': RUN_KEY } }), [200, 404]);
  }
  const { runs } = (await (
    await fetch(`${stack.url}/runs`, { headers: { 'x-run-key': RUN_KEY } })
  ).json()) as RunListResponse;
  if (!runs.some(({ jobId }) => jobId === first.jobId))
    throw new Error('A run is not among those of its key.');
  await expectStatus(await fetch(`${stack.url}/gallery/${first.jobId}`), 200);
  await expectStatus(await fetch(imageOf(job)), 200);
  await expectStatus(await enhance(stack), 200);

  // Who brings a key is looked up, by every function that asks who somebody is: also where it needs the table for nothing else.
  const authorization = `Bearer ${newPersonalKey().key}`;
  for (const { path, isPublic } of examples) {
    if (isPublic) continue;
    await failed(fetch(`${stack.url}${path}`, { headers: { authorization } }), 401, 'BAD_KEY_GIVEN');
  }

  // A program of the owner asks what it has used, another one what everybody has; somebody without runs wants to be forgotten.
  await expectStatus(await fetch(`${stack.url}/me`, { headers: await ownersKey(stack) }), 200);
  const admins = await ownersKey(stack, { scopes: ['admin'], role: 'admin' });
  await expectStatus(await fetch(`${stack.url}/spending`, { headers: admins }), 200);
  const leaving = { method: 'DELETE', headers: { 'x-run-key': LEAVING_KEY } };
  await makeList(stack.url, LEAVING_KEY);
  await expectStatus(await fetch(`${stack.url}/me`, leaving), 202);

  // A list of prompts, of which one is drawn and asked for twice; then it is deleted.
  await drawList(stack, (jobId) => client.ended(jobId));

  // A picture to work on: an uploaded one, prepared twice, and one of a run.
  await handIn(stack, job);

  // A blind run is judged, and a vote taken back.
  await judge(stack, client, [modelOf(job, 1), modelOf(job, 5)]);

  // A link to a run, opened and revoked; its pictures are copied when it is opened.
  const links = `${stack.url}/runs/${first.jobId}/links`;
  const headers = { 'x-run-key': RUN_KEY };
  const { linkId } = (await expectStatus(await fetch(links, { method: 'POST', headers }), 200)) as Link;
  await expectStatus(await fetch(`${stack.url}/shared/${linkId}`), 200);
  await expectStatus(await fetch(links, { headers }), 200);
  await expectStatus(await fetch(`${stack.url}/me/export`, { headers }), 200);
  await expectStatus(await fetch(`${links}/${linkId}`, { method: 'DELETE', headers }), 200);

  // Uses up the limit; then a repetition must be recognized although its address has no runs left.
  for (;;) {
    const reply = await generate('a grey fox', crypto.randomUUID(), oneModel());
    if (reply.status === 429) break;
    await client.ended(((await expectStatus(reply, 200)) as GenerateResponse).jobId);
  }
  await failed(generate('a grey fox', 'key-5', oneModel()), 429, 'RATE_LIMITED');
  const recalled = await started('a red fox', 'key-1');
  if (recalled.jobId !== first.jobId) throw new Error('A repeated request was not recognised.');

  if (stack.problems.some((text) => text.includes('may not send')))
    throw new Error(stack.problems.join('\n'));
}

/** The headers of a program with a key that the owner has made. */
async function ownersKey(
  { awsUrl, credentials, resources }: TestStack,
  may: Partial<Pick<StoredKey, 'scopes' | 'role'>> = {},
): Promise<Record<string, string>> {
  const client = new DynamoDBClient({
    endpoint: awsUrl,
    region: 'us-east-1',
    credentials: credentials.owner,
  });
  const { id, key } = newPersonalKey();
  const times = {
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  };
  const stored = storedKey('the-owner-of-the-stack', { id, hash: sha256Hex(key), ...times, ...may });
  await dynamoKeyStore({ table: resources.tables[0] ?? '', client }).create(stored, 2);
  client.destroy();
  return { authorization: `Bearer ${key}` };
}

/** Rewrites a prompt, and then as many as the limit allows. */
export async function enhanceToTheLimit(stack: TestStack): Promise<void> {
  await expectStatus(await enhance(stack), 200);
  for (;;) {
    const response = await enhance(stack);
    if (response.status === 429) return;
    await expectStatus(response, 200);
  }
}

function enhance(stack: TestStack): Promise<Response> {
  return fetch(`${stack.url}/enhance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a fox' }),
  });
}

function imageOf(job: StatusResponse): string {
  const [result] = job.results;
  return result?.status === 'completed' ? result.imageUrl : '';
}

function lateEvent(job: StatusResponse) {
  const { jobId, prompt, parameters } = job;
  const modelId = '1-stable-image-ultra-bedrock';
  return { jobId, modelId, prompt, parameters, totalModels: 1, reservedUsd: 0, correlationId: 'late' };
}
