import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { StatusResponse } from '../../../../src/contract/index.ts';
import { lru } from '../../../../src/lib/lru.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { getStatus, hasEnded } from '../../../../src/usecases/read-run/get-status.ts';
import {
  CREATED_MS,
  claimDocument,
  completedDocument,
  countingStore,
  failedDocument,
  JOB_ID,
  jobDocument,
  readStores,
  storeJob,
} from '../../../helpers/job-documents.ts';

const isStatus = new Ajv({ strict: false }).compile(StatusResponse);

async function statusAfter(
  documents: Parameters<typeof storeJob>[2],
  count = 2,
  milliseconds = 10_000,
  changes: Parameters<typeof jobDocument>[1] = {},
) {
  const objects = memoryObjectStore();
  await storeJob(objects, jobDocument(count, changes), documents);
  const clock = { now: () => CREATED_MS + milliseconds };
  const tools = { ...readStores(objects), cache: lru<object>(100), clock };
  const read = getStatus({ ...tools, pictures: plainAddresses('https://images.example') });
  const status = await read(JOB_ID);
  expect([isStatus(status), isStatus.errors]).toEqual([true, null]);
  return status;
}

describe('getStatus', () => {
  it('is pending while nothing has started', async () => {
    const status = await statusAfter({});
    expect(status).toMatchObject({ status: 'pending', totalModels: 2, completedModels: 0, failedModels: 0 });
    expect(status.results).toEqual([
      { model: 'Model A', modelId: '1-a', provider: 'Demo', status: 'pending', index: 0, attempt: 1 },
      { model: 'Model B', modelId: '2-b', provider: 'Demo', status: 'pending', index: 0, attempt: 1 },
    ]);
  });

  it('tells what a run works on, and of which picture it is the next step', async () => {
    const sha256 = 'a'.repeat(64);
    const input = {
      key: `images/${JOB_ID}/input-1.png`,
      contentType: 'image/png' as const,
      width: 8,
      height: 6,
      sha256,
    };
    const parent = { jobId: '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f', modelId: '1-a', index: 0 };
    const inputs = [{ ...input, bytes: 9, thumbnailKey: `images/${JOB_ID}/input-1.thumb.webp` }];
    const status = await statusAfter({}, 2, 10_000, { operation: 'change', inputs, parent });
    expect(status).toMatchObject({ operation: 'change', parent, inputs: [{ width: 8, height: 6, sha256 }] });
    expect(await statusAfter({})).not.toHaveProperty('parent');
  });

  it('tells by how much a picture is widened', async () => {
    const expand = { left: 100, top: 40 };
    expect(await statusAfter({}, 2, 10_000, { operation: 'widen', expand })).toMatchObject({ expand });
    expect(await statusAfter({})).not.toHaveProperty('expand');
  });

  it('is in progress from the first claim to the last result', async () => {
    const first = await statusAfter({ claims: [claimDocument('2-b')] });
    expect(first.status).toBe('in_progress');
    expect(first.results[1]).toMatchObject({ status: 'in_progress', startedAt: '2026-11-20T09:30:01.000Z' });
    const last = await statusAfter({ claims: [claimDocument('2-b')], results: [completedDocument('1-a')] });
    expect(last).toMatchObject({ status: 'in_progress', completedModels: 1 });
  });

  it('is completed, partial or failed by what the models did', async () => {
    const [a, b] = [completedDocument('1-a'), completedDocument('2-b')];
    const [x, y] = [failedDocument('1-a'), failedDocument('2-b')];
    expect((await statusAfter({ results: [a, b] })).status).toBe('completed');
    expect((await statusAfter({ results: [a, y] })).status).toBe('partial');
    expect((await statusAfter({ results: [x, y] })).status).toBe('failed');
  });

  it('gives addresses of pictures and keeps the key of the thumbnail to itself', async () => {
    const { results } = await statusAfter({ results: [completedDocument('1-a')] });
    expect(results[0]).toMatchObject({
      imageKey: `images/${JOB_ID}/1-a.png`,
      imageUrl: `https://images.example/images/${JOB_ID}/1-a.png`,
      thumbnailUrl: `https://images.example/images/${JOB_ID}/1-a.thumb.webp`,
    });
    expect(results[0]).not.toHaveProperty('thumbnailKey');
  });

  it('adds up what is known of the cost, failures that were billed too', async () => {
    const { actualCostUsd, estimatedCostUsd } = await statusAfter({
      results: [completedDocument('1-a', { costUsd: 0.1 }), failedDocument('2-b', { costUsd: 0.2 })],
    });
    expect(actualCostUsd).toBe(0.3);
    expect(estimatedCostUsd).toEqual({ low: 0.04, high: 0.1 });
  });

  it('adds nothing for what has no cost, and the cost of a picture that came late', async () => {
    const { costUsd: _, ...free } = completedDocument('2-b');
    expect((await statusAfter({ results: [failedDocument('1-a'), free] })).actualCostUsd).toBe(0);
    expect((await statusAfter({})).actualCostUsd).toBe(0);
    const late = completedDocument('1-a', { costUsd: 0.04, late: true });
    const status = await statusAfter({ results: [failedDocument('1-a')], late: [late] });
    expect(status).toMatchObject({
      actualCostUsd: 0.04,
      totalModels: 2,
      completedModels: 0,
      failedModels: 1,
      status: 'in_progress',
    });
    expect(status.results.map(({ status: each }) => each)).toEqual(['failed', 'pending', 'completed']);
  });

  it('tells of a run of today only what is stored, however late it is', async () => {
    const today = { version: 2 as const };
    const results = [completedDocument('1-a')];
    const open = await statusAfter({ results, claims: [claimDocument('2-b')] }, 2, 4_000_000, today);
    expect(open).toMatchObject({ status: 'in_progress', endedAt: null });
    expect(open.results[1]).toMatchObject({ status: 'in_progress' });
    // Its last result is there, but it may still get a picture that comes late.
    const settling = await statusAfter({ results }, 1, 4_000_000, today);
    expect(settling).toMatchObject({ status: 'completed', endedAt: null });
    expect(hasEnded(settling)).toBe(false);
    const end = { endedAt: '2026-11-20T09:40:00.000Z' };
    expect(await statusAfter({ results, end }, 1, 4_000_000, today)).toMatchObject(end);
  });

  it('takes the end of a run of an earlier version from its last result', async () => {
    const results = [
      completedDocument('1-a', { completedAt: '2026-11-20T09:31:00.000Z' }),
      completedDocument('2-b', { completedAt: '2026-11-20T09:30:30.000Z' }),
    ];
    expect((await statusAfter({ results })).endedAt).toBe('2026-11-20T09:31:00.000Z');
    expect((await statusAfter({ results: results.slice(1) })).endedAt).toBeNull();
  });

  it('ends by the clock what nobody reports on', async () => {
    const status = await statusAfter({ claims: [claimDocument('2-b')] }, 2, 400_000);
    expect(status.status).toBe('failed');
    expect(status.results.map((result) => ('error' in result ? result.error.code : ''))).toEqual([
      'NOT_STARTED',
      'OUTCOME_UNKNOWN',
    ]);
    expect(hasEnded(status)).toBe(true);
  });

  it('shows a result that comes after all', async () => {
    const status = await statusAfter({ results: [completedDocument('1-a')] }, 1, 400_000);
    expect(status.status).toBe('completed');
  });

  it.each([
    '',
    'nonsense',
    '../../gallery',
    JOB_ID.toUpperCase(),
    `${JOB_ID}x`,
    JOB_ID.replace('4d3c', '1d3c'),
    JOB_ID,
  ])('responds that no job is called "%s", and asks the store only for an id of a run', async (jobId) => {
    const objects = countingStore(memoryObjectStore());
    const read = getStatus({
      ...readStores(objects),
      cache: lru(10),
      clock: { now: () => CREATED_MS },
      pictures: plainAddresses('https://images.example'),
    });
    await expect(read(jobId)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(objects.requests).toHaveLength(jobId === JOB_ID ? 1 : 0);
  });
});
