import { expect, it } from '@jest/globals';
import { findOwned } from '../../../src/usecases/owned-run.ts';
import { deletionWorld, RUN_KEY } from '../../helpers/deletion-world.ts';
import { CREATED_AT, JOB_ID, jobDocument, storeJob } from '../../helpers/job-documents.ts';
import { input, jobWorld } from '../../helpers/job-world.ts';

it('is found by its own id and by those of its retries, for whoever has its key', async () => {
  const { world, jobId, change } = await deletionWorld({ visibility: 'unlisted' });
  const { response } = await world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
  const found = await findOwned(world.jobs, jobId, { runKey: RUN_KEY });
  expect(found).toMatchObject({ jobId, visibility: 'unlisted' });
  expect(found).not.toHaveProperty('deletedAt');
  expect(await findOwned(world.jobs, response.jobId, { runKey: RUN_KEY })).toEqual(found);
  await change({ visibility: 'listed' });
  expect(await findOwned(world.jobs, response.jobId, { runKey: RUN_KEY })).toMatchObject({
    jobId,
    visibility: 'listed',
  });
  expect(await findOwned(world.jobs, jobId, { runKey: `${RUN_KEY}x` })).toBeUndefined();
});

it('is found after it was deleted, by its tombstones', async () => {
  const { world, jobId, remove } = await deletionWorld();
  const { response } = await world.container()(input({ request: { retryOf: jobId }, runKey: RUN_KEY }));
  await remove();
  for (const id of [jobId, response.jobId]) await world.jobs.deleteDocuments(id);
  const deletedAt = expect.any(String);
  expect(await findOwned(world.jobs, response.jobId, { runKey: RUN_KEY })).toMatchObject({
    jobId,
    deletedAt,
  });
});

it('has what was decided about it last, and nothing that was not', async () => {
  const world = jobWorld();
  const read: string[] = [];
  const { get } = world.objects;
  world.objects.get = (key) => {
    read.push(key);
    return get(key);
  };
  const find = (jobId: string) => findOwned(world.jobs, jobId, { isAdmin: true });
  await storeJob(world.objects, jobDocument(1));
  expect(await find(JOB_ID)).toStrictEqual({ jobId: JOB_ID, createdAt: CREATED_AT, visibility: 'listed' });
  // What is not listed is not read, because S3 may respond 403 to that.
  expect(read).toEqual([`jobs/${JOB_ID}/job.json`]);
  const whose = { runKeyHash: 'h', owner: 'ann' };
  const expiresAt = '2026-12-01T00:00:00.000Z';
  const job = jobDocument(1, { ...whose, visibility: 'unlisted', expiresAt });
  await storeJob(world.objects, job);
  const started = { jobId: JOB_ID, createdAt: CREATED_AT, ...whose, visibility: 'unlisted', expiresAt };
  expect(await find(JOB_ID)).toStrictEqual(started);
  const followUp = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
  const run = { jobId: JOB_ID, createdAt: CREATED_AT, prompt: 'p', totalModels: 1 };
  await storeJob(world.objects, { ...job, jobId: followUp, createdAt: expiresAt, run });
  expect(await find(followUp)).toStrictEqual(started);
  const state = {
    createdAt: CREATED_AT,
    ...whose,
    visibility: 'private' as const,
    expiresAt: '2026-11-30T00:00:00.000Z',
    title: 'For the poster',
    deletedAt: CREATED_AT,
  };
  await world.jobs.saveState(JOB_ID, state);
  for (const id of [JOB_ID, followUp]) expect(await find(id)).toStrictEqual({ jobId: JOB_ID, ...state });
  expect(await find('0a8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f')).toBeUndefined();
});
