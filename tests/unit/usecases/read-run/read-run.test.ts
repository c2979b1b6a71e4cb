import { describe, expect, it } from '@jest/globals';
import { lru } from '../../../../src/lib/lru.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { readRun } from '../../../../src/usecases/read-run/read-run.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import {
  claimDocument,
  completedDocument,
  countingStore,
  failedDocument,
  JOB_ID,
  jobDocument,
  readStores,
  storeJob,
} from '../../../helpers/job-documents.ts';

const setup = () => {
  const objects = countingStore(memoryObjectStore());
  const tools = { ...readStores(objects), cache: lru<object>(100), clock: fakeClock() };
  return { objects, read: async () => (await readRun(tools, JOB_ID, {}))?.jobs };
};

describe('reading a run', () => {
  it('returns undefined if there is no such run', async () => {
    const { objects, read } = setup();
    expect(await read()).toBeUndefined();
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`]);
  });

  it('refuses a run that has been deleted, although its documents are there and remembered', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(1));
    expect(await read()).toHaveLength(1);
    const state = {
      createdAt: '',
      deletedAt: '2026-11-20T09:40:00.000Z',
      runKeyHash: 'h',
      visibility: 'listed' as const,
    };
    await readStores(objects).jobs.saveState(JOB_ID, state);
    await expect(read()).rejects.toMatchObject({ code: 'RUN_DELETED' });
    await readStores(objects).jobs.deleteDocuments(JOB_ID);
    await expect(read()).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('returns what is known of each model, in slot order', async () => {
    const { objects, read } = setup();
    const claim = claimDocument('2-b');
    const result = completedDocument('3-c');
    await storeJob(objects, jobDocument(3), { claims: [claim, claimDocument('3-c')], results: [result] });
    const [run] = (await read()) ?? [];
    expect(run?.attempts.map(({ model, ...state }) => [model.id, state])).toEqual([
      ['1-a', { index: 0, claim: undefined, result: undefined }],
      ['2-b', { index: 0, claim, result: undefined }],
      ['3-c', { index: 0, claim: undefined, result }],
    ]);
  });

  it('returns its end, and the pictures that came after their attempts were closed', async () => {
    const { objects, read } = setup();
    const late = completedDocument('1-a', { late: true });
    const end = { endedAt: '2026-11-20T09:40:00.000Z' };
    await storeJob(objects, jobDocument(1), { results: [failedDocument('1-a')], late: [late] });
    expect(await read()).toMatchObject([{ late: [late], endedAt: undefined }]);
    await storeJob(objects, jobDocument(1), { end });
    expect(await read()).toMatchObject([
      { attempts: [{ result: { status: 'failed' } }], late: [late], endedAt: end.endedAt },
    ]);
    objects.requests.length = 0;
    await read();
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`]);
  });

  it('returns undefined if the run expires between the listing and the reading', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(1));
    objects.get = async () => undefined;
    expect(await read()).toBeUndefined();
  });

  it('reads each document only once, and no claim whose result is there', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(2), { claims: [claimDocument('1-a')] });
    await read();
    await storeJob(objects, jobDocument(2), {
      claims: [claimDocument('2-b')],
      results: [completedDocument('2-b')],
    });
    objects.requests.length = 0;
    await read();
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`, `get jobs/${JOB_ID}/2-b.result.json`]);
  });

  it('lists a run whose every document has been seen, and reads nothing', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(2), { results: [completedDocument('1-a'), failedDocument('2-b')] });
    const first = await read();
    objects.requests.length = 0;
    expect(await read()).toEqual(first);
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`]);
  });

  it('reads a job of twenty models with one listing', async () => {
    const { objects, read } = setup();
    const job = jobDocument(20);
    await storeJob(objects, job, {
      claims: job.models.map(({ id }) => claimDocument(id)),
      results: job.models.map(({ id }) => completedDocument(id)),
    });
    const [run] = (await read()) ?? [];
    expect(run?.attempts.every(({ result }) => result !== undefined)).toBe(true);
    expect(objects.requests.filter((request) => request.startsWith('list'))).toHaveLength(1);
    expect(objects.requests).toHaveLength(22);
  });
});
