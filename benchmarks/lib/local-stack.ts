import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startStack } from '../../local/stack.ts';
import type { GenerateResponse, StatusResponse } from '../../src/contract/index.ts';
import type { Api } from './clients.ts';
import { root } from './functions.ts';

/** A server that speaks OpenAI's images route and takes as long as the model's name says: `draw-1500`. */
async function startVendor(picture: Uint8Array) {
  const body = JSON.stringify({ created: 0, data: [{ b64_json: Buffer.from(picture).toString('base64') }] });
  const server = createServer((request, response) => {
    const arrived = performance.now();
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', async () => {
      const { model } = JSON.parse(text) as { model: string };
      await wait(Number(model.slice('draw-'.length)) - (performance.now() - arrived));
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const KNOWN = { provider: 'openai-compatible', model: 'draw' };

export interface LocalStack extends Api {
  stop(): Promise<void>;
}

/** The local stack with one slot for each of these times, without the page. */
export async function startLocalStack(timesMs: readonly number[], picture: Uint8Array): Promise<LocalStack> {
  const vendor = await startVendor(picture);
  const stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-bench-'));
  const overrides = timesMs.map((time, index) => [
    String(index + 1),
    { provider: 'openai-compatible', model: `draw-${Math.round(time)}`, baseUrl: `${vendor.url}/v1` },
  ]);
  const names = timesMs.map((_, index) => [`Model${index + 1}Name`, `Bench ${index + 1}`]);
  const stopVendor = () => {
    vendor.server.closeAllConnections();
    vendor.server.close();
    rmSync(stateDir, { recursive: true, force: true });
  };
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    stateDir,
    templateFile: join(root, 'template.yaml'),
    parameters: {
      ...Object.fromEntries(names),
      ModelCount: timesMs.length,
      ModelOverrides: JSON.stringify(Object.fromEntries(overrides.map(([slot]) => [slot, KNOWN]))),
      PromptModelIndex: 0,
      GlobalRateLimit: 100_000,
      IPRateLimit: 100_000,
    },
    // The settings of twenty slots with their URLs exceed the length of the parameter.
    environment: () => ({ MODEL_OVERRIDES: JSON.stringify(Object.fromEntries(overrides)) }),
  }).catch((error: unknown) => {
    stopVendor();
    throw error;
  });
  const json = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(stack.url + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    generate: (models) =>
      json<GenerateResponse>('/generate', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ prompt: 'A red fox in snow, seen from above', models }),
      }),
    status: (jobId) => json<StatusResponse>(`/status/${jobId}`),
    async show(imageUrl) {
      const response = await fetch(imageUrl);
      if (!response.ok) throw new Error(`${imageUrl}: ${response.status}`);
      await response.arrayBuffer();
    },
    async stop() {
      await stack.stop();
      stopVendor();
    },
  };
}
