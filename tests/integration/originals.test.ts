import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type {
  GalleryListResponse,
  GenerateResponse,
  Result,
  StatusResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';
import { HEIC } from '../helpers/tiny-pictures.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><script>alert(1)</script><rect width="64" height="48" fill="#c33"/></svg>';
const KINDS = ['svg', 'avif', 'gif'] as const;
/** What cannot be shown, with what it is served as. */
const UNSHOWN = [
  {
    kind: 'heic',
    extension: 'heic',
    contentType: 'image/heic',
    why: 'a HEIC picture, which cannot be shown here',
  },
  { kind: 'cutgif', extension: 'gif', contentType: 'image/gif', why: 'broken, cut off or too large' },
  { kind: 'cutpng', extension: 'png', contentType: 'image/png', why: 'broken or cut off' },
] as const;
const MODELS = [...KINDS, ...UNSHOWN.map(({ kind }) => kind), 'page'];

const state = temporaryFolder();
const files: Record<string, Buffer> = { svg: Buffer.from(SVG) };
let server: Server;
let stack: TestStack;
let results: readonly Result[];
let jobId: string;

beforeAll(async () => {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#39c' } });
  files.avif = await picture.clone().avif().toBuffer();
  files.gif = await picture.clone().gif().toBuffer();
  files.heic = Buffer.from(HEIC);
  files.cutgif = files.gif.subarray(0, 20);
  const png = await picture.clone().png().toBuffer();
  files.cutpng = png.subarray(0, png.length - 40);
  files.page = Buffer.from('<!doctype html><title>Not a picture</title>');
  server = createServer(async (request, response) => {
    for await (const _chunk of request);
    const b64_json = files[request.url?.split('/')[1] ?? '']?.toString('base64');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data: [{ b64_json }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const overrides = MODELS.map((kind, index) => [
    index + 1,
    { provider: 'openai-compatible', model: kind, baseUrl: `http://127.0.0.1:${port}/${kind}/v1` },
  ]);
  stack = await startTestStack({
    stateDir: state.path,
    parameters: {
      ModelCount: MODELS.length,
      ...Object.fromEntries(MODELS.map((kind, index) => [`Model${index + 1}Name`, `Draws ${kind}`])),
      PromptModelIndex: 0,
      ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    },
  });
  const asked = await fetch(`${stack.url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a fox' }),
  });
  jobId = ((await asked.json()) as GenerateResponse).jobId;
  results = await until(async () => {
    const status = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as StatusResponse;
    return status.completedModels + status.failedModels === MODELS.length ? status.results : undefined;
  }, 60_000);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  server?.closeAllConnections();
  server?.close();
  state.remove();
});

describe.each(KINDS.map((kind, index) => ({ kind, index })))(
  'a paid $kind, through the local stack',
  ({ kind, index }) => {
    it('is shown as a PNG, with a warning that says so', async () => {
      const result = results[index];
      if (result?.status !== 'completed') throw new Error(JSON.stringify(result));
      expect(result.contentType).toBe('image/png');
      expect(result.warnings.join()).toContain(kind.toUpperCase());
      const shown = await fetch(result.imageUrl);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    });

    it('is served as it came, as an attachment that no page can run', async () => {
      const result = results[index];
      if (result?.status !== 'completed' || result.original === undefined)
        throw new Error(JSON.stringify(result));
      const { key, url, bytes } = result.original;
      expect(url).toBe(new URL(`/${key}`, result.imageUrl).href);
      const reply = await fetch(new URL(`/${key}`, result.imageUrl));
      expect(reply.status).toBe(200);
      expect(Buffer.from(await reply.arrayBuffer())).toEqual(files[kind]);
      expect(bytes).toBe(files[kind]?.byteLength);
      expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="picture.${kind}"`);
      expect(reply.headers.get('content-security-policy')).toMatch(/\bsandbox\b/);
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    });
  },
);

describe.each(UNSHOWN.map((file, index) => ({ ...file, index: KINDS.length + index })))(
  'a paid file that cannot be shown, through the local stack: $kind',
  ({ kind, extension, contentType, why, index }) => {
    const original = () => {
      const result = results[index];
      if (result?.status !== 'failed' || result.original === undefined)
        throw new Error(JSON.stringify(result));
      return { ...result, original: result.original };
    };

    it('ends in a failure that says that it was billed and is kept', () => {
      const { error, original: file } = original();
      expect(error).toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes' });
      expect(error.message).toContain(why);
      expect(error.message).toMatch(/ The file is kept and can be downloaded\.$/);
      expect(file).toEqual({
        key: expect.stringMatching(new RegExp(`^images/${jobId}/[^/]+\\.original\\.${extension}$`)),
        url: expect.stringMatching(/^http/),
        contentType,
        bytes: files[kind]?.byteLength,
      });
    });

    it('is served as it came, as an attachment that no page can run', async () => {
      const reply = await fetch(original().original.url ?? '');
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, contentType]);
      expect(Buffer.from(await reply.arrayBuffer())).toEqual(files[kind]);
      expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="picture.${extension}"`);
      expect(reply.headers.get('content-security-policy')).toMatch(/\bsandbox\b/);
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    });
  },
);

it('does not keep what is no picture, and does not say so', () => {
  const result = results[MODELS.indexOf('page')];
  expect(result).toMatchObject({ status: 'failed', error: { code: 'INVALID_IMAGE' } });
  expect(result).not.toHaveProperty('original');
  expect(JSON.stringify(result)).not.toContain('is kept');
});

it('shows the pictures in the gallery, and none of the files', async () => {
  const { galleries } = (await (await fetch(`${stack.url}/gallery/list`)).json()) as GalleryListResponse;
  const shown = galleries.find(({ id }) => id === jobId);
  expect(shown?.imageCount).toBe(KINDS.length);
  expect(shown?.previews).toHaveLength(KINDS.length);
});

it('deletes the files with their run', async () => {
  const key = 'the-key-of-this-run-and-no-other';
  const headers = { 'content-type': 'application/json', 'x-run-key-hash': sha256Hex(key) };
  const body = JSON.stringify({ prompt: 'a fox', models: [results[KINDS.length]?.modelId] });
  const asked = await fetch(`${stack.url}/generate`, { method: 'POST', headers, body });
  const run = (await asked.json()) as GenerateResponse;
  const url = await until(async () => {
    const { results } = (await (await fetch(`${stack.url}/status/${run.jobId}`)).json()) as StatusResponse;
    const [result] = results;
    return result?.status === 'failed' ? result.original?.url : undefined;
  }, 60_000);
  expect((await fetch(url)).status).toBe(200);
  const deleted = await fetch(`${stack.url}/runs/${run.jobId}`, {
    method: 'DELETE',
    headers: { 'x-run-key': key },
  });
  expect(deleted.ok).toBe(true);
  await until(async () => ((await fetch(url)).status === 200 ? undefined : true), 60_000);
}, 120_000);
