import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../local/stack.ts';
import type { GenerateResponse, StatusResponse } from '../../src/contract/index.ts';
import type { Api } from './clients.ts';
import { root } from './functions.ts';
import { startVendor, vendorSlots } from './vendor.ts';

export interface LocalStack extends Api {
  stop(): Promise<void>;
}

/** The local stack with one slot for each of these times, without the page. */
export async function startLocalStack(timesMs: readonly number[], picture: Uint8Array): Promise<LocalStack> {
  const vendor = await startVendor(timesMs, picture);
  const stateDir = mkdtempSync(join(tmpdir(), 'pixel-prompt-bench-'));
  const stopVendor = async () => {
    await vendor.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      port: 0,
      awsPort: 0,
      stateDir,
      templateFile: join(root, 'template.yaml'),
      parameters: vendorSlots(vendor),
    });
    return {
      ...apiAt(stack.url),
      async stop() {
        await stack.stop();
        await stopVendor();
      },
    };
  } catch (error) {
    await stopVendor();
    throw error;
  }
}

/** The API of a running stack, over HTTP. */
export function apiAt(url: string): Api {
  const json = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(url + path, init);
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
  };
}
