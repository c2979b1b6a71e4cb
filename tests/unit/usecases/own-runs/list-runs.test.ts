import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { RunListResponse } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { lru } from '../../../../src/lib/lru.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { ownRunStore } from '../../../../src/store/own-run-store.ts';
import { listRuns } from '../../../../src/usecases/own-runs/list-runs.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { getStatus } from '../../../../src/usecases/read-run/get-status.ts';
import {
  CREATED_MS,
  claimDocument,
  completedDocument,
  countingStore,
  failedDocument,
  jobDocument,
  readStores,
  storeJob,
} from '../../../helpers/job-documents.ts';

const KEY = 'a-key-that-one-browser-keeps';
const isList = new Ajv({ strict: false }).compile(RunListResponse);
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

type Documents = Parameters<typeof storeJob>[2];

/** Runs of one key, the oldest first; `undefined` for one whose job was never written. */
async function setup(runs: readonly (Documents | undefined)[], models = 2) {
  const objects = countingStore(memoryObjectStore());
  const ownRuns = ownRunStore(objects);
  for (const [index, documents] of runs.entries()) {
    const jobId = idOf(index + 1);
    const createdAtMs = CREATED_MS + index * 1000;
    await ownRuns.add(sha256Hex(KEY), { jobId, createdAtMs });
    if (documents === undefined) continue;
    const job = { jobId, version: 2 as const, createdAt: new Date(createdAtMs).toISOString() };
    await storeJob(objects, jobDocument(models, { ...job, runKeyHash: sha256Hex(KEY) }), documents);
  }
  const clock = { now: () => CREATED_MS + 60_000 };
  const tools = {
    ...readStores(objects),
    cache: lru<object>(1000),
    clock,
    pictures: plainAddresses('https://i.example'),
  };
  return { objects, list: listRuns({ ...tools, ownRuns }), statusOf: getStatus(tools) };
}

const end = { endedAt: '2026-11-20T09:30:05.000Z' };

describe('listRuns', () => {
  it('lists private runs, which only the key can read', async () => {
    const { objects, list, statusOf } = await setup([{ results: [completedDocument('1-a')], end }]);
    const state = { createdAt: '', runKeyHash: sha256Hex(KEY), visibility: 'private' as const };
    await readStores(objects).jobs.saveState(idOf(1), state);
    await expect(statusOf(idOf(1))).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await list({ runKey: KEY }, {})).toMatchObject({
      runs: [{ jobId: idOf(1), visibility: 'private' }],
    });
  });

  it('lists the runs of a key, newest first, running and failed ones included', async () => {
    const { list } = await setup([
      { results: [failedDocument('1-a'), failedDocument('2-b')], end },
      { results: [completedDocument('1-a'), failedDocument('2-b')], end },
      { claims: [claimDocument('1-a')] },
      {},
    ]);
    const page = await list({ runKey: KEY }, {});
    expect(isList(page)).toBe(true);
    expect(page).toMatchObject({ total: 4, nextCursor: null });
    expect(page.runs.map(({ jobId, status }) => [jobId, status])).toEqual([
      [idOf(4), 'pending'],
      [idOf(3), 'in_progress'],
      [idOf(2), 'partial'],
      [idOf(1), 'failed'],
    ]);
    expect(page.runs.map(({ previews }) => previews.length)).toEqual([0, 0, 1, 0]);
    expect(page.runs[0]?.models).toEqual([
      { id: '1-a', name: 'Model A' },
      { id: '2-b', name: 'Model B' },
    ]);
    expect(page.runs[2]?.previews[0]).toMatch(/^https:\/\/i\.example\/images\/.*1-a\.thumb\.webp$/);
  });

  it('lists the runs of a person, where people sign in, whatever key their browser has', async () => {
    const { objects, list } = await setup([{}]);
    await storeJob(objects, jobDocument(1, { jobId: idOf(7), owner: 'ann', version: 2 }));
    await ownRunStore(objects).add('person-with-22-letters', { jobId: idOf(7), createdAtMs: CREATED_MS });
    const page = await list({ runKey: KEY, owner: 'person-with-22-letters' }, {});
    expect(page.runs.map(({ jobId }) => jobId)).toEqual([idOf(7)]);
  });

  it('tells of each run what GET /status tells', async () => {
    const { list, statusOf } = await setup([
      { results: [completedDocument('1-a'), failedDocument('2-b')], end },
    ]);
    const { results: _results, attempts: _attempts, ...status } = await statusOf(idOf(1));
    expect((await list({ runKey: KEY }, {})).runs[0]).toMatchObject(status);
  });

  it('shows up to four pictures, and the picture itself where it has no small version', async () => {
    const results = ['1-a', '2-b', '3-c', '4-d', '5-e'].map((id) => completedDocument(id));
    const [first, ...others] = results;
    const { thumbnailKey: _none, ...large } = first ?? completedDocument('1-a');
    const { list } = await setup([{ results: [large, ...others], end }], 5);
    const [run] = (await list({ runKey: KEY }, {})).runs;
    expect(run?.previews).toHaveLength(4);
    expect(run?.previews[0]).toMatch(/1-a\.png$/);
  });

  it('tells nothing to whoever has another key', async () => {
    const { list } = await setup([{ results: [completedDocument('1-a')] }]);
    expect(await list({ runKey: 'a-key-that-nobody-has-used' }, {})).toEqual({
      runs: [],
      total: 0,
      nextCursor: null,
    });
    // The hash is stored, so it must not open anything.
    expect((await list({ runKey: sha256Hex(KEY) }, {})).runs).toEqual([]);
  });

  it('leaves out runs that have expired or were never written', async () => {
    const { list } = await setup([{ results: [completedDocument('1-a')] }, undefined]);
    expect((await list({ runKey: KEY }, {})).runs.map(({ jobId }) => jobId)).toEqual([idOf(1)]);
  });

  it('has pages of 24 runs where no number is asked for', async () => {
    const { list } = await setup(Array.from({ length: 25 }, () => ({})));
    expect((await list({ runKey: KEY }, {})).runs).toHaveLength(24);
  });

  it('goes through all runs page by page', async () => {
    const { list } = await setup([{}, {}, {}]);
    const first = await list({ runKey: KEY }, { limit: 2 });
    expect(first.total).toBe(2);
    const { nextCursor } = first;
    const second = await list(
      { runKey: KEY },
      { limit: 2, ...(nextCursor !== null && { cursor: nextCursor }) },
    );
    expect([...first.runs, ...second.runs].map(({ jobId }) => jobId)).toEqual([3, 2, 1].map(idOf));
    expect(second.nextCursor).toBeNull();
  });

  it('costs one listing, and for each run one more once its documents are known', async () => {
    const ended = { results: [completedDocument('1-a'), failedDocument('2-b')], end };
    const { objects, list } = await setup([ended, ended]);
    await list({ runKey: KEY }, {});
    objects.requests.length = 0;
    await list({ runKey: KEY }, {});
    expect(objects.requests).toEqual([
      `list mine/${sha256Hex(KEY)}/`,
      ...[2, 1].map((number) => `list jobs/${idOf(number)}/`),
    ]);
  });

  it('does not hide that a store is unavailable', async () => {
    const { objects, list } = await setup([{}]);
    objects.get = async () => {
      throw new Error('S3 is away');
    };
    await expect(list({ runKey: KEY }, {})).rejects.toThrow('S3 is away');
  });
});
