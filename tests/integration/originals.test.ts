import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { GenerateResponse, Result, StatusResponse } from '../../src/contract/index.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><script>alert(1)</script><rect width="64" height="48" fill="#c33"/></svg>';
const KINDS = ['svg', 'avif', 'gif'] as const;

const state = temporaryFolder();
const files: Record<string, Buffer> = { svg: Buffer.from(SVG) };
let server: Server;
let stack: TestStack;
let results: readonly Result[];

beforeAll(async () => {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#39c' } });
  files.avif = await picture.clone().avif().toBuffer();
  files.gif = await picture.clone().gif().toBuffer();
  server = createServer(async (request, response) => {
    for await (const _chunk of request);
    const b64_json = files[request.url?.split('/')[1] ?? '']?.toString('base64');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data: [{ b64_json }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const overrides = KINDS.map((kind, index) => [
    index + 1,
    { provider: 'openai-compatible', model: kind, baseUrl: `http://127.0.0.1:${port}/${kind}/v1` },
  ]);
  stack = await startTestStack({
    stateDir: state.path,
    parameters: {
      ModelCount: KINDS.length,
      ...Object.fromEntries(KINDS.map((kind, index) => [`Model${index + 1}Name`, `Draws ${kind}`])),
      PromptModelIndex: 0,
      ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    },
  });
  const asked = await fetch(`${stack.url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a fox' }),
  });
  const { jobId } = (await asked.json()) as GenerateResponse;
  results = await until(async () => {
    const status = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as StatusResponse;
    return status.completedModels + status.failedModels === KINDS.length ? status.results : undefined;
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
      const { key, bytes } = result.original;
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
