import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { GenerateResponse, Result, StatusResponse } from '../../src/contract/index.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const state = temporaryFolder();
let images: Server;
let pictures: Server;
let stack: TestStack;
let fetched: string[] = [];

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** An image server of the owner's on this machine, whose pictures lie in a store of their own beside it. */
async function startServers(): Promise<void> {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#393' } })
    .png()
    .toBuffer();
  pictures = await listening(
    createServer((request, response) => {
      fetched.push(request.url ?? '');
      if (request.url === '/away') {
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      } else response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    }),
  );
  images = await listening(
    createServer(async (request, response) => {
      for await (const _chunk of request);
      const where = request.url?.startsWith('/away') ? 'away' : 'a.png';
      const url = `http://localhost:${portOf(pictures)}/${where}`;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: [{ url }] }));
    }),
  );
}

const parameters = () => {
  const slot = (path: string) => ({
    provider: 'openai-compatible',
    model: 'any',
    baseUrl: `http://127.0.0.1:${portOf(images)}/${path}/v1`,
  });
  return {
    ModelCount: 2,
    Model1Name: 'Mine',
    Model2Name: 'Astray',
    PromptModelIndex: 0,
    ModelOverrides: JSON.stringify({ 1: slot('here'), 2: slot('away') }),
  };
};

async function run(): Promise<readonly Result[]> {
  const asked = await fetch(`${stack.url}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a fox' }),
  });
  const { jobId } = (await asked.json()) as GenerateResponse;
  return until(async () => {
    const status = (await (await fetch(`${stack.url}/status/${jobId}`)).json()) as StatusResponse;
    return status.completedModels + status.failedModels === 2 ? status.results : undefined;
  });
}

beforeAll(startServers);
afterAll(async () => {
  await stack?.stop();
  for (const server of [images, pictures]) {
    server?.closeAllConnections();
    server?.close();
  }
  state.remove();
});

describe('an image server on the owner’s machine', () => {
  it('draws through the local stack, its pictures at another name and port of that machine', async () => {
    stack = await startTestStack({ stateDir: `${state.path}/here`, parameters: parameters() });
    fetched = [];
    const [mine, astray] = await run();
    expect(mine).toMatchObject({ status: 'completed', width: 64, height: 48 });
    expect(fetched).toContain('/a.png');
    // A redirect that leaves the machine is not followed into the network.
    expect(astray).toMatchObject({ status: 'failed', error: { code: 'INVALID_IMAGE', billed: 'yes' } });
    await stack.stop();
  }, 60_000);

  it('is not asked by functions whose template names no private hosts, as on AWS', async () => {
    stack = await startTestStack({
      stateDir: `${state.path}/away`,
      parameters: parameters(),
      environment: (): Record<string, string> => ({ PRIVATE_HOSTS: '' }),
    });
    fetched = [];
    for (const result of await run()) {
      expect(result).toMatchObject({
        status: 'failed',
        error: { code: 'BAD_PARAMETER', billed: 'no', message: expect.stringContaining('private address') },
      });
    }
    expect(fetched).toEqual([]);
  }, 60_000);
});
