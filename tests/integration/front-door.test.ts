import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { ErrorResponse, GenerateResponse } from '../../src/contract/index.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';
import { ownServer } from '../helpers/own-server.ts';
import { withinOneHour } from '../helpers/within-one-hour.ts';

const ORIGIN = 'https://pictures.example';
const KEY = 'sk-front-door-qz7-0123456789';
const RUNS = 3;
/** Every address of 127.0.0.0/8 belongs to this machine, but only Linux lets programs use them all. */
const ADDRESS = process.platform === 'linux' ? '127.0.0.77' : '127.0.0.1';
const SECRET_OF_A_PERSON = 'the surprise for Margaret is a blue bicycle behind the third shed';

const folder = temporaryFolder();
let vendors: Vendors;
let stack: TestStack;
beforeAll(async () => {
  vendors = await startVendors({ port: 0, slowMs: 1500 });
  stack = await startTestStack({
    stateDir: folder.path,
    parameters: {
      ...ownServer(vendors.url, KEY),
      AllowedOrigins: `${ORIGIN},https://other.example`,
      IPRateLimit: RUNS,
      IPWhitelist: process.platform === 'linux' ? '127.0.0.1' : '',
    },
    instances: { api: 2, events: 2 },
  });
}, 60_000);
afterAll(async () => {
  await stack?.stop();
  await vendors?.close();
  folder.remove();
});

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with the path exactly as given. */
function ask(
  path: string,
  options: { body?: string | Buffer; headers?: Record<string, string>; method?: string; from?: string } = {},
) {
  const { body, headers = {}, method = body === undefined ? 'GET' : 'POST', from = '127.0.0.1' } = options;
  return new Promise<Reply>((resolve, reject) => {
    const { port } = new URL(stack.url);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, localAddress: from, headers: { ...type, ...headers } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const generate = (body: object, headers: Record<string, string> = {}, from?: string) =>
  ask('/generate', { body: JSON.stringify(body), headers, ...(from ? { from } : {}) });

function expectRefusal(reply: Reply, status: number, code: string) {
  const { error, requestId, ...rest } = JSON.parse(reply.body) as ErrorResponse;
  expect({ status: reply.status, code: rest.code }).toEqual({ status, code });
  expect(error).toMatch(/[.]$/);
  expect(requestId).not.toBe('');
}

describe('addresses that a client claims to have', () => {
  it('change nothing: neither ip in the body nor any header of proxies', async () => {
    const claims = (index: number) => ({
      'x-forwarded-for': `198.51.100.${index}`,
      'x-real-ip': `198.51.100.${index}`,
      forwarded: `for=198.51.100.${index}`,
      'cf-connecting-ip': `198.51.100.${index}`,
    });
    const run = (index: number) =>
      generate({ prompt: 'a pond', ip: `203.0.113.${index}` }, claims(index), ADDRESS);
    await withinOneHour();
    for (let index = 1; index <= RUNS; index += 1) {
      expect({ index, status: (await run(index)).status }).toEqual({ index, status: 200 });
    }
    expectRefusal(await run(99), 429, 'RATE_LIMITED');
  }, 60_000);

  it('do not matter even if they are not addresses', async () => {
    const reply = await generate(
      { prompt: 'a pond', ip: 'not an address' },
      { 'x-forwarded-for': '<b>,,,' },
      ADDRESS,
    );
    expectRefusal(reply, 429, 'RATE_LIMITED');
  });
});

describe('paths', () => {
  it.each([
    '/status/..%2F..%2Fjobs',
    '/status/../../etc/passwd',
    '/status/%2e%2e%2f%2e%2e%2fjob.json',
    '/status/..%5C..%5Cjob',
    '/status/%00',
    '/status/%E0%80%AE',
    '/status/%',
    '/gallery/..%2Fjobs',
    '/gallery/%2e%2e',
    '/gallery/list?limit=24&cursor=..%2F..%2Fjobs',
    '/gallery/list?limit=0',
    '/gallery/list?limit=1e9',
    '/gallery/list?unknown=1',
    '/gallery/list?__proto__=1',
    '/gallery/list?constructor=1',
    '/images/..%2Fjobs%2Fjob.json',
    '/images/%2e%2e/jobs/job.json',
    '/images/../jobs/job.json',
    '/site/index.html',
    '/jobs/',
    '//etc/passwd',
  ])('%s: 4xx', async (path) => {
    const { status } = await ask(path);
    expect({ path, is4xx: status >= 400 && status < 500 }).toEqual({ path, is4xx: true });
  });
});

describe('methods that a path does not take', () => {
  it.each([
    ['GET', '/generate', 'POST'],
    ['DELETE', '/status/v1-2026', 'GET'],
    ['PUT', '/enhance', 'POST'],
    ['PATCH', '/gallery/list', 'GET'],
    ['DELETE', '/gallery/v1-2026', 'GET'],
    ['POST', '/models', 'GET'],
    ['TRACE', '/models', 'GET'],
  ])('%s %s: 405, which says what is taken', async (method, path, taken) => {
    const reply = await ask(path, { method });
    expectRefusal(reply, 405, 'METHOD_NOT_ALLOWED');
    expect(reply.headers.allow).toBe(taken);
  });
});

it('takes no path of 5000 characters', async () => {
  expect((await ask(`/status/${'a'.repeat(5000)}`)).status).toBe(404);
});

describe('bodies', () => {
  const nested = (depth: number) => `{"prompt":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const of = (fields: string) => `{"prompt":"a pond",${fields}}`;

  it.each([
    ['more than 64 KB', `{"prompt":"${'a'.repeat(70_000)}"}`, 413, 'PAYLOAD_TOO_LARGE'],
    ['a prompt of 1001 characters', `{"prompt":"${'a'.repeat(1001)}"}`, 400, 'PROMPT_TOO_LONG'],
    ['nested 33 times', nested(33), 400, 'INVALID_JSON'],
    ['nested 20,000 times', nested(20_000), 400, 'INVALID_JSON'],
    ['open without end', '{"prompt":'.repeat(2000), 400, 'INVALID_JSON'],
    ['__proto__', of('"__proto__":{"isAdmin":true}'), 400, 'INVALID_PARAMETER'],
    ['constructor', of('"constructor":{"prototype":{"isAdmin":true}}'), 400, 'INVALID_PARAMETER'],
    ['prototype', of('"prototype":{}'), 400, 'INVALID_PARAMETER'],
    ['toString as a model', of('"models":["toString","__proto__"]'), 400, 'UNKNOWN_MODEL'],
    ['a lone surrogate', '{"prompt":"a \\ud83d pond"}', 400, 'INVALID_PARAMETER'],
    ['a right-to-left override', '{"prompt":"a \\u202e pond"}', 400, 'INVALID_PARAMETER'],
    ['an isolate', '{"prompt":"a \\u2066 pond"}', 400, 'INVALID_PARAMETER'],
    ['NUL', '{"prompt":"a \\u0000 pond"}', 400, 'INVALID_PARAMETER'],
    ['NUL elsewhere', of('"negativePrompt":"\\u0000"'), 400, 'INVALID_PARAMETER'],
    ['a raw NUL', '{"prompt":"a \0 pond"}', 400, 'INVALID_JSON'],
    ['a number that is none', of('"seed":1e400'), 400, 'INVALID_PARAMETER'],
    ['a list', '[]', 400, 'INVALID_PARAMETER'],
    ['null', 'null', 400, 'INVALID_PARAMETER'],
    ['nothing', '', 400, 'INVALID_JSON'],
  ])('with %s are refused', async (_name, body, status, code) => {
    expectRefusal(await ask('/generate', { body }), status, code);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('that are not UTF-8 are refused', async () => {
    const body = Buffer.concat([Buffer.from('{"prompt":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]);
    expectRefusal(await ask('/generate', { body }), 400, 'INVALID_JSON');
  });

  it.each([9.9, 10.1])('of %d MB are refused', async (megabytes) => {
    const body = `{"prompt":"${'a'.repeat(megabytes * 1024 * 1024)}"}`;
    expect((await ask('/generate', { body })).status).toBe(413);
    expect((await ask('/enhance', { body })).status).toBe(413);
  });

  it('of another kind than JSON in UTF-8 are refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
    ]) {
      const reply = await ask('/generate', { body: '{"prompt":"a"}', headers: { 'content-type': type } });
      expectRefusal(reply, 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });
});

describe('headers', () => {
  it.each([
    'Idempotency-Key: a\0b',
    'Idempotency-Key: a\rSet-Cookie: b',
    'X-Correlation-ID : a',
    'X-Corre\nlation: a',
    'Content-Length: 5\r\nContent-Length: 6',
    'Transfer-Encoding: chunked\r\nContent-Length: 4',
  ])('%j: 400', async (header) => {
    const reply = await raw(
      `POST /generate HTTP/1.1\r\nHost: 127.0.0.1\r\n${header}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).not.toContain('Set-Cookie');
  });

  it('of more than 10 KB are refused', async () => {
    expect((await ask('/models', { headers: { 'x-long': 'a'.repeat(12_000) } })).status).toBe(431);
  });

  it('Idempotency-Key of other than printable ASCII, or too long, is refused', async () => {
    for (const key of ['é', 'a'.repeat(256), 'a\tb']) {
      expectRefusal(
        await generate({ prompt: 'a pond' }, { 'idempotency-key': key }),
        400,
        'INVALID_PARAMETER',
      );
    }
  });

  it('X-Correlation-ID is echoed only if it is well formed', async () => {
    const answered = async (id: string) =>
      (await ask('/models', { headers: { 'x-correlation-id': id } })).headers['x-correlation-id'];
    expect(await answered('Run-7.a_b')).toBe('Run-7.a_b');
    for (const id of ['<script>', 'a b', 'a'.repeat(129), 'é']) {
      expect(await answered(id)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('an Idempotency-Key that comes again from another network', () => {
  /** Only Linux lets one use it. */
  const elsewhere = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
  const runOf = async (key: string, from: string, prompt: string) => {
    const reply = await generate({ prompt }, { 'idempotency-key': key }, from);
    expect(reply.status).toBe(200);
    return (JSON.parse(reply.body) as GenerateResponse).jobId;
  };
  const drawn = (prompt: string) => vendors.log().filter((request) => request.prompt === prompt).length;

  it('finds the run again, which is drawn once', async () => {
    const key = `moved-${randomUUID()}`;
    const first = await runOf(key, '127.0.0.1', 'a moving van');
    expect(await runOf(key, elsewhere, 'a moving van')).toBe(first);
    const short = key.slice(0, 16);
    const second = await runOf(short, '127.0.0.1', 'a moving truck');
    expect(await runOf(short, elsewhere, 'a moving truck')).toBe(second);
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined), 30_000);
    expect([drawn('a moving van'), drawn('a moving truck')]).toEqual([1, 1]);
  }, 60_000);

  it('is another run if the key is so short that two people may have chosen it', async () => {
    const first = await runOf('my-15-character', '127.0.0.1', 'a parcel');
    const second = await runOf('my-15-character', elsewhere, 'a parcel');
    expect(second === first).toBe(elsewhere === '127.0.0.1');
  }, 30_000);
});

describe('other origins', () => {
  const corsOf = (headers: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(headers)
        .map(([name, value]): [string, string] => [name.toLowerCase(), String(value)])
        .filter(([name]) => /^access-control-(allow-origin|expose-headers)$/.test(name))
        .map(([name, value]) => [name, value.toLowerCase().replaceAll(' ', '')]),
    );

  it('are described in the same way by the gateway and by the function', async () => {
    const lambda = new LambdaClient({
      endpoint: stack.awsUrl,
      region: 'us-east-1',
      credentials: stack.credentials.owner,
    });
    for (const origin of [ORIGIN, 'https://other.example', 'https://evil.example']) {
      const gateway = await ask('/models', { headers: { origin } });
      const Payload = JSON.stringify({
        version: '2.0',
        headers: { origin },
        requestContext: { http: { method: 'GET' } },
      });
      const FunctionName = stack.resources.functions.ModelsFunction;
      const reply = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
      const { headers } = JSON.parse(Buffer.from(reply.Payload ?? []).toString());
      const own = corsOf(headers);
      const isAllowed = origin !== 'https://evil.example';
      expect({ origin, allowed: own['access-control-allow-origin'] }).toEqual({
        origin,
        allowed: isAllowed ? origin : undefined,
      });
      expect(corsOf(gateway.headers)).toEqual(isAllowed ? own : {});
    }
    lambda.destroy();
  });

  it('may send what the front end sends, after a preflight', async () => {
    const preflight = (origin: string) =>
      ask('/generate', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const { status, headers } = await preflight(ORIGIN);
    expect([status, headers['access-control-allow-origin']]).toEqual([204, ORIGIN]);
    const allowed = String(headers['access-control-allow-headers']).toLowerCase().split(',');
    expect(allowed).toEqual(expect.arrayContaining(['content-type', 'idempotency-key', 'x-correlation-id']));
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('what may be kept', () => {
  it('is an ended run, checked before each use, and never a running one', async () => {
    const started = await generate({ prompt: `${SECRET_OF_A_PERSON} [[fault:slow]]` });
    expect(started.headers['cache-control']).toBe('no-store');
    const { jobId } = JSON.parse(started.body) as GenerateResponse;
    const running = await ask(`/status/${jobId}`);
    expect([running.headers['cache-control'], running.headers.etag]).toEqual(['no-store', undefined]);

    const { status } = clientOf(stack.url);
    await until(async () => ((await status(jobId)).endedAt === null ? undefined : true), 30_000);
    const ended = await ask(`/status/${jobId}`);
    const etag = String(ended.headers.etag);
    expect(ended.headers['cache-control']).toBe('private, no-cache');
    const again = await ask(`/status/${jobId}`, { headers: { 'if-none-match': etag } });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect((await ask(`/status/${jobId}`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  }, 30_000);

  it('is neither a refusal nor an answer that changes', async () => {
    for (const path of ['/models', `/status/${randomUUID()}`, '/gallery/list?limit=0']) {
      const { headers } = await ask(path);
      expect({ path, kept: headers['cache-control'] }).toEqual({ path, kept: 'no-store' });
    }
  });

  it('is never guessed at, framed or run', async () => {
    const { headers } = await ask('/models');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'.*sandbox/),
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('the logs of all this', () => {
  it('contain no complete prompt, key, address or terminal control sequence', async () => {
    await generate({ prompt: `${SECRET_OF_A_PERSON} [[fault:down]]` });
    await ask('/enhance', { body: JSON.stringify({ prompt: SECRET_OF_A_PERSON }) });
    await ask('/models', { headers: { 'x-correlation-id': 'a\u009b31m' } });
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
    const log = readFileSync(join(folder.path, 'functions.log'), 'utf8');
    expect(log.split('\n').length).toBeGreaterThan(50);
    for (const secret of [SECRET_OF_A_PERSON, 'Margaret', KEY, 'qz7', `"${ADDRESS}"`, ADDRESS]) {
      expect({ secret, found: log.includes(secret) }).toEqual({ secret, found: false });
    }
    expect(log.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(log).not.toMatch(/\\u00[01]/);
  }, 30_000);

  it('count what became of each model, in lines that CloudWatch reads as metrics', () => {
    const lines = readFileSync(join(folder.path, 'functions.log'), 'utf8').trim().split('\n');
    const metrics = lines.map((line) => JSON.parse(line)).filter((line) => '_aws' in line);
    expect(metrics).toContainEqual(
      expect.objectContaining({
        service: 'worker',
        model: 'Mine',
        outcome: 'completed',
        ModelRuns: 1,
        ModelDurationMs: expect.any(Number),
      }),
    );
    expect(metrics).toContainEqual(expect.objectContaining({ outcome: 'PROVIDER_DOWN', ModelRuns: 1 }));
    const [first] = metrics;
    expect(first._aws.CloudWatchMetrics[0].Namespace).toMatch(/^PixelPrompt\/./);
  });

  it('follow a run from the request to the worker by its correlation id', async () => {
    const correlationId = `front-door-${randomUUID()}`;
    const reply = await generate({ prompt: 'a pond' }, { 'x-correlation-id': correlationId });
    await clientOf(stack.url).ended((JSON.parse(reply.body) as GenerateResponse).jobId);
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
    const services = readFileSync(join(folder.path, 'functions.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(correlationId))
      .map((line) => JSON.parse(line).service);
    expect(new Set(services)).toEqual(new Set(['generate', 'worker']));
  }, 30_000);
});

/** Sends bytes as they are and reads until the connection closes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', reject);
  });
}
