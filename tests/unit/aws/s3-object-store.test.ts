import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CONNECTIONS } from '../../../src/aws/client-options.ts';
import { s3ObjectStore, s3Options } from '../../../src/aws/s3-object-store.ts';

/** S3's documented behaviour under contract is tested against servers; here are the answers that they never give. */
interface Answer {
  status: number;
  code?: string;
  body?: string;
  headers?: Record<string, string>;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function scriptedS3(answers: Answer[]) {
  const requests: { method: string; url: string; headers: Record<string, unknown>; port: unknown }[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { method = '', url = '', headers, socket } = request;
      requests.push({ method, url, headers, port: socket.remotePort });
      const answer = answers[Math.min(requests.length, answers.length) - 1] ?? { status: 500 };
      const body =
        answer.body ?? (answer.code ? `<Error><Code>${answer.code}</Code><Message>m</Message></Error>` : '');
      response
        .writeHead(answer.status, { 'content-type': 'application/xml', etag: '"e"', ...answer.headers })
        .end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new S3Client({
    ...s3Options,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 2,
  });
  closing.push(() => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  });
  return { requests, store: s3ObjectStore({ bucket: 'bucket', client }) };
}

const OPTIONS = { contentType: 'image/png', cacheControl: 'public, max-age=31536000, immutable' };
const CONFLICT = { status: 409, code: 'ConditionalRequestConflict' };
const PRECONDITION = { status: 412, code: 'PreconditionFailed' };

describe('S3 requests', () => {
  it('carry type, cache header and condition, and name the bucket in the path of a numeric endpoint', async () => {
    const { requests, store } = await scriptedS3([{ status: 200 }]);
    await store.putIfAbsent('images/a b.png', Uint8Array.of(1, 2, 3), OPTIONS);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'PUT', url: '/bucket/images/a%20b.png?x-id=PutObject' });
    expect(requests[0]?.headers).toMatchObject({
      'if-none-match': '*',
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': '3',
    });
  });

  it('are signed with the hash of their body, and have no second checksum', async () => {
    const { requests, store } = await scriptedS3([{ status: 200 }]);
    await store.put('key', 'text', OPTIONS);
    await store.get('key');
    expect(requests[0]?.headers).toMatchObject({ 'x-amz-content-sha256': hash('sha256', 'text') });
    const names = requests.flatMap(({ headers }) => Object.keys(headers));
    expect(names.filter((name) => name.includes('checksum'))).toEqual([]);
  });

  it('send a large picture at once, on the connection that is open', async () => {
    const { requests, store } = await scriptedS3([{ status: 200 }]);
    await store.put('key', 'text', OPTIONS);
    await store.put('key', new Uint8Array(3_000_000), OPTIONS);
    expect(requests[1]?.headers).not.toHaveProperty('expect');
    expect(requests[1]?.port).toBe(requests[0]?.port);
  });

  it('carry a condition only if one was asked for', async () => {
    const { requests, store } = await scriptedS3([{ status: 200 }]);
    await store.put('key', 'text', OPTIONS);
    await store.putIfAbsent('key', 'text', OPTIONS);
    expect(requests[0]?.headers).not.toHaveProperty('if-none-match');
    expect(requests[1]?.headers).toMatchObject({ 'if-none-match': '*' });
  });
});

describe('many requests at once', () => {
  /** Lets everything happen that waits for nothing else. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  /** Replies once all that can begin has begun; a request is over when the body of its reply is read. */
  function countingS3() {
    const counts = { underWay: 0, most: 0, all: 0 };
    const client = new S3Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: {
        async handle() {
          counts.all += 1;
          counts.underWay += 1;
          counts.most = Math.max(counts.most, counts.underWay);
          await settled();
          const body = Readable.from(
            (async function* () {
              await settled();
              yield Buffer.from('<ListBucketResult/>');
              counts.underWay -= 1;
            })(),
          );
          return { response: { statusCode: 200, headers: { etag: '"e"' }, body } };
        },
      },
    });
    return { counts, store: s3ObjectStore({ bucket: 'bucket', client }) };
  }

  const places = Array.from({ length: CONNECTIONS + 10 }, (_, place) => `key-${place}`);

  it('never wait for a connection, which the SDK would count as time to connect', async () => {
    const { counts, store } = countingS3();
    await Promise.all(places.map((key) => store.get(key)));
    expect(counts).toEqual({ underWay: 0, most: CONNECTIONS, all: places.length });
  });

  it('count together, whatever they do', async () => {
    const { counts, store } = countingS3();
    await Promise.all(
      places.flatMap((key) => [
        store.get(key),
        store.list(key),
        store.put(key, 'text', OPTIONS),
        store.putIfAbsent(key, 'text', OPTIONS),
        store.putIfUnchanged(key, 'text', '"e"', OPTIONS),
        store.delete(key),
      ]),
    );
    expect(counts).toMatchObject({ most: CONNECTIONS, all: 6 * places.length });
  });
});

describe('a conditional write', () => {
  it('repeats the write after 409, which says only that two writes met', async () => {
    const created = await scriptedS3([CONFLICT, CONFLICT, { status: 200 }]);
    expect(await created.store.putIfAbsent('key', 'text', OPTIONS)).toBe('created');
    expect(created.requests).toHaveLength(3);
    const lost = await scriptedS3([CONFLICT, PRECONDITION]);
    expect(await lost.store.putIfAbsent('key', 'text', OPTIONS)).toBe('exists');
  });

  it('gives up after six conflicts', async () => {
    const { requests, store } = await scriptedS3([CONFLICT]);
    await expect(store.putIfAbsent('key', 'text', OPTIONS)).rejects.toThrow();
    expect(requests).toHaveLength(6);
  });

  it('never repeats the write after 412', async () => {
    const { requests, store } = await scriptedS3([PRECONDITION]);
    expect(await store.putIfAbsent('key', 'text', OPTIONS)).toBe('exists');
    expect(requests).toHaveLength(1);
  });

  it('says that the object may be its own if an earlier attempt was not answered with what became of it', async () => {
    const { store } = await scriptedS3([{ status: 500, code: 'InternalError' }, PRECONDITION]);
    expect(await store.putIfAbsent('key', 'text', OPTIONS)).toBe('perhaps');
  });

  it('throws if it may not write or S3 is unreachable', async () => {
    const { store } = await scriptedS3([{ status: 403, code: 'AccessDenied' }]);
    await expect(store.putIfAbsent('key', 'text', OPTIONS)).rejects.toMatchObject({ name: 'AccessDenied' });
    const broken = await scriptedS3([{ status: 500, code: 'InternalError' }]);
    await expect(broken.store.putIfAbsent('key', 'text', OPTIONS)).rejects.toMatchObject({
      name: 'InternalError',
    });
    expect(broken.requests).toHaveLength(2);
  });
});

describe('reading', () => {
  const denied = { status: 403, code: 'AccessDenied' };
  const listing = (...keys: string[]) => ({
    status: 200,
    body: `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`,
  });

  it('finds nothing if S3 says NoSuchKey, and throws on any other error', async () => {
    const { store } = await scriptedS3([
      { status: 404, code: 'NoSuchKey' },
      { status: 400, code: 'InvalidRequest' },
    ]);
    expect(await store.get('key')).toBeUndefined();
    await expect(store.get('key')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('finds nothing where S3 says AccessDenied of a key that is not there, as it does to who may not list everything', async () => {
    const { requests, store } = await scriptedS3([denied, listing()]);
    expect(await store.get('gallery/1')).toBeUndefined();
    expect(requests[1]?.url).toContain('prefix=gallery%2F1');
    expect(requests[1]?.url).toContain('max-keys=1');
    expect(await (await scriptedS3([denied, listing('gallery/10')])).store.get('gallery/1')).toBeUndefined();
  });

  it.each([
    ['is there', listing('gallery/1')],
    ['may not be listed either', denied],
  ])('throws AccessDenied of a key that %s', async (_what, answer) => {
    const { store } = await scriptedS3([denied, answer]);
    await expect(store.get('gallery/1')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('lists with prefix, start and limit, and decodes the keys', async () => {
    const body =
      '<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>jobs/a+b%2Bc%C3%BC</Key><ETag>"1"</ETag></Contents></ListBucketResult>';
    const { requests, store } = await scriptedS3([{ status: 200, body }]);
    expect(await store.list('jobs/', { startAfter: 'jobs/a', limit: 5000 })).toEqual({
      keys: ['jobs/a b+cü'],
      etags: ['"1"'],
      more: true,
    });
    const query = new URL(`http://s3${requests[0]?.url}`).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      prefix: 'jobs/',
      'start-after': 'jobs/a',
      'max-keys': '1000',
      'encoding-type': 'url',
    });
  });
});
