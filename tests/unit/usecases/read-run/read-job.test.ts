import { describe, expect, it } from '@jest/globals';
import { lru } from '../../../../src/lib/lru.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { readJob } from '../../../../src/usecases/read-run/read-job.ts';
import {
  claimDocument,
  completedDocument,
  countingStore,
  failedDocument,
  JOB_ID,
  jobDocument,
  storeJob,
} from '../../../helpers/job-documents.ts';

const setup = () => ({ objects: countingStore(memoryObjectStore()), cache: lru<object>(100) });

describe('readJob', () => {
  it('knows nothing of a job that is not there', async () => {
    const { objects, cache } = setup();
    expect(await readJob(objects, cache, JOB_ID)).toBeUndefined();
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`]);
  });

  it('tells of each model what is known, in slot order', async () => {
    const { objects, cache } = setup();
    const claim = claimDocument('2-b');
    const result = completedDocument('3-c');
    await storeJob(objects, jobDocument(3), { claims: [claim, claimDocument('3-c')], results: [result] });
    const record = await readJob(objects, cache, JOB_ID);
    expect(record?.models.map(({ model, ...state }) => [model.id, state])).toEqual([
      ['1-a', { claim: undefined, result: undefined }],
      ['2-b', { claim, result: undefined }],
      ['3-c', { claim: undefined, result }],
    ]);
  });

  it('reads each document only once, and no claim whose result is there', async () => {
    const { objects, cache } = setup();
    await storeJob(objects, jobDocument(2), { claims: [claimDocument('1-a')] });
    await readJob(objects, cache, JOB_ID);
    await storeJob(objects, jobDocument(2), {
      claims: [claimDocument('2-b')],
      results: [completedDocument('2-b')],
    });
    objects.requests.length = 0;
    await readJob(objects, cache, JOB_ID);
    expect(objects.requests).toEqual([`list jobs/${JOB_ID}/`, `get jobs/${JOB_ID}/2-b.result.json`]);
  });

  it('asks nothing about a job whose end it has seen', async () => {
    const { objects, cache } = setup();
    await storeJob(objects, jobDocument(2), { results: [completedDocument('1-a'), failedDocument('2-b')] });
    const first = await readJob(objects, cache, JOB_ID);
    objects.requests.length = 0;
    expect(await readJob(objects, cache, JOB_ID)).toEqual(first);
    expect(objects.requests).toEqual([]);
  });

  it('reads a job of twenty models with one listing', async () => {
    const { objects, cache } = setup();
    const job = jobDocument(20);
    await storeJob(objects, job, {
      claims: job.models.map(({ id }) => claimDocument(id)),
      results: job.models.map(({ id }) => completedDocument(id)),
    });
    const record = await readJob(objects, cache, JOB_ID);
    expect(record?.models.every(({ result }) => result !== undefined)).toBe(true);
    expect(objects.requests.filter((request) => request.startsWith('list'))).toHaveLength(1);
    expect(objects.requests).toHaveLength(22);
  });
});
