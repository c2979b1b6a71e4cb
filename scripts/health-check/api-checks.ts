import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './check.ts';
import { expectJson, request } from './request.ts';

/** A picture may take this long. */
const PICTURE_MS = 6 * 60_000;
const POLL_MS = 2000;

/** Every route once, without cost: the two that cost money get a request that they have to refuse. */
export function apiChecks(api: string, isClosed: () => Promise<boolean>): Check[] {
  const open = (name: string, holds: Check['holds']): Check => ({ name, repeatable: true, holds });
  /** In a closed stack, the check's own request has to be refused: it is made by nobody. */
  const check = (name: string, holds: Check['holds']): Check =>
    open(name, async () => {
      if (!(await isClosed())) return holds();
      const [method = '', path = ''] = requestOf(name).split(' ');
      const options = method === 'POST' ? { body: {} } : {};
      expectJson(await request(method, api + path, options), 401, 'SIGN_IN_REQUIRED');
      return 'refused, as the stack is closed';
    });
  return [
    check('GET /models', async () => {
      const { models } = expectJson(await request('GET', `${api}/models`), 200);
      if (!Array.isArray(models) || models.length === 0) throw new Error('no model is configured');
      return `${models.length} models`;
    }),
    check('GET /gallery/list', async () => {
      const { galleries } = expectJson(await request('GET', `${api}/gallery/list?limit=1`), 200);
      if (!Array.isArray(galleries)) throw new Error('the answer has no galleries');
      return undefined;
    }),
    check('GET /status of an unknown run', async () => {
      expectJson(await request('GET', `${api}/status/${randomUUID()}`), 404, 'JOB_NOT_FOUND');
      return undefined;
    }),
    check('GET /gallery of an unknown run', async () => {
      expectJson(await request('GET', `${api}/gallery/${randomUUID()}`), 404, 'GALLERY_NOT_FOUND');
      return undefined;
    }),
    check('POST /generate without a prompt', async () => {
      expectJson(await request('POST', `${api}/generate`, { body: {} }), 400, 'PROMPT_REQUIRED');
      return undefined;
    }),
    check('POST /enhance without a prompt', async () => {
      expectJson(await request('POST', `${api}/enhance`, { body: {} }), 400, 'PROMPT_REQUIRED');
      return undefined;
    }),
    open('CORS preflight of POST /generate', async () => {
      const answer = await request('OPTIONS', `${api}/generate`, {
        headers: {
          Origin: 'https://example.org',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type,idempotency-key',
        },
      });
      if (answer.status >= 300) throw new Error(`answered ${answer.status}`);
      return `origins: ${answer.headers.get('access-control-allow-origin') ?? 'only the configured ones'}`;
    }),
  ];
}

/** `GET /status of an unknown run` asks for a run. */
function requestOf(name: string): string {
  const id = name.includes('unknown') ? `/${randomUUID()}` : '';
  return `${name.split(' ').slice(0, 2).join(' ')}${id}`;
}

/** What costs money: one picture by the cheapest model, and one rewritten prompt where that is configured. */
export function fullChecks(api: string, isClosed: () => Promise<boolean>): Check[] {
  const check = (name: string, holds: (api: string) => Promise<string>): Check => ({
    name,
    repeatable: false,
    holds: async () => ((await isClosed()) ? 'skipped: the stack is closed' : holds(api)),
  });
  return [
    check('POST /generate draws a picture', drawPicture),
    check('POST /enhance rewrites a prompt', rewritePrompt),
  ];
}

async function drawPicture(api: string): Promise<string> {
  const { models } = expectJson(await request('GET', `${api}/models`), 200);
  const { id, name } = cheapest(models);
  const started = expectJson(
    await request('POST', `${api}/generate`, {
      body: { prompt: 'a small lighthouse at dusk', models: [id] },
      headers: { 'Idempotency-Key': `health-check-${randomUUID()}` },
    }),
    200,
  );
  const result = await finished(`${api}/status/${String(started.jobId)}`);
  if (result.status !== 'completed') {
    const { code, message } = (result.error ?? {}) as { code?: string; message?: string };
    throw new Error(`${name} failed: ${code ?? 'no code'} ${message ?? ''}`);
  }
  const picture = await fetch(String(result.imageUrl), { signal: AbortSignal.timeout(30_000) });
  const type = picture.headers.get('content-type') ?? 'no type';
  const { byteLength } = await picture.arrayBuffer();
  if (!picture.ok || !type.startsWith('image/') || byteLength === 0) {
    throw new Error(`the picture is served as ${picture.status} ${type}, ${byteLength} bytes`);
  }
  return `${name}, ${byteLength} bytes, ${type}`;
}

function cheapest(models: unknown): { id: string; name: string } {
  type Entry = { id: string; name: string; status?: string; priceUsd?: { high: number } | null };
  const usable = (Array.isArray(models) ? (models as Entry[]) : []).toSorted(
    (a, b) => (a.priceUsd?.high ?? Number.POSITIVE_INFINITY) - (b.priceUsd?.high ?? Number.POSITIVE_INFINITY),
  );
  const first = usable[0];
  if (first === undefined) throw new Error('no model is configured');
  return first;
}

async function finished(statusUrl: string): Promise<Record<string, unknown>> {
  const deadline = Date.now() + PICTURE_MS;
  while (Date.now() < deadline) {
    const { status, results } = expectJson(await request('GET', statusUrl), 200);
    if (status !== 'pending' && status !== 'in_progress') {
      const [result] = Array.isArray(results) ? (results as Record<string, unknown>[]) : [];
      if (result !== undefined) return result;
    }
    await sleep(POLL_MS);
  }
  throw new Error('the run did not end within six minutes');
}

async function rewritePrompt(api: string): Promise<string> {
  const { enhancer } = expectJson(await request('GET', `${api}/models`), 200);
  if (enhancer === null || enhancer === undefined) return 'skipped: no model rewrites prompts';
  const answer = expectJson(
    await request('POST', `${api}/enhance`, { body: { prompt: 'a lighthouse' } }),
    200,
  );
  if (typeof answer.enhanced !== 'string' || answer.enhanced === '')
    throw new Error('the answer holds no prompt');
  return `by ${String(answer.model)}`;
}
