import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { attemptsOf, CONNECTIONS, clientOptions, statusOf } from '../../../src/aws/client-options.ts';

describe('the options of a client', () => {
  it('end a request that gets no reply in time, after the allowed number of attempts', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new S3Client({
      ...clientOptions({ attempts: 2, timeoutMs: 50 }),
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const answer = client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'key' }));
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 2 } });
    client.destroy();
    server.close();
    server.closeAllConnections();
  });

  it('have as many connections as stores count on', async () => {
    const held: (() => void)[] = [];
    const server = createServer((_request, response) => {
      held.push(() => response.end());
      if (held.length >= CONNECTIONS) for (const reply of held) reply();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new S3Client({
      ...clientOptions({ attempts: 3, timeoutMs: 5000 }),
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const keys = Array.from({ length: CONNECTIONS }, (_, place) => `key-${place}`);
    const all = Promise.all(
      keys.map((Key) => client.send(new DeleteObjectCommand({ Bucket: 'bucket', Key }))),
    );
    await expect(all).resolves.toHaveLength(CONNECTIONS);
    client.destroy();
    server.close();
    server.closeAllConnections();
  });

  it('let the SDK put its steps together once for all requests of a kind', async () => {
    const server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new S3Client({
      ...clientOptions({ attempts: 1, timeoutMs: 5000 }),
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    let assemblies = 0;
    client.middlewareStack.add((next) => {
      assemblies += 1;
      return next;
    });
    await Promise.all(
      ['one', 'two', 'three'].map((Key) => client.send(new DeleteObjectCommand({ Bucket: 'bucket', Key }))),
    );
    expect(assemblies).toBe(1);
    client.destroy();
    server.close();
    server.closeAllConnections();
  });
});

describe('a failure', () => {
  it('has the status of the reply, and none without one', () => {
    expect(statusOf(Object.assign(new Error(), { $metadata: { httpStatusCode: 412 } }))).toBe(412);
    expect(statusOf(Object.assign(new Error(), { $metadata: {} }))).toBeUndefined();
    expect(statusOf(new Error())).toBeUndefined();
    expect(statusOf('text')).toBeUndefined();
  });

  it('came with the last of so many requests', () => {
    expect(attemptsOf(Object.assign(new Error(), { $metadata: { attempts: 2 } }))).toBe(2);
    expect(attemptsOf(new Error())).toBe(1);
  });
});
