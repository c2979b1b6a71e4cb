import { describe, expect, it } from '@jest/globals';
import { HttpFailure, type HttpRequest, sendRequest } from '../../../src/lib/http-client.ts';
import { rawServer } from '../../helpers/raw-server.ts';

const request = (url: string, changed: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { Authorization: 'Bearer secret-key-0123456789' },
  body: { json: { prompt: 'a fox' } },
  signal: new AbortController().signal,
  ...changed,
});

async function failureOf(sent: Promise<unknown>): Promise<HttpFailure> {
  const outcome = await sent.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(HttpFailure);
  const failure = outcome as HttpFailure;
  expect(`${failure.message}${failure.stack}${JSON.stringify(failure)}`).not.toContain('secret-key');
  expect(failure.cause).toBeUndefined();
  return failure;
}

describe('sendRequest: the request', () => {
  it('posts JSON and reads the reply as bytes, text and JSON', async () => {
    const seen: unknown[] = [];
    await using server = await rawServer(async (incoming, reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      seen.push(
        incoming.method,
        incoming.headers.authorization,
        incoming.headers.connection,
        Buffer.concat(chunks).toString(),
      );
      reply.setHeader('x-request-id', 'r1').writeHead(418).end('{"ok":true}');
    });
    const reply = await sendRequest(fetch, request(server.url));
    expect(seen).toEqual(['POST', 'Bearer secret-key-0123456789', 'close', '{"prompt":"a fox"}']);
    expect(reply.status).toBe(418);
    expect(reply.headers.get('x-request-id')).toBe('r1');
    expect(reply.json).toEqual({ ok: true });
    expect(reply.text).toBe('{"ok":true}');
    expect(reply.bytes).toHaveLength(11);
  });

  it('posts a form as multipart even without a file', async () => {
    let type: string | undefined;
    let body = '';
    await using server = await rawServer(async (incoming, reply) => {
      type = incoming.headers['content-type'];
      for await (const chunk of incoming) body += String(chunk);
      reply.end();
    });
    await sendRequest(fetch, request(server.url, { body: { form: { prompt: 'a fox', seed: 0 } } }));
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toMatch(/name="seed"\r\n\r\n0\r\n/);
  });

  it('gets without a body', async () => {
    await using server = await rawServer((incoming, reply) => reply.end(incoming.method));
    const { method, url, signal } = request(server.url, { method: 'GET' });
    expect((await sendRequest(fetch, { method, url, signal })).text).toBe('GET');
  });

  it('has no JSON if the reply has none', async () => {
    await using server = await rawServer((_, reply) => reply.end('<html>'));
    expect((await sendRequest(fetch, request(server.url))).json).toBeUndefined();
  });

  it('does not follow redirects', async () => {
    let calls = 0;
    await using server = await rawServer((_, reply) => {
      calls += 1;
      reply.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect((await sendRequest(fetch, request(server.url))).status).toBe(307);
    expect(calls).toBe(1);
  });
});

describe('sendRequest: whether the vendor can have started', () => {
  it('certainly not, when the connection is refused', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const failure = await failureOf(sendRequest(fetch, request(server.url)));
    expect(failure).toMatchObject({ kind: 'not-sent', systemCode: 'ECONNREFUSED' });
  });

  it('certainly not, when the name does not exist', async () => {
    const failure = await failureOf(sendRequest(fetch, request('http://nowhere.invalid/')));
    expect(failure.kind).toBe('not-sent');
  });

  it('certainly not, when the TLS handshake fails', async () => {
    await using server = await rawServer(() => undefined);
    const failure = await failureOf(sendRequest(fetch, request(server.url.replace('http:', 'https:'))));
    expect(failure.kind).toBe('not-sent');
  });

  it('certainly not, when the time was up before', async () => {
    const failure = await failureOf(
      sendRequest(fetch, request('http://127.0.0.1:9/', { signal: AbortSignal.abort() })),
    );
    expect(failure.kind).toBe('not-sent');
  });

  it('perhaps, when the connection breaks after the request', async () => {
    await using server = await rawServer((incoming) => incoming.socket.destroy());
    expect((await failureOf(sendRequest(fetch, request(server.url)))).kind).toBe('lost');
  });

  it('perhaps, if the connection breaks within the reply', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => reply.destroy());
    });
    expect((await failureOf(sendRequest(fetch, request(server.url)))).kind).toBe('lost');
  });

  it('perhaps, if the time runs out before the reply', async () => {
    const timer = new AbortController();
    await using server = await rawServer(() => timer.abort());
    const failure = await failureOf(sendRequest(fetch, request(server.url, { signal: timer.signal })));
    expect(failure.kind).toBe('timeout');
  });

  it('perhaps, if the time runs out within a trickling reply', async () => {
    const timer = new AbortController();
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200).write('a');
      setTimeout(() => timer.abort(), 20);
    });
    const failure = await failureOf(sendRequest(fetch, request(server.url, { signal: timer.signal })));
    expect(failure.kind).toBe('timeout');
  });

  it('perhaps, when a fetch overlooks its signal', async () => {
    const timer = new AbortController();
    const deaf = (() => new Promise(() => undefined)) as typeof fetch;
    const sent = failureOf(sendRequest(deaf, request('http://127.0.0.1:9/', { signal: timer.signal })));
    timer.abort();
    expect((await sent).kind).toBe('timeout');
  });
});

describe('sendRequest: limits and secrets', () => {
  it('stops at an announced size above the limit', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-length': '1073741824' }).write('a');
    });
    expect((await failureOf(sendRequest(fetch, request(server.url)))).kind).toBe('too-large');
  });

  it('stops reading an endless reply at the limit', async () => {
    let written = 0;
    await using server = await rawServer((_, reply) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (!reply.destroyed && reply.write(chunk)) written += chunk.length;
        reply.once('drain', more);
      };
      more();
    });
    const failure = await failureOf(sendRequest(fetch, request(server.url, { maxBytes: 1024 * 1024 })));
    expect(failure.kind).toBe('too-large');
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('never quotes a key that no header can carry', async () => {
    const headers = { authorization: 'Bearer secret-key-\u00e9\n' };
    expect((await failureOf(sendRequest(fetch, request('http://127.0.0.1:9/', { headers })))).kind).toBe(
      'bad-header',
    );
  });

  it('forgives white space around a key', async () => {
    await using server = await rawServer((incoming, reply) => reply.end(incoming.headers.authorization));
    const headers = { authorization: 'Bearer secret-key \n' };
    expect((await sendRequest(fetch, request(server.url, { headers }))).text).toBe('Bearer secret-key');
  });
});
