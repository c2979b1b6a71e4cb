import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Reference, UploadResponse } from '../../src/contract/index.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';

const KEY = 'the-key-of-this-run-and-no-other';
const state = temporaryFolder();
let stack: TestStack;
let photo: Buffer;

beforeAll(async () => {
  stack = await startTestStack({ stateDir: state.path });
  photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#39c' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}, 60_000);
afterAll(async () => {
  await stack?.stop();
  state.remove();
});

async function ask<T>(
  path: string,
  body?: object,
  runKey?: string,
): Promise<{ status: number; body: T & { code?: string } }> {
  const reply = await fetch(`${stack.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(runKey !== undefined && { 'x-run-key': runKey }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as T & { code?: string } };
}

const offer = async (bytes: number, contentType = 'image/jpeg', runKey?: string) =>
  (await ask<UploadResponse>('/references', { contentType, bytes }, runKey)).body;

/** As a browser sends the form, with the changes that a test is about. */
async function upload(
  { url, fields }: UploadResponse,
  file: Uint8Array,
  {
    changes = {},
    headers = {},
  }: { changes?: Record<string, string | undefined>; headers?: Record<string, string> } = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) {
    if (value !== undefined) form.append(name, value);
  }
  form.append('file', new Blob([new Uint8Array(file)]), 'photo.jpg');
  const reply = await fetch(url, { method: 'POST', body: form, headers });
  return { status: reply.status, text: await reply.text(), headers: reply.headers };
}

describe('a photograph, through the local stack', () => {
  it('is uploaded straight into the bucket, prepared, and answers the same again', async () => {
    const form = await offer(photo.length, 'image/jpeg', KEY);
    expect(form.url.startsWith(stack.awsUrl)).toBe(true);
    expect((await upload(form, photo)).status).toBe(204);
    const prepared = await ask<Reference>(`/references/${form.uploadId}`, undefined, KEY);
    expect(prepared).toMatchObject({
      status: 200,
      body: { referenceId: form.uploadId, width: 300, height: 400 },
    });
    const small = await fetch(prepared.body.thumbnailUrl);
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({
      format: 'webp',
      width: 300,
    });
    expect(await ask(`/references/${form.uploadId}`, undefined, KEY)).toEqual(prepared);
    expect(await ask(`/references/${form.uploadId}`)).toMatchObject({
      status: 400,
      body: { code: 'REFERENCE_NOT_FOUND' },
    });
  });

  it('that was drawn is ready at once', async () => {
    const client = clientOf(stack.url);
    const models = ['1-demo-aurora'];
    const { results, jobId } = await client.ended(
      (await client.generate({ prompt: 'a red fox', models })).jobId,
    );
    const [result] = results;
    if (result?.status !== 'completed') throw new Error(JSON.stringify(result));
    const { status, body } = await ask<Reference>('/references', { from: { jobId, modelId: models[0] } });
    expect([status, body.width, body.height]).toEqual([200, result.width, result.height]);
  }, 30_000);

  it('that nobody uploaded is not found, and nothing that is not a picture is taken', async () => {
    const form = await offer(8);
    expect((await ask(`/references/${form.uploadId}`)).body.code).toBe('REFERENCE_NOT_FOUND');
    expect((await upload(form, Buffer.from('%PDF-1.7'))).status).toBe(204);
    expect((await ask(`/references/${form.uploadId}`)).body.code).toBe('REFERENCE_UNUSABLE');
  });
});

describe('the form is good for one object alone', () => {
  it.each([
    ['a byte more', 1, {}, 400, 'EntityTooLarge'],
    ['a byte less', -1, {}, 400, 'EntityTooSmall'],
    ['another key', 0, { key: 'images/mine.png' }, 403, 'AccessDenied'],
    ['another type', 0, { 'Content-Type': 'text/html' }, 403, 'AccessDenied'],
    ['another field', 0, { 'Cache-Control': 'no-store' }, 403, 'AccessDenied'],
    ['another signature', 0, { 'X-Amz-Signature': '0'.repeat(64) }, 403, 'SignatureDoesNotMatch'],
    [
      'another policy',
      0,
      { Policy: Buffer.from('{"expiration":"2100-01-01T00:00:00.000Z","conditions":[]}').toString('base64') },
      403,
      'SignatureDoesNotMatch',
    ],
    ['no policy', 0, { Policy: undefined }, 403, 'AccessDenied'],
    ['no session', 0, { 'X-Amz-Security-Token': undefined }, 403, 'ExpiredToken'],
    [
      'unknown credentials',
      0,
      { 'X-Amz-Credential': 'ASIANOBODY/20261120/us-east-1/s3/aws4_request' },
      403,
      'IncompleteSignature',
    ],
  ])('not with %s', async (_, more, changes, status, code) => {
    const form = await offer(photo.length + more === photo.length ? photo.length : photo.length - more);
    const reply = await upload(form, photo, { changes });
    expect([reply.status, /<Code>(.*)<\/Code>/.exec(reply.text)?.[1]]).toEqual([status, code]);
    expect((await ask(`/references/${form.uploadId}`)).body.code).toBe('REFERENCE_NOT_FOUND');
  });

  it('for pages of this site, which may read what the bucket answers, and of no other', async () => {
    const form = await offer(photo.length);
    const preflight = (origin: string) =>
      fetch(form.url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'X-Mine',
        },
      });
    const allowed = await preflight(stack.url);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, stack.url]);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('POST');
    expect((await preflight('https://evil.example')).status).toBe(403);
    const reply = await upload(form, photo, { headers: { origin: stack.url } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([204, stack.url]);
    expect((await upload(form, photo, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});
