import { describe, expect, it } from '@jest/globals';
import type { GenerateRequest } from '../../../../src/contract/index.ts';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { referenceStore } from '../../../../src/store/reference-store.ts';
import { askedOf } from '../../../../src/usecases/start-run/asked.ts';
import { CREATED_AT, JOB_ID, jobDocument, storeJob } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';

const KEY = 'a-key-of-twenty-two-characters';
const OTHER = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';

async function setup(followUps = 0) {
  const world = jobWorld();
  await storeJob(world.objects, jobDocument(2, { runKeyHash: sha256Hex(KEY) }));
  for (let number = 0; number < followUps; number += 1) {
    await world.jobs.addFollowUp(
      JOB_ID,
      { jobId: world.newId(), createdAt: CREATED_AT },
      { most: 20, taken: number },
    );
  }
  const ask = (request: GenerateRequest, runKey?: string, runKeyHash?: string) =>
    askedOf(
      {
        jobs: world.jobs,
        defaultVisibility: 'listed',
        keptDays: 30,
        references: referenceStore(world.objects),
        clock: world.clock,
      },
      { request, runKey, runKeyHash },
    );
  return { world, ask };
}

describe('what a retry asks for', () => {
  it('is its own prompt and settings, and all models of the run unless it names some', async () => {
    const { ask } = await setup();
    const request = { prompt: 'a blue fox', aspectRatio: '1:1', retryOf: JOB_ID } as const;
    expect(await ask(request, KEY)).toMatchObject({
      prompt: 'a blue fox',
      parameters: { aspectRatio: '1:1' },
      models: ['1-a', '2-b'],
    });
    expect(await ask({ ...request, models: ['2-b'] }, KEY)).toMatchObject({ models: ['2-b'] });
  });

  it('is that of the run, settings included, if it has no prompt', async () => {
    const { ask } = await setup();
    expect(await ask({ retryOf: JOB_ID, models: ['2-b'] })).toMatchObject({
      prompt: 'a red fox in snow',
      parameters: { seed: 7 },
      models: ['2-b'],
    });
  });

  it('is refused if it leaves the prompt to a run that does not exist, of which nothing is read', async () => {
    const { world, ask } = await setup();
    world.objects.get = () => Promise.reject(new Error('S3 responds 403'));
    await expect(ask({ retryOf: OTHER })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await ask({ prompt: 'a fox', retryOf: OTHER }, KEY)).toMatchObject({ root: undefined });
  });
});

describe('what a run asks for', () => {
  it('is what its request says, and nothing where it says nothing', async () => {
    const { ask } = await setup();
    const unset = {
      edit: undefined,
      parent: undefined,
      blind: false,
      models: undefined,
      indexes: undefined,
      runKeyHash: undefined,
      owner: undefined,
      visibility: undefined,
      expiresInDays: undefined,
      expiresAt: undefined,
      root: undefined,
      followUps: 0,
    };
    expect(await ask({ prompt: 'a fox' })).toStrictEqual({ ...unset, prompt: 'a fox', parameters: {} });
    const hash = sha256Hex('another key');
    const request = {
      prompt: 'a fox',
      aspectRatio: '1:1',
      models: ['2-b'],
      count: 2,
      visibility: 'private',
      expiresInDays: 30,
      ip: '203.0.113.7',
    } as const;
    expect(await ask({ ...request, models: ['2-b'] }, undefined, hash)).toStrictEqual({
      ...unset,
      prompt: 'a fox',
      parameters: { aspectRatio: '1:1' },
      models: ['2-b'],
      indexes: [0, 1],
      runKeyHash: hash,
      visibility: 'private',
      expiresInDays: 30,
    });
    expect(await ask({ prompt: 'a fox', visibility: 'listed' })).toMatchObject({ visibility: undefined });
  });

  it('is not for longer than everything is kept', async () => {
    const { ask } = await setup();
    await expect(ask({ prompt: 'a fox', expiresInDays: 31 })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'expiresInDays' }],
    });
  });

  it('is private only with a key', async () => {
    const { ask } = await setup();
    await expect(ask({ prompt: 'a fox', visibility: 'private' })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [
        {
          field: 'visibility',
          message: 'A private run needs a key: send the hash of one as X-Run-Key-Hash.',
        },
      ],
    });
  });
});

describe('which pictures of each model are asked for', () => {
  it.each([
    [{}, undefined],
    [{ count: 1 }, undefined],
    [{ count: 3 }, [0, 1, 2]],
  ])('by %j: %j', async (request, indexes) => {
    const { ask } = await setup();
    expect(await ask({ prompt: 'x', ...request })).toMatchObject({ indexes });
  });

  it('is one of a run that is retried, which must have it', async () => {
    const { world, ask } = await setup();
    const job = jobDocument(2, { runKeyHash: sha256Hex(KEY), indexes: [0, 1] });
    await storeJob(world.objects, job);
    const request = { prompt: 'x', retryOf: JOB_ID };
    expect(await ask({ ...request, index: 1 }, KEY)).toMatchObject({
      indexes: [1],
      root: { totalModels: 2, totalPictures: 4 },
    });
    await expect(ask({ ...request, index: 2 }, KEY)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'index' }],
    });
    await expect(ask({ ...request, count: 3 }, KEY)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    await storeJob(world.objects, { ...job, indexes: [1] });
    await expect(ask(request, KEY)).rejects.toMatchObject({ details: [{ field: 'index' }] });
  });
});

describe('the run that a retry belongs to', () => {
  const root = { jobId: JOB_ID, createdAt: CREATED_AT, prompt: 'a red fox in snow', totalModels: 2 };

  it('is the one it names, whose key it must have and keeps', async () => {
    const { ask } = await setup();
    const mine = sha256Hex('another key');
    expect(await ask({ prompt: 'x', retryOf: JOB_ID }, KEY, mine)).toMatchObject({
      root,
      runKeyHash: sha256Hex(KEY),
    });
    for (const key of [undefined, 'not-the-key-of-this-run-at-all']) {
      expect(await ask({ prompt: 'x', retryOf: JOB_ID }, key, mine)).toMatchObject({
        root: undefined,
        runKeyHash: mine,
      });
    }
  });

  it('hands down its key, its visibility and its end, and tells what it is', async () => {
    const { world, ask } = await setup();
    const expiresAt = '2026-12-20T09:30:00.000Z';
    const own = {
      runKeyHash: sha256Hex(KEY),
      visibility: 'unlisted',
      parameters: { aspectRatio: '3:2', seed: 7 },
      expiresAt,
    } as const;
    await storeJob(world.objects, jobDocument(2, own));
    await world.jobs.addFollowUp(JOB_ID, { jobId: OTHER, createdAt: CREATED_AT }, { most: 20, taken: 0 });
    const request = { prompt: 'x', retryOf: JOB_ID, visibility: 'private', expiresInDays: 3 } as const;
    expect(await ask(request, KEY, sha256Hex('another key'))).toStrictEqual({
      edit: undefined,
      parent: undefined,
      blind: false,
      prompt: 'x',
      parameters: {},
      models: ['1-a', '2-b'],
      indexes: undefined,
      runKeyHash: sha256Hex(KEY),
      owner: undefined,
      visibility: 'unlisted',
      expiresInDays: undefined,
      expiresAt,
      root: {
        ...root,
        models: [
          { id: '1-a', name: 'Model A' },
          { id: '2-b', name: 'Model B' },
        ],
        aspectRatio: '3:2',
        expiresAt,
      },
      followUps: 1,
    });
  });

  it('is nobody’s if the run has no key', async () => {
    const { world, ask } = await setup();
    await storeJob(world.objects, jobDocument(2));
    expect(await ask({ prompt: 'x', retryOf: JOB_ID }, KEY)).toMatchObject({ root: undefined });
  });

  it('is the same for a follow-up of it', async () => {
    const { world, ask } = await setup();
    await storeJob(world.objects, jobDocument(1, { jobId: OTHER, prompt: 'a blue fox', run: root }));
    expect(await ask({ retryOf: OTHER }, KEY)).toMatchObject({ prompt: 'a blue fox', models: ['1-a'], root });
  });

  it('takes twenty follow-ups, and no more', async () => {
    const request = { prompt: 'x', retryOf: JOB_ID };
    expect(await (await setup(19)).ask(request, KEY)).toMatchObject({ root });
    await expect((await setup(20)).ask(request, KEY)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'retryOf' }],
    });
    expect(await (await setup(20)).ask(request)).toMatchObject({ root: undefined });
  });

  it('takes only models that it has', async () => {
    const { ask } = await setup();
    await expect(ask({ prompt: 'x', retryOf: JOB_ID, models: ['2-b', '3-c'] }, KEY)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'models', message: 'The run that is retried does not have "3-c".' }],
    });
  });
});
