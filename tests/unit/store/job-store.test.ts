import { describe, expect, it } from '@jest/globals';
import { jobStore } from '../../../src/store/job-store.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';

const JOB = {
  jobId: 'job-1',
  prompt: 'Füchse 🦊',
  parameters: { seed: 0 },
  createdAt: '2026-11-20T12:00:00.000Z',
  models: [],
  estimatedCostUsd: { low: 0, high: 0 },
  correlationId: 'c',
};

describe('jobs', () => {
  it('are there once written, and not before', async () => {
    const store = jobStore(memoryObjectStore());
    expect(await store.exists('job-1')).toBe(false);
    expect(await store.read('job-1')).toBeUndefined();
    await store.create(JOB);
    expect(await store.exists('job-1')).toBe(true);
    expect(await store.read('job-1')).toEqual(JOB);
  });

  it('never change', async () => {
    const store = jobStore(memoryObjectStore());
    await store.create(JOB);
    await store.create({ ...JOB, prompt: 'another' });
    expect((await store.read('job-1'))?.prompt).toBe('Füchse 🦊');
  });

  it('are not mistaken for others whose id begins alike', async () => {
    const store = jobStore(memoryObjectStore());
    await store.create({ ...JOB, jobId: 'job-10' });
    expect(await store.exists('job-1')).toBe(false);
  });

  it('are stored as JSON that nothing caches', async () => {
    const objects = memoryObjectStore();
    await jobStore(objects).create(JOB);
    expect(objects.objects.get('jobs/job-1/job.json')?.options).toEqual({
      contentType: 'application/json',
      cacheControl: 'no-store',
    });
  });
});
