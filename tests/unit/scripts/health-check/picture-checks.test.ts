import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiChecks, fullChecks } from '../../../../scripts/health-check/api-checks.ts';
import { runChecks } from '../../../../scripts/health-check/check.ts';
import { closedness, pictureChecks } from '../../../../scripts/health-check/picture-checks.ts';

/** A deployed stack, as far as the checks ask it. */
let access: object | undefined;
let guard: string | undefined;
let refuses: boolean;
let asked: string[];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method} ${path.replace(/[0-9a-f-]{36}/, 'ID')}`);
    const send = (status: number, body: object, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (path === '/access') send(access === undefined ? 404 : 200, access ?? {});
    else if (path.startsWith('/images/'))
      send(403, {}, guard === undefined ? {} : { 'x-picture-guard': guard });
    else if (request.method === 'OPTIONS') send(204, {});
    else if (refuses) send(401, { error: 'Sign in.', code: 'SIGN_IN_REQUIRED' });
    else send(200, { models: [{ id: '1' }], galleries: [] });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  access = { mode: 'issuer' };
  guard = 'no signature';
  refuses = true;
  asked = [];
});

const problems = async (checks: (isClosed: () => Promise<boolean>) => Parameters<typeof runChecks>[0]) =>
  (await runChecks(checks(closedness(url)), 0)).map(({ problem, note }) => problem ?? note ?? 'ok');
const pictures = () => problems((isClosed) => pictureChecks(url, isClosed));

describe('the pictures of a closed stack', () => {
  it('are asked for without a signature and with a forged one', async () => {
    expect(await pictures()).toEqual(['ok', 'ok']);
    const path = 'GET /images/ID/1-health-check.png';
    expect(asked).toEqual(['GET /access', path, `${path}?e=4102444800&s=${'A'.repeat(43)}`]);
  });

  it('have to be refused by the guard, which needs its key', async () => {
    guard = undefined;
    expect(await pictures()).toEqual(['answered 403 by the bucket', 'answered 403 by the bucket']);
    guard = 'expired';
    expect(await pictures()).toEqual(Array(2).fill('answered 403 by the guard (expired)'));
    guard = 'no key';
    expect((await pictures())[0]).toContain('ImageGuardFunction has no key');
  });

  it.each([[undefined], [{ mode: 'open' }]])(
    'are not asked for in a stack that is open: %j',
    async (mode) => {
      access = mode;
      expect(await pictures()).toEqual(Array(2).fill('not in an open stack'));
      expect(asked).toEqual(['GET /access']);
    },
  );
});

describe('the API of a closed stack', () => {
  it('has to refuse each request but that of a preflight', async () => {
    const found = await problems((isClosed) => apiChecks(url, isClosed));
    expect(found.slice(0, -1)).toEqual(Array(6).fill('refused, as the stack is closed'));
    expect(asked).toEqual([
      'GET /access',
      'GET /models',
      'GET /gallery/list',
      'GET /status/ID',
      'GET /gallery/ID',
      'POST /generate',
      'POST /enhance',
      'OPTIONS /generate',
    ]);
    refuses = false;
    expect((await problems((isClosed) => apiChecks(url, isClosed)))[0]).toBe(
      'answered 200, expected 401 SIGN_IN_REQUIRED',
    );
  });

  it('is not asked for what costs money', async () => {
    expect(await problems((isClosed) => fullChecks(url, isClosed))).toEqual(
      Array(2).fill('skipped: the stack is closed'),
    );
    expect(asked).toEqual(['GET /access']);
  });
});
