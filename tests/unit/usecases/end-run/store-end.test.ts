import { describe, expect, it } from '@jest/globals';
import { lru } from '../../../../src/lib/lru.ts';
import type { ResultDocument } from '../../../../src/store/documents.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { storeEnd } from '../../../../src/usecases/end-run/store-end.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import { getStatus } from '../../../../src/usecases/read-run/get-status.ts';
import {
  completedDocument,
  countingStore,
  failedDocument,
  JOB_ID,
  jobDocument,
  readStores,
  storeJob,
} from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';
import { failingCall, withFaults } from '../../../helpers/store-faults.ts';

const FOLLOW_UP = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const LATER = '2026-11-20T10:00:00.000Z';
const PLACES = { most: 20, taken: 0 };

/** A run in which `1-a` succeeded and `2-b` failed, and a follow-up of `2-b` with this result. */
async function retried(result?: ResultDocument) {
  const world = jobWorld();
  const { jobId, createdAt, prompt, models } = jobDocument(2);
  const run = { jobId, createdAt, prompt, totalModels: 2 };
  await storeJob(world.objects, jobDocument(2, { version: 2 }), {
    results: [completedDocument('1-a', { costUsd: 0.1 }), failedDocument('2-b')],
  });
  await world.jobs.end(JOB_ID, { endedAt: '2026-11-20T09:31:00.000Z' });
  await world.jobs.addFollowUp(JOB_ID, { jobId: FOLLOW_UP, createdAt: LATER }, PLACES);
  const followUp = jobDocument(2, {
    jobId: FOLLOW_UP,
    createdAt: LATER,
    prompt: 'a blue fox',
    models: models.slice(1),
    version: 2,
    run,
  });
  await storeJob(world.objects, followUp, result === undefined ? {} : { results: [result] });
  const objects = countingStore(world.objects);
  const read = getStatus({
    ...readStores(objects),
    cache: lru(100),
    clock: world.clock,
    pictures: plainAddresses('https://images.example'),
  });
  return { world, followUp, requests: objects.requests, status: () => read(JOB_ID), read };
}

const drawn = completedDocument('2-b', { costUsd: 0.2, completedAt: '2026-11-20T10:00:05.000Z' });

describe('a run with a follow-up', () => {
  it('is running again until the follow-up has ended', async () => {
    const { status } = await retried();
    expect(await status()).toMatchObject({
      status: 'in_progress',
      endedAt: null,
      completedModels: 1,
      failedModels: 0,
      results: [
        { modelId: '1-a', status: 'completed', attempt: 1 },
        { modelId: '2-b', status: 'pending', attempt: 2 },
      ],
    });
  });

  it('shows the newest good picture of each model, who drew it with which words, and all costs', async () => {
    const { world, followUp, status } = await retried(drawn);
    await storeEnd({ ...world, results: world.results }, followUp);
    expect(await status()).toMatchObject({
      status: 'completed',
      endedAt: '2026-11-20T12:00:00.000Z',
      completedModels: 2,
      actualCostUsd: 0.3,
      estimatedCostUsd: { low: 0.08, high: 0.2 },
      results: [
        { modelId: '1-a', attempt: 1 },
        { modelId: '2-b', status: 'completed', attempt: 2 },
      ],
      attempts: [
        { jobId: JOB_ID, prompt: 'a red fox in snow' },
        { jobId: FOLLOW_UP, prompt: 'a blue fox', createdAt: LATER },
      ],
    });
  });

  it('costs one listing and one document once both have ended and been seen', async () => {
    const { world, followUp, status, requests } = await retried(drawn);
    await storeEnd(world, followUp);
    await status();
    expect(requests.filter((request) => request.includes(FOLLOW_UP))).toEqual([
      `get jobs/${JOB_ID}/attempts/${FOLLOW_UP}.ended.json`,
    ]);
    requests.length = 0;
    await status();
    expect(requests).toEqual([`list jobs/${JOB_ID}/`]);
  });

  it('shows what the follow-up has by itself, and to which run it belongs', async () => {
    const { read } = await retried(drawn);
    const own = await read(FOLLOW_UP);
    expect(own).toMatchObject({ jobId: FOLLOW_UP, retryOf: JOB_ID, totalModels: 1, prompt: 'a blue fox' });
    expect(own.attempts).toHaveLength(1);
  });

  it('shows a picture that arrives after the follow-up has ended', async () => {
    const { world, followUp, status } = await retried(failedDocument('2-b'));
    await storeEnd(world, followUp);
    await status();
    await world.results.saveLate(FOLLOW_UP, { ...drawn, late: true }, JOB_ID);
    expect((await status()).results).toEqual([
      expect.objectContaining({ modelId: '1-a' }),
      expect.objectContaining({ modelId: '2-b', status: 'failed', attempt: 2 }),
      expect.objectContaining({ modelId: '2-b', status: 'completed', late: true, attempt: 2 }),
    ]);
  });

  it('knows of every follow-up that has ended, wherever its end was interrupted', async () => {
    for (let call = 1; call <= 4; call += 1) {
      const { world, followUp, status } = await retried(drawn);
      const jobs = jobStore(withFaults(world.objects, failingCall(call, 'before')));
      await storeEnd({ ...world, jobs }, followUp).catch(() => undefined);
      const { hasEnded } = await world.jobs.list(FOLLOW_UP);
      const [known] = (await world.jobs.list(JOB_ID)).followUps;
      if (hasEnded) expect(known?.hasEnded).toBe(true);
      await storeEnd(world, followUp);
      expect(await status()).toMatchObject({ status: 'completed', completedModels: 2 });
    }
  });

  it('has its attempts in the order in which they were made, whatever order they are listed in', async () => {
    const { world, followUp, status } = await retried(drawn);
    const first = '9f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    const last = '0a8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
    for (const [jobId, createdAt] of [
      [first, '2026-11-20T09:40:00.000Z'],
      [last, '2026-11-20T11:00:00.000Z'],
    ] as const) {
      await world.jobs.addFollowUp(JOB_ID, { jobId, createdAt }, PLACES);
      await storeJob(world.objects, { ...followUp, jobId, createdAt });
    }
    expect((await status()).attempts.map(({ jobId }) => jobId)).toEqual([JOB_ID, first, FOLLOW_UP, last]);
  });

  it('leaves out a follow-up whose request died before it wrote the job', async () => {
    const { world, status } = await retried(drawn);
    await world.jobs.addFollowUp(JOB_ID, { jobId: world.newId(), createdAt: LATER }, PLACES);
    expect((await status()).attempts).toHaveLength(2);
  });
});
