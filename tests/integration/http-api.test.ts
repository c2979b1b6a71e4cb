import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  SMALL_TEMPLATE,
  startTestStack,
  type TestStack,
  temporaryFolder,
  until,
} from '../helpers/local-stack/start.ts';

const folder = temporaryFolder();
let stack: TestStack;

beforeAll(async () => {
  // A copy, because one test edits a function.
  cpSync(dirname(SMALL_TEMPLATE), join(folder.path, 'source'), { recursive: true });
  stack = await startTestStack({
    templateFile: join(folder.path, 'source', 'template.yaml'),
    stateDir: join(folder.path, 'state'),
    watch: true,
    scheduleMs: 300,
  });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  folder.remove();
});

const call = (path: string, init?: RequestInit) => fetch(`${stack.url}${path}`, init);
const echo = async (path: string, init?: RequestInit) =>
  (await (await call(path, init)).json()) as APIGatewayProxyEventV2;

describe('the local HTTP API', () => {
  it('makes events of payload format 2.0', async () => {
    const event = await echo('/echo/a%20b?x=1&x=2&y=%C3%A4', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Mixed': 'Case',
        Cookie: 'a=1; b=2',
        'X-Forwarded-For': '9.9.9.9',
      },
      body: '{"ä":1}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{name}',
      rawPath: '/echo/a%20b',
      rawQueryString: 'x=1&x=2&y=%C3%A4',
      queryStringParameters: { x: '1,2', y: 'ä' },
      pathParameters: { name: 'a b' },
      cookies: ['a=1', 'b=2'],
      headers: {
        'content-type': 'application/json',
        'x-mixed': 'Case',
        'x-forwarded-for': '9.9.9.9, 127.0.0.1',
      },
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        http: { method: 'POST', path: '/echo/a%20b', sourceIp: '127.0.0.1' },
      },
    });
    expect(event.headers).not.toHaveProperty('cookie');
  });

  it('leaves out what is not there and encodes what is not text', async () => {
    const empty = await echo('/echo/x');
    expect(empty).not.toHaveProperty('body');
    expect(empty).not.toHaveProperty('cookies');
    expect(empty).not.toHaveProperty('queryStringParameters');
    const post = (type: string, body: Uint8Array<ArrayBuffer>) =>
      echo('/echo/x', { method: 'POST', headers: { 'content-type': type }, body });
    const bytes = new Uint8Array([0, 255]);
    const encoded = { body: 'AP8=', isBase64Encoded: true };
    expect(await post('image/png', bytes)).toMatchObject(encoded);
    expect(await post('application/json', bytes)).toMatchObject(encoded);
  });

  it('gives each request its own id', async () => {
    const ids = [await echo('/echo/x'), await echo('/echo/x')].map((event) => event.requestContext.requestId);
    expect(new Set(ids).size).toBe(2);
  });

  it('sends binary answers as bytes', async () => {
    const reply = await call('/echo/binary');
    expect(reply.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from([0, 1, 2, 255]));
  });

  it.each([['throw'], ['exit'], ['hang'], ['unreadable']])(
    'answers 500 for a function that does %s',
    async (name) => {
      const reply = await call(`/echo/${name}`, { headers: { origin: 'https://one.example' } });
      expect([reply.status, await reply.json()]).toEqual([
        500,
        expect.objectContaining({ message: 'Internal Server Error', code: 'INTERNAL' }),
      ]);
      expect(reply.headers.get('access-control-allow-origin')).toBe('https://one.example');
    },
  );

  it('answers 404 for unknown routes and 413 above 10 MB, in the one error shape', async () => {
    const nothing = await call('/nothing');
    const error = {
      message: 'Not Found',
      error: 'Not Found.',
      code: 'NOT_FOUND',
      requestId: expect.any(String),
    };
    expect([nothing.status, await nothing.json()]).toEqual([404, error]);
    const large = await call('/echo/x', { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }),
    ]);
  });

  it('refuses headers of more than 10,240 bytes', async () => {
    expect((await call('/echo/x', { headers: { 'x-long': 'x'.repeat(10_240) } })).status).toBe(431);
  });

  it.each([
    ['garbage\r\n\r\n', '400 Bad Request', 'INVALID_PARAMETER'],
    [
      `GET /echo/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`,
      '431 Request',
      'PAYLOAD_TOO_LARGE',
    ],
  ])('responds to malformed requests in the one error shape too', async (text, status, code) => {
    const answer = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect(Number(new URL(stack.url).port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => {
        received += chunk.toString();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(received));
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(answer).toContain('access-control-allow-origin: *');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code, error: expect.any(String) });
  });

  it('answers preflight requests itself and overrides what functions say', async () => {
    const preflight = (origin: string) =>
      call('/echo/x', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const allowed = await preflight('https://two.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://two.example',
    ]);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(allowed.headers.get('access-control-max-age')).toBe('60');
    const refused = await preflight('https://other.example');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const own = await call('/echo/cors');
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });

  it('survives a client that goes away in the middle', async () => {
    await new Promise<void>((resolve) => {
      const sending = request(`${stack.url}/echo/x`, {
        method: 'POST',
        headers: { 'content-length': '1000' },
      });
      sending.on('error', () => resolve());
      sending.write('x');
      setTimeout(() => sending.destroy(), 50);
    });
    expect((await call('/echo/x')).status).toBe(200);
  });

  it('runs more invocations at once than there are threads at the start', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const events = await Promise.all(names.map((name) => echo(`/echo/${name}`)));
    expect(events.map((event) => event.pathParameters?.name)).toEqual(names);
  });

  it('takes over an edited function without a restart, and keeps the old one while the new one is broken', async () => {
    const file = join(folder.path, 'source', 'functions', 'echo.ts');
    const code = readFileSync(file, 'utf8');
    const answer = async () => (await call('/echo/unreadable')).status;
    writeFileSync(file, code.replace("statusCode: 'many'", 'statusCode: 418'));
    await until(async () => ((await answer()) === 418 ? true : undefined));
    writeFileSync(file, `${code}\nconst broken = ;`);
    await until(() => stack.problems.find((text) => text.includes('The change was not applied')));
    expect(stack.problems.at(-1)).toMatch(/echo\.ts:\d+:\d+/);
    expect(await answer()).toBe(418);
  });
});

describe('a schedule', () => {
  it('invokes its function again and again, with the event of EventBridge', async () => {
    const ticks = await until(() => {
      const log = readFileSync(join(folder.path, 'state', 'functions.log'), 'utf8');
      const found = log.split('\n').filter((line) => line.includes('"tick"'));
      return found.length >= 3 ? found.map((line) => JSON.parse(line).tick) : undefined;
    }, 120_000);
    expect(ticks[0]).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [expect.stringContaining(':rule/')],
    });
    expect(new Set(ticks.map(({ id }) => id)).size).toBe(ticks.length);
  });
});
