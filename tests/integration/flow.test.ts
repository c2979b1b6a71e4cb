import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { imageSize } from 'image-size';
import { clientOf } from '../helpers/local-stack/client.ts';
import { type FakeVendor, startFakeVendor, vendorParameters } from '../helpers/local-stack/fake-vendor.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const TEN_MINUTES_MS = 600_000;

describe('a run of the demonstration models', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ stateDir: folder.path });
  }, 120_000);
  afterAll(async () => {
    await stack?.stop();
    folder.remove();
  });

  const get = (path: string, init?: RequestInit) =>
    fetch(path.startsWith('http') ? path : `${stack.url}${path}`, init);
  const json = async (path: string) => (await get(path)).json();
  let jobId: string;

  it('draws a picture with each model, one after the other', async () => {
    const client = clientOf(stack.url);
    const job = await client.generate({ prompt: 'a red fox in snow', aspectRatio: '16:9' });
    expect(job).toMatchObject({ status: 'pending', totalModels: 4 });
    jobId = job.jobId;
    const ended = await client.ended(jobId);
    expect(ended).toMatchObject({ status: 'completed', completedModels: 4, failedModels: 0 });
    const moments = new Set(ended.results.map((result) => 'completedAt' in result && result.completedAt));
    expect(moments.size).toBe(4);
  }, 120_000);

  it('serves every picture with its type, real size and a WebP thumbnail', async () => {
    const { results } = await clientOf(stack.url).status(jobId);
    for (const result of results) {
      if (result.status !== 'completed') throw new Error(result.status);
      const reply = await get(result.imageUrl);
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const { width, height } = imageSize(bytes);
      expect(reply.headers.get('content-type')).toBe(result.contentType);
      expect(reply.headers.get('cache-control')).toBe('public, max-age=3600');
      expect([width, height, bytes.length]).toEqual([result.width, result.height, result.bytes]);
      expect(width / height).toBeCloseTo(16 / 9, 1);
      const thumbnail = await get(result.thumbnailUrl ?? '');
      expect(thumbnail.headers.get('content-type')).toBe('image/webp');
      expect(imageSize(new Uint8Array(await thumbnail.arrayBuffer())).type).toBe('webp');
    }
  });

  it('serves pictures as CloudFront does, and nothing else in the bucket', async () => {
    const { results } = await clientOf(stack.url).status(jobId);
    const url = results[0]?.status === 'completed' ? results[0].imageUrl : '';
    const head = await get(url, { method: 'HEAD' });
    const etag = head.headers.get('etag') ?? '';
    expect([head.status, await head.text(), head.headers.get('x-content-type-options')]).toEqual([
      200,
      '',
      'nosniff',
    ]);
    expect((await get(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await get(url, { headers: { range: 'bytes=0-3' } })).headers.get('content-length')).toBe('4');
    expect((await get('/images/none.png')).status).toBe(403);
    expect((await get(`/images/..%2Fjobs%2F${jobId}%2Fjob.json`)).status).toBe(403);
    // The client itself turns the encoded dots into a step upwards.
    expect((await get(`/images/%2e%2e/jobs/${jobId}/job.json`)).status).toBe(404);
    expect((await get(`/jobs/${jobId}/job.json`)).status).toBe(404);
    expect((await get(url, { method: 'POST' })).status).toBe(403);
  });

  it('is in the gallery, and still there after a restart', async () => {
    const before = await json('/gallery/list');
    expect(before).toMatchObject({
      galleries: [{ id: jobId, imageCount: 4, totalModels: 4 }],
      nextCursor: null,
    });
    await stack.stop();
    stack = await startTestStack({ stateDir: folder.path });
    const after = (await json('/gallery/list')) as { galleries: { preview: string }[] };
    expect(after).toMatchObject({ galleries: [{ id: jobId, imageCount: 4, totalModels: 4 }] });
    expect((await get(after.galleries[0]?.preview ?? '')).status).toBe(200);
    expect(await clientOf(stack.url).status(jobId)).toMatchObject({
      status: 'completed',
      completedModels: 4,
    });
    expect(await json(`/gallery/${jobId}`)).toMatchObject({ galleryId: jobId, total: 4 });
  }, 120_000);

  it('leaves a log and no problem', () => {
    expect(stack.problems).toEqual([]);
  });
});

describe('a run with vendors that fail', () => {
  const folder = temporaryFolder();
  const behaviours = ['fine', '400', '401', '429', '500', 'garbage', 'never'];
  let vendor: FakeVendor;
  let stack: TestStack;
  beforeAll(async () => {
    vendor = await startFakeVendor();
    stack = await startTestStack({ stateDir: folder.path, parameters: vendorParameters(vendor, behaviours) });
  }, 120_000);
  afterAll(async () => {
    await stack?.stop();
    await vendor?.stop();
    folder.remove();
  });

  it('ends, says what each model did, and asks each vendor once', async () => {
    const client = clientOf(stack.url);
    const { jobId } = await client.generate({ prompt: 'a red fox in snow' });
    const job = await client.ended(jobId);
    const outcomes = job.results.map((result) => ('error' in result ? result.error.code : result.status));
    expect(job).toMatchObject({ status: 'partial', completedModels: 1, failedModels: 6 });
    expect(outcomes).toEqual([
      'completed',
      expect.stringMatching(/^(BAD_PARAMETER|PROMPT_REFUSED)$/),
      'BAD_KEY',
      'RATE_LIMITED',
      'PROVIDER_DOWN',
      'INVALID_IMAGE',
      'TIMEOUT',
    ]);
    // A 429 says that nothing was begun, so it may be asked again; everything else is asked once.
    const asked = behaviours
      .filter((behaviour) => behaviour !== '429')
      .map((behaviour) => vendor.count(behaviour));
    expect(asked).toEqual([1, 1, 1, 1, 1, 1]);
  }, 120_000);
});

describe('a run whose workers are lost', () => {
  const folder = temporaryFolder();
  const behaviours = ['never-killed', 'never-restarted'];
  let vendor: FakeVendor;
  let stack: TestStack;
  const start = (more: object = {}) =>
    startTestStack({ stateDir: folder.path, parameters: vendorParameters(vendor, behaviours), ...more });
  beforeAll(async () => {
    vendor = await startFakeVendor();
    stack = await start();
  }, 120_000);
  afterAll(async () => {
    await stack?.stop();
    await vendor?.stop();
    folder.remove();
  });

  it('is ended by the sweeper, and no vendor is asked twice', async () => {
    const client = clientOf(stack.url);
    const called = (index: number) => until(() => vendor.count(behaviours[index] ?? '') === 1 || undefined);
    const killed = await client.generate({ prompt: 'one', models: ['1-fake-never-killed'] });
    await called(0);
    expect(await stack.functions.killBusy('WorkerFunction')).toBe(1);
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));

    const restarted = await client.generate({ prompt: 'two', models: ['2-fake-never-restarted'] });
    await called(1);
    await stack.stop();

    // The event that was running is delivered again. Until the sweeper takes the workers for dead, nothing is final.
    stack = await start();
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
    for (const { jobId } of [killed, restarted]) {
      expect(await clientOf(stack.url).status(jobId)).toMatchObject({
        status: 'in_progress',
        endedAt: null,
      });
    }
    await stack.stop();
    const clockAheadMs = (id: string) => (id === 'SweeperFunction' ? TEN_MINUTES_MS : 0);
    stack = await start({ clockAheadMs, scheduleMs: 300 });
    await until(() => (stack.functions.pendingEvents() === 0 ? true : undefined));
    for (const { jobId } of [killed, restarted]) {
      expect(await clientOf(stack.url).ended(jobId)).toMatchObject({
        status: 'failed',
        results: [{ error: { code: 'OUTCOME_UNKNOWN', billed: 'unknown' } }],
      });
    }
    expect(behaviours.map((behaviour) => vendor.count(behaviour))).toEqual([1, 1]);
  }, 120_000);
});
