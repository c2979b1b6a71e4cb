import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { RequestError } from '../../../src/errors.ts';
import { fresh } from '../../../src/http/respond.ts';
import type { ApiResponse } from '../../../src/http/types.ts';
import { exampleEvent, lambdaContext, postEvent } from '../../helpers/api-event.ts';
import { echo, handlerOf, read } from '../../helpers/api-route.ts';

describe('apiHandler', () => {
  it('gives the route lower-case header names, whatever the client wrote', async () => {
    const { ask } = handlerOf(echo);
    const reply = await ask(exampleEvent('models', { headers: { 'X-Some-HEADER': 'a' } }));
    expect(JSON.parse(reply.body).headers).toEqual({ 'x-some-header': 'a' });
  });

  it('believes only the gateway about the address of the client', async () => {
    const { ask } = handlerOf(echo);
    const reply = await ask(
      exampleEvent('models', { headers: { 'x-forwarded-for': '1.2.3.4', 'x-real-ip': '1.2.3.4' } }),
    );
    expect(JSON.parse(reply.body).address).toBe('203.0.113.7');
  });

  it('echoes a correlation id, also with an error, and puts it on the log line', async () => {
    const { ask, log } = handlerOf(read, { method: 'POST' });
    const reply = await ask(postEvent('{', { 'X-Correlation-ID': 'browser-1' }));
    expect(reply.headers['X-Correlation-ID']).toBe('browser-1');
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'request',
        fields: {
          correlationId: 'browser-1',
          requestId: 'JKJaXmPLvHcESHA=',
          route: 'POST /generate',
          status: 400,
          version: '7',
          durationMs: expect.any(Number),
          code: 'INVALID_JSON',
        },
      },
    ]);
  });

  it('makes a correlation id where none or a bad one is sent', async () => {
    const { ask } = handlerOf(echo);
    const one = await ask(exampleEvent('models', { headers: {} }));
    const other = await ask(
      exampleEvent('models', { headers: { 'x-correlation-id': 'a\r\nSet-Cookie: b' } }),
    );
    expect(one.headers['X-Correlation-ID']).toMatch(/^[0-9a-f-]{36}$/);
    expect(other.headers['X-Correlation-ID']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.headers['X-Correlation-ID']).not.toBe(other.headers['X-Correlation-ID']);
  });

  it('sends CORS and security headers with every response, errors included', async () => {
    for (const event of [postEvent({ prompt: 'a' }), postEvent('{'), null]) {
      const reply = await handlerOf(read, { method: 'POST' }).ask(event);
      expect(reply.headers).toMatchObject({
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': expect.stringContaining('Retry-After'),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
      });
    }
  });

  it('sends data that is never a page: nothing in it runs, is framed, guessed at or followed', async () => {
    const { headers } = await handlerOf(echo).ask(exampleEvent('models'));
    expect(headers).toMatchObject({
      'Content-Security-Policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox; upgrade-insecure-requests",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8,}; includeSubDomains$/),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
  });

  it('lets a route say otherwise in a header of its own', async () => {
    const { ask } = handlerOf(async () => fresh({}, { 'Referrer-Policy': 'origin' }));
    expect((await ask(exampleEvent('models'))).headers['Referrer-Policy']).toBe('origin');
  });

  it('gzips a large body for a client that takes it', async () => {
    const { ask } = handlerOf(async () => fresh({ text: 'x'.repeat(5000) }));
    const reply = await ask(exampleEvent('models', { headers: { 'Accept-Encoding': 'gzip' } }));
    expect(reply).toMatchObject({ isBase64Encoded: true, headers: { 'Content-Encoding': 'gzip' } });
  });

  it('names the origin of the request where it is on the list, and no other', async () => {
    const { ask } = handlerOf(echo, { allowedOrigins: ['https://a.example', 'https://b.example'] });
    const from = (origin: string) => ask(exampleEvent('models', { headers: { origin } }));
    expect((await from('https://b.example')).headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://b.example',
      Vary: 'Origin',
    });
    expect((await from('https://evil.example')).headers).not.toHaveProperty('Access-Control-Allow-Origin');
  });

  it('reveals nothing about an unexpected failure, and logs it with its cause', async () => {
    const failure = new Error('table pixel-prompt-counters is gone', { cause: new Error('inner') });
    const { ask, log } = handlerOf(async () => {
      throw failure;
    });
    const reply = await ask(exampleEvent('models'));
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('pixel-prompt-counters');
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { code: 'INTERNAL', error: failure } });
  });

  it('tells a person what caused a 502', async () => {
    const { ask } = handlerOf(async () => {
      throw new RequestError('ENHANCER_FAILED', 'The text model did not answer in time.');
    });
    const reply = await ask(exampleEvent('models'));
    expect([reply.statusCode, JSON.parse(reply.body).error]).toEqual([
      502,
      'The text model did not answer in time.',
    ]);
  });

  it('says which method is accepted, without calling the route', async () => {
    const { ask, log } = handlerOf(() => Promise.reject(new Error('asked')));
    const event = exampleEvent('generate', { routeKey: 'ANY /models' });
    const reply = await ask(event);
    expect([reply.statusCode, reply.headers.Allow, JSON.parse(reply.body).error]).toEqual([
      405,
      'GET',
      'This address takes GET, not POST.',
    ]);
    expect(log.lines[0]?.fields).toMatchObject({ route: 'POST /models', code: 'METHOD_NOT_ALLOWED' });
  });

  it.each([
    ['half a second before Lambda would kill the request', 510, 500],
    ['with what the route says, given enough time', 600, 200],
  ])('responds %s', async (_when, remainingMs, status) => {
    const { ask } = handlerOf(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return fresh({});
    });
    const context = { ...lambdaContext, getRemainingTimeInMillis: () => remainingMs } as Context;
    expect((await ask(exampleEvent('models'), context)).statusCode).toBe(status);
  });
});

describe('a route that takes too long', () => {
  const slow = handlerOf(async () => {
    await sleep(300);
    return fresh({});
  });
  const statusWith = async (remainingMs: number) => {
    const context = { ...lambdaContext, getRemainingTimeInMillis: () => remainingMs };
    return (await slow.ask(exampleEvent('models'), context)).statusCode;
  };

  it('is answered half a second before Lambda would end it', async () => {
    expect(await statusWith(501)).toBe(500);
    expect(await statusWith(30_000)).toBe(200);
  });
});

describe('the log of a request', () => {
  const logged = async (route: () => Promise<ApiResponse>) => {
    const { ask, log } = handlerOf(route);
    await ask(exampleEvent('models'));
    return log.lines;
  };

  it('is one line', async () => {
    expect(await logged(async () => fresh({}))).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          correlationId: 'local-test-1',
          requestId: 'JKJaXmPLvHcESHA=',
          route: 'GET /models',
          status: 200,
          version: '7',
          durationMs: expect.any(Number),
        },
      },
    ]);
  });

  it.each([
    ['JOB_NOT_FOUND', 'warn', 404],
    ['ENHANCER_FAILED', 'error', 502],
  ] as const)('of %s has the level %s, and its error only if it is ours', async (code, level, status) => {
    const error = new RequestError(code, 'No.');
    const [line] = await logged(() => Promise.reject(error));
    expect(line).toMatchObject({ level, fields: { status, code } });
    expect(line?.fields.error).toBe(status >= 500 ? error : undefined);
  });

  it('has the time that the route took', async () => {
    const time = jest.spyOn(Date, 'now').mockReturnValue(1_763_640_000_000);
    const [line] = await logged(async () => {
      time.mockReturnValue(1_763_640_000_030);
      return fresh({});
    }).finally(() => time.mockRestore());
    expect(line?.fields.durationMs).toBe(30);
  });

  it('has the code of a refusal, without what the person wrote', async () => {
    const lines = await logged(() => Promise.reject(new RequestError('PROMPT_BLOCKED', 'No: secret words')));
    expect(lines).toMatchObject([{ level: 'warn', fields: { status: 400, code: 'PROMPT_BLOCKED' } }]);
    expect(JSON.stringify(lines)).not.toContain('secret words');
  });
});

describe('a correlation id', () => {
  const { ask } = handlerOf(echo);
  const idFor = async (sent: unknown) => {
    const headers = sent === undefined ? {} : { 'X-Correlation-ID': sent };
    return (await ask(exampleEvent('models', { headers }))).headers['X-Correlation-ID'];
  };

  it.each(['a', 'browser-1.2_3', 'x'.repeat(128)])('is kept if it is %s', async (id) => {
    expect(await idFor(id)).toBe(id);
  });

  it.each([undefined, '', 'a b', 'ä', 'a\n', 'x'.repeat(129), '{"a":1}'])(
    'is replaced if it is %j',
    async (id) => {
      expect(await idFor(id)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
