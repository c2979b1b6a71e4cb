import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import type { GalleryListResponse, GalleryResponse, StatusResponse } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder } from '../helpers/local-stack/start.ts';
import { ownSlots } from '../helpers/own-server.ts';

const KEY = 'the-key-of-this-run-and-no-other';

describe('a retry', () => {
  const folder = temporaryFolder();
  let vendors: Vendors;
  let stack: TestStack;
  beforeAll(async () => {
    vendors = await startVendors({ port: 0 });
    stack = await startTestStack({ stateDir: folder.path, parameters: ownSlots(vendors.url, 2) });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await vendors?.close();
    folder.remove();
  });

  const json = async <T>(path: string) => (await (await fetch(`${stack.url}${path}`)).json()) as T;
  const drawn = ({ results }: Pick<StatusResponse, 'results'>) =>
    results.flatMap((result) => (result.status === 'completed' ? [result.imageUrl] : []));
  /** A run with a key whose models all failed. */
  const failedRun = async () => {
    const client = clientOf(stack.url);
    const headers = { 'x-run-key-hash': sha256Hex(KEY) };
    const { jobId } = await client.generate({ prompt: 'a fox [[fault:bad-key]]' }, headers);
    expect(await client.ended(jobId)).toMatchObject({ status: 'failed', failedModels: 2 });
    return jobId;
  };

  it('belongs to its run: status, gallery and link show the same pictures', async () => {
    const client = clientOf(stack.url);
    const jobId = await failedRun();
    const retry = { retryOf: jobId, prompt: 'a fox', models: ['2-slot-2'] };
    const follow = await client.generate(retry, { 'x-run-key': KEY });
    expect(follow).toMatchObject({ retryOf: jobId, totalModels: 1 });

    const run = await client.ended(jobId);
    expect(run).toMatchObject({
      jobId,
      status: 'partial',
      completedModels: 1,
      failedModels: 1,
      actualCostUsd: 0.02,
      prompt: 'a fox [[fault:bad-key]]',
      attempts: [{ jobId }, { jobId: follow.jobId, prompt: 'a fox' }],
      results: [
        { status: 'failed', attempt: 1 },
        { status: 'completed', attempt: 2 },
      ],
    });
    const [picture = ''] = drawn(run);
    expect((await fetch(picture)).status).toBe(200);

    const gallery = await json<GalleryResponse>(`/gallery/${jobId}`);
    expect(gallery.images.map(({ imageUrl }) => imageUrl)).toEqual([picture]);
    const list = await json<GalleryListResponse>('/gallery/list');
    expect(list.galleries.filter(({ id }) => [jobId, follow.jobId].includes(id))).toEqual([
      expect.objectContaining({ id: jobId, imageCount: 1, totalModels: 2, prompt: run.prompt }),
    ]);
    expect(await client.status(follow.jobId)).toMatchObject({ retryOf: jobId, status: 'completed' });
  }, 60_000);

  it('is a run of its own without the key', async () => {
    const client = clientOf(stack.url);
    const jobId = await failedRun();
    for (const headers of [{}, { 'x-run-key': `${KEY}-or-another` }]) {
      const own = await client.generate({ retryOf: jobId, prompt: 'a fox', models: ['1-slot-1'] }, headers);
      expect(own).not.toHaveProperty('retryOf');
      await client.ended(own.jobId);
    }
    expect(await client.status(jobId)).toMatchObject({ status: 'failed', attempts: [{ jobId }] });
  }, 60_000);

  it('of a retry belongs to the first run, and may leave out the prompt', async () => {
    const client = clientOf(stack.url);
    const jobId = await failedRun();
    const headers = { 'x-run-key': KEY };
    const first = await client.generate(
      { retryOf: jobId, prompt: 'a blue fox', models: ['1-slot-1'] },
      headers,
    );
    await client.ended(first.jobId);
    const second = await client.generate({ retryOf: first.jobId }, headers);
    expect(second).toMatchObject({ retryOf: jobId, models: [{ id: '1-slot-1' }] });
    await client.ended(second.jobId);
    expect(await client.ended(jobId)).toMatchObject({
      attempts: [{ jobId }, { jobId: first.jobId }, { jobId: second.jobId, prompt: 'a blue fox' }],
      results: [{ attempt: 3 }, { attempt: 1 }],
      actualCostUsd: 0.04,
    });
  }, 60_000);

  it('of one picture of several draws that one alone', async () => {
    const client = clientOf(stack.url);
    const key = { 'x-run-key-hash': sha256Hex(KEY) };
    const rule = { fault: 'bad-key', model: 'sdxl-2', times: 1 } as const;
    vendors.setFaults([rule]);
    vendors.clearLog();
    const run = await client.generate({ prompt: 'a fox', count: 2, seed: 7 }, key);
    expect(run).toMatchObject({ totalModels: 2, totalPictures: 4, estimatedCostUsd: { high: 0.08 } });
    const first = await client.ended(run.jobId);
    expect(first).toMatchObject({
      status: 'partial',
      totalModels: 2,
      completedModels: 2,
      totalPictures: 4,
      completedPictures: 3,
      failedPictures: 1,
      actualCostUsd: 0.06,
    });
    expect(vendors.log()).toHaveLength(4);
    const failed = first.results.find(({ status }) => status === 'failed');
    const request = { retryOf: run.jobId, models: ['2-slot-2'], index: failed?.index ?? 0 };
    await client.generate({ prompt: 'a fox', seed: 7, ...request }, { 'x-run-key': KEY });
    const repaired = await client.ended(run.jobId);
    expect(repaired).toMatchObject({ status: 'completed', completedPictures: 4, actualCostUsd: 0.08 });
    expect(drawn(repaired)).toHaveLength(4);
    expect(new Set(drawn(repaired)).size).toBe(4);
    for (const result of repaired.results) {
      expect(result).toMatchObject({ requested: { seed: 7 + (result.index ?? 0) } });
    }
    expect(vendors.log()).toHaveLength(5);
    const list = await json<GalleryListResponse>('/gallery/list');
    expect(list.galleries[0]).toMatchObject({ id: run.jobId, imageCount: 4, totalPictures: 4 });
    const gallery = await json<GalleryResponse>(`/gallery/${run.jobId}`);
    expect(gallery.images.map(({ imageUrl }) => imageUrl)).toEqual(drawn(repaired));
  }, 60_000);

  it('is refused with a key or a run that cannot be one', async () => {
    const ask = (body: object, headers: Record<string, string> = {}) =>
      fetch(`${stack.url}/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await ask({ prompt: 'x', retryOf: 'no-id' })).status).toBe(400);
    expect((await ask({ prompt: 'x' }, { 'x-run-key': 'short' })).status).toBe(400);
    expect((await ask({ prompt: 'x' }, { 'x-run-key-hash': 'short' })).status).toBe(400);
    expect((await ask({ retryOf: '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' })).status).toBe(404);
  });
});
