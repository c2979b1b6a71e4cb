import { describe, expect, it } from '@jest/globals';
import { jobStore } from '../../../src/store/job-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

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
    const store = jobStore(slowStore());
    expect(await store.read('job-1')).toBeUndefined();
    await store.create(JOB);
    expect(await store.read('job-1')).toEqual(JOB);
  });

  it('never change', async () => {
    const store = jobStore(slowStore());
    await store.create(JOB);
    await store.create({ ...JOB, prompt: 'another' });
    expect((await store.read('job-1'))?.prompt).toBe('Füchse 🦊');
  });

  it('have one end: the first', async () => {
    const store = jobStore(slowStore());
    expect(await store.readEnd('job-1')).toBeUndefined();
    await store.end('job-1', { endedAt: '2026-11-20T12:00:00.000Z' });
    await store.end('job-1', { endedAt: '2026-11-20T13:00:00.000Z' });
    expect(await store.readEnd('job-1')).toEqual({ endedAt: '2026-11-20T12:00:00.000Z' });
  });

  it('are listed with the models that have claims and results, and apart from jobs whose id begins alike', async () => {
    const objects = slowStore();
    const store = jobStore(objects);
    await store.create(JOB);
    for (const name of [
      '1-flux.2.claim.json',
      '1-flux.2.result.json',
      '2-b.claim.json',
      '2-b.adoption-2.json',
      '2-b.late.json',
      'ended.json',
      'unknown.json',
    ]) {
      await objects.put(`jobs/job-1/${name}`, '{}', { contentType: 'application/json' });
    }
    await objects.put('jobs/job-10/3-c.claim.json', '{}', { contentType: 'application/json' });
    expect(await store.list('job-1')).toEqual({
      hasJob: true,
      claims: ['1-flux.2', '2-b'],
      results: ['1-flux.2'],
      followUps: [],
      late: ['2-b'],
      adoptions: [{ modelId: '2-b', attempt: 2 }],
      hasEnded: true,
      hasState: false,
    });
    expect(await store.list('job-10')).toMatchObject({ hasJob: false, claims: ['3-c'], hasEnded: false });
  });

  it('have a state that changes, apart from that of jobs whose id begins alike', async () => {
    const objects = slowStore();
    const store = jobStore(objects);
    const state = {
      createdAt: JOB.createdAt,
      deletedAt: '2026-11-20T13:00:00.000Z',
      runKeyHash: 'h',
      visibility: 'listed' as const,
    };
    await store.saveState('job-10', state);
    expect(await store.findState('job-1')).toBeUndefined();
    await store.saveState('job-1', state);
    await store.saveState('job-1', { ...state, runKeyHash: 'other' });
    expect(await store.findState('job-1')).toEqual({ ...state, runKeyHash: 'other' });
    expect(await store.readState('job-1')).toEqual({ ...state, runKeyHash: 'other' });
    expect(await store.list('job-1')).toMatchObject({ hasJob: false, hasState: true });
  });

  it('can be deleted but for their state, however many documents they have', async () => {
    const objects = slowStore();
    const store = jobStore(objects);
    await store.create(JOB);
    await store.create({ ...JOB, jobId: 'job-10' });
    for (let count = 0; count < 60; count += 1) {
      await objects.put(`jobs/job-1/attempts/${count}.json`, '{}', { contentType: 'application/json' });
    }
    const state = {
      createdAt: JOB.createdAt,
      deletedAt: '2026-11-20T13:00:00.000Z',
      runKeyHash: 'h',
      visibility: 'listed' as const,
    };
    await store.saveState('job-1', state);
    await store.deleteDocuments('job-1');
    expect([...objects.objects.keys()]).toEqual(['jobs/job-10/job.json', 'jobs/job-1/state.json']);
  });

  it('have follow-ups in numbered places, each taken once, as many as there may be', async () => {
    const objects = slowStore();
    const store = jobStore(objects);
    const add = (jobId: string, taken = 0) =>
      store.addFollowUp('job-1', { jobId, createdAt: '2026-11-20T12:00:00.000Z' }, { most: 2, taken });
    const [one, two, three] = ['1', '2', '3'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
    expect(await Promise.all([add(one ?? ''), add(two ?? ''), add(three ?? '')])).toEqual([
      true,
      true,
      false,
    ]);
    // Again, after a response was lost.
    expect(await add(one ?? '')).toBe(true);
    expect((await store.list('job-1')).followUps.map(({ jobId }) => jobId)).toEqual([one, two]);
  });

  it('are stored as JSON that is never cached', async () => {
    const objects = slowStore();
    const store = jobStore(objects);
    const [jobId, createdAt] = ['00000000-0000-4000-8000-000000000001', '2026-11-20T12:00:00.000Z'];
    await store.create(JOB);
    await store.end('job-1', { endedAt: createdAt });
    await store.addFollowUp('job-1', { jobId, createdAt }, { most: 1, taken: 0 });
    await store.endFollowUp('job-1', { job: { ...JOB, jobId }, results: [], endedAt: createdAt });
    await store.saveState('job-1', { createdAt, visibility: 'listed' });
    await store.changeState('job-2', { createdAt, visibility: 'listed' }, undefined);
    expect(objects.objects.size).toBe(7);
    for (const [key, { options }] of objects.objects) {
      const expected = { contentType: 'application/json', cacheControl: 'no-store' };
      expect([key, options]).toEqual([key, expected]);
    }
    expect(await store.readFollowUp('job-1', jobId)).toEqual({ jobId, createdAt });
    expect(await store.readFollowUpEnd('job-1', jobId)).toMatchObject({ endedAt: createdAt });
    const { followUps } = await store.list('job-1');
    expect(followUps).toEqual([{ jobId, hasEnded: true, late: [] }]);
  });

  it('tell of each follow-up by itself whether it has ended and what came late', async () => {
    const objects = slowStore();
    const [one, two] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    for (const name of [`${one}.json`, `${one}.1-a.late.json`, `${two}.json`, `${two}.ended.json`])
      await objects.put(`jobs/job-1/attempts/${name}`, '{}', { contentType: 'application/json' });
    expect((await jobStore(objects).list('job-1')).followUps).toEqual([
      { jobId: one, hasEnded: false, late: ['1-a'] },
      { jobId: two, hasEnded: true, late: [] },
    ]);
  });

  it('have their state changed only by whoever has seen the last one', async () => {
    const store = jobStore(slowStore());
    const state = { createdAt: JOB.createdAt, visibility: 'listed' as const };
    expect(await store.readStateVersion('job-1')).toBeUndefined();
    expect(await store.changeState('job-1', state, undefined)).toBe(true);
    expect(await store.changeState('job-1', { ...state, title: 'other' }, undefined)).toBe(false);
    const seen = await store.readStateVersion('job-1');
    expect(seen).toEqual({ state, etag: expect.any(String) });
    expect(await store.changeState('job-1', { ...state, title: 'first' }, seen?.etag)).toBe(true);
    expect(await store.changeState('job-1', { ...state, title: 'second' }, seen?.etag)).toBe(false);
    expect(await store.readState('job-1')).toEqual({ ...state, title: 'first' });
  });
});
