import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { DiskStore } from '../../../../local/s3/disk-store.ts';
import { handleS3 } from '../../../../local/s3/server.ts';

/** The bytes that the store got, after the request has been answered. */
async function stored(size: number): Promise<Buffer> {
  let kept: Buffer = Buffer.alloc(0);
  const bucket = {
    withLock: (_key: string, work: () => Promise<unknown>) => work(),
    get: () => undefined,
    async put(_key: string, data: Buffer) {
      kept = data;
      return { etag: '"1"' };
    },
  };
  const request = Object.assign(Readable.from([Buffer.alloc(size, 1)]), {
    method: 'PUT',
    url: '/bucket/key',
    headers: { host: 'localhost', 'content-length': String(size) },
  });
  const statuses: number[] = [];
  const response = { writeHead: (status: number) => statuses.push(status), end: () => undefined };
  await handleS3(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
    { bucket: () => bucket } as unknown as DiskStore,
    { allows: () => true, isRevoked: () => false },
  );
  expect(statuses).toEqual([200]);
  return kept;
}

describe('handleS3', () => {
  it('frees the memory of a picture as soon as it is stored', async () => {
    expect(await stored(1_000_000)).toHaveLength(0);
  });

  it('leaves small objects alone, which share memory with others', async () => {
    expect(await stored(1000)).toHaveLength(1000);
  });
});
