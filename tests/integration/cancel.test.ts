import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { CancelResponse } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { ownSlots } from '../helpers/own-server.ts';

const KEY = 'the-key-of-this-run-and-no-other';

describe('cancelling while twenty workers are starting', () => {
  const folder = temporaryFolder();
  let vendors: Vendors;
  let stack: TestStack;
  beforeAll(async () => {
    vendors = await startVendors({ port: 0 });
    stack = await startTestStack({ stateDir: folder.path, parameters: ownSlots(vendors.url, 20) });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await vendors?.close();
    folder.remove();
  });

  const cancel = async (jobId: string, key = KEY) => {
    const reply = await fetch(`${stack.url}/runs/${jobId}/cancel`, {
      method: 'POST',
      headers: { 'x-run-key': key },
    });
    return { status: reply.status, body: (await reply.json()) as CancelResponse };
  };

  it('calls a vendor for each picture that had begun, and for no other', async () => {
    const client = clientOf(stack.url);
    const { jobId } = await client.generate({ prompt: 'a fox' }, { 'x-run-key-hash': sha256Hex(KEY) });
    const first = await cancel(jobId);
    expect(first.status).toBe(202);
    const { closed, begun } = first.body;
    expect(closed.length + begun.length).toBe(20);

    const run = await client.ended(jobId);
    const of = (status: string) =>
      run.results
        .filter((result) => result.status === status)
        .map(({ modelId }) => ({ jobId, modelId, index: 0 }));
    expect(of('completed')).toEqual(begun);
    expect(of('failed')).toEqual(closed);
    expect(vendors.log()).toHaveLength(begun.length);
    expect(run.actualCostUsd).toBeCloseTo(0.02 * begun.length);
    expect(await cancel(jobId)).toEqual(first);
  }, 60_000);

  it('is for whoever has the key', async () => {
    const { jobId } = await clientOf(stack.url).generate({ prompt: 'a fox', models: ['1-slot-1'] });
    expect((await cancel(jobId)).status).toBe(404);
    await clientOf(stack.url).ended(jobId);
  }, 60_000);
});
