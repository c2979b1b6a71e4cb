import type {
  GenerateResponse,
  NextPairsResponse,
  Reference,
  StatusResponse,
  UploadResponse,
  VoteResponse,
} from '../../../src/contract/index.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { clientOf } from '../local-stack/client.ts';
import { type TestStack, until } from '../local-stack/start.ts';
import { expectStatus, oneModel, RUN_KEY } from './requests.ts';

/** A list of prompts, of which one is drawn and asked for twice; then it is deleted. */
export async function drawList({ url }: TestStack, ended: (jobId: string) => Promise<StatusResponse>) {
  const headers = { 'content-type': 'application/json', 'x-run-key': RUN_KEY };
  const ask = async (path: string, method: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(url + path, { method, headers, ...sent });
    return (await expectStatus(reply, [200, 202])) as { jobId: string };
  };
  const listId = await makeList(url, RUN_KEY);
  const drawn = async () => (await ask('/generate', 'POST', { cell: { listId, n: 0 } })).jobId;
  const [first, second] = [await drawn(), await drawn()];
  if (first !== second) throw new Error('A cell was drawn twice.');
  await ended(first);
  const votes = [`/votes/next?list=${listId}`, `/board?list=${listId}`];
  for (const path of [`/lists/${listId}`, '/lists', '/me/export', ...votes]) await ask(path, 'GET');
  await ask(`/lists/${listId}`, 'DELETE');
}

/** A list of one prompt with a budget, for the demo model. */
export async function makeList(url: string, runKey: string): Promise<string> {
  const prompts = [{ text: 'a fox' }];
  const list = { name: 'Foxes', prompts, blind: false, visibility: 'unlisted', budgetUsd: 1, ...oneModel() };
  const headers = { 'content-type': 'application/json', 'x-run-key-hash': sha256Hex(runKey) };
  const reply = await fetch(`${url}/lists`, { method: 'POST', headers, body: JSON.stringify(list) });
  return ((await expectStatus(reply, 200)) as { listId: string }).listId;
}

/** A pair is handed out, judged twice, told, exported, taken back, and judged once more before its voter is forgotten. */
export async function judge(
  { url }: TestStack,
  client: ReturnType<typeof clientOf>,
  models: string[],
): Promise<void> {
  const key = 'the-key-of-somebody-who-judges';
  const started = await client.generate(
    { prompt: 'a fox that is judged', models, blind: true },
    { 'x-run-key-hash': sha256Hex(key) },
  );
  const headers = { 'content-type': 'application/json', 'x-run-key': key };
  const ask = async (path: string, status: number, method = 'GET', body?: object) =>
    expectStatus(
      await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
      status,
    );
  const next = `/votes/next?jobId=${started.jobId}`;
  const { pairs } = await until(async () => {
    const reply = await fetch(url + next, { headers });
    return reply.status === 409 ? undefined : ((await expectStatus(reply, 200)) as NextPairsResponse);
  });
  const [pair] = pairs;
  if (pair === undefined) throw new Error('There is nothing to judge.');
  const { jobId, left, right } = pair;
  const vote = { jobId, left: left.letter, right: right.letter, outcome: 'left' };
  const { voteId } = (await ask('/votes', 200, 'POST', vote)) as VoteResponse;
  await ask('/votes', 200, 'POST', vote);
  await ask('/board?pictures=kept', 200);
  const small = await fetch(`${url}/keep/${jobId}/${models[0]}.webp`);
  if (small.status !== 200) throw new Error(`The small copy of a judged picture: ${small.status}`);
  await ask('/me/export', 200);
  await ask(`/votes/${voteId}`, 202, 'DELETE');
  await ask('/votes', 200, 'POST', vote);
  await ask('/me', 202, 'DELETE');
}

/** A picture to work on, uploaded and prepared twice, and one of a run; then every operation. */
export async function handIn(
  { url }: TestStack,
  { jobId, results: [result] }: StatusResponse,
): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-run-key': RUN_KEY };
  const ask = async (path: string, body?: object) =>
    expectStatus(
      await fetch(`${url}/references${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      200,
    );
  const file = await (await fetch(result?.status === 'completed' ? result.imageUrl : '')).blob();
  const form = (await ask('', { contentType: 'image/png', bytes: file.size })) as UploadResponse;
  const fields = new FormData();
  for (const [name, value] of Object.entries(form.fields)) fields.append(name, value);
  fields.append('file', file);
  await expectStatus(await fetch(form.url, { method: 'POST', body: fields }), 204);
  await ask(`/${form.uploadId}`);
  await ask(`/${form.uploadId}`);
  const { referenceId } = (await ask('', { from: { jobId, modelId: result?.modelId } })) as Reference;

  // A run that works on it, and another one on the same copies, because it does not send the key.
  const work = async (body: object) => {
    const edited = await fetch(`${url}/generate`, { method: 'POST', headers, body: JSON.stringify(body) });
    const started = (await expectStatus(edited, 200)) as GenerateResponse;
    const ended = await clientOf(url).ended(started.jobId);
    if (ended.status !== 'completed') throw new Error(JSON.stringify(ended.results));
    return started.jobId;
  };
  const first = await work({
    prompt: 'make it night',
    operation: 'change',
    references: [referenceId],
    ...oneModel(),
  });
  await work({ retryOf: first });

  // Every service for pictures on Bedrock; a picture in which something is light is a mask of itself.
  const models = ['1-stable-image-ultra-bedrock'];
  const more = { references: [referenceId], models };
  await work({ operation: 'repaint', prompt: 'a red hat', mask: form.uploadId, ...more });
  await work({ operation: 'widen', prompt: 'more snow', expand: { left: 10 }, ...more });
  for (const operation of ['enlarge', 'cut-out']) await work({ operation, ...more });
}
