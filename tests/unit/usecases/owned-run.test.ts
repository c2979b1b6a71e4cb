import { expect, it } from '@jest/globals';
import { findOwned } from '../../../src/usecases/owned-run.ts';
import { deletionWorld, RUN_KEY } from '../../helpers/deletion-world.ts';
import { input } from '../../helpers/job-world.ts';

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
