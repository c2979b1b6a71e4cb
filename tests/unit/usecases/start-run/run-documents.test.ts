import { expect, it } from '@jest/globals';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { picturesOf } from '../../../../src/store/pictures.ts';
import {
  jobDocument as documentOf,
  findJob,
  responseOf,
  workerEvent,
} from '../../../../src/usecases/start-run/run-documents.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { CREATED_AT, CREATED_MS, JOB_ID, jobDocument, readStores } from '../../../helpers/job-documents.ts';

const first = (job: ReturnType<typeof jobDocument>) => {
  const [picture] = picturesOf(job);
  if (picture === undefined) throw new Error('The job has no picture.');
  return workerEvent(job, picture);
};

it('an event of a run that is drawn from words alone is one that any worker takes', () => {
  const { prompt, parameters, correlationId } = jobDocument(1);
  const event = {
    jobId: JOB_ID,
    createdAt: CREATED_AT,
    totalModels: 1,
    models: [{ id: '1-a', name: 'Model A' }],
    modelId: '1-a',
    prompt,
    parameters,
    reservedUsd: 0.05,
    correlationId,
  };
  expect(first(jobDocument(1))).toStrictEqual(event);
  const all = {
    visibility: 'private' as const,
    expiresAt: '2026-11-27T09:30:00.000Z',
    run: { jobId: 'root', createdAt: CREATED_AT, prompt: 'p', totalModels: 1 },
    payer: 'ann',
    payerKey: 'key',
  };
  expect(first(jobDocument(1, { ...all, indexes: [2], owner: 'ann', runKeyHash: 'h' }))).toStrictEqual({
    ...event,
    ...all,
    totalPictures: 1,
    index: 2,
    parameters: { seed: 9 },
  });
});

it('an event with pictures names their keys, and only a worker that knows operations takes it', () => {
  const input = {
    key: `images/${JOB_ID}/input-1.png`,
    thumbnailKey: `images/${JOB_ID}/input-1.thumb.webp`,
    contentType: 'image/png' as const,
    width: 300,
    height: 200,
    bytes: 3,
    sha256: 'f00',
  };
  const { thumbnailKey: _small, bytes: _bytes, ...handed } = input;
  const plain = first(jobDocument(1));
  for (const operation of ['change', 'combine'] as const) {
    expect(first(jobDocument(1, { operation, inputs: [input] }))).toStrictEqual({
      ...plain,
      version: 2,
      operation,
      inputs: [handed],
    });
  }
  const tool = { operation: 'repaint', inputs: [input], mask: input, expand: { left: 1 } } as const;
  expect(first(jobDocument(1, { ...tool, inputs: [input] }))).toStrictEqual({
    ...plain,
    version: 3,
    operation: 'repaint',
    inputs: [handed],
    mask: handed,
    expand: { left: 1 },
  });
});

it('a response counts models and pictures', () => {
  const { estimatedCostUsd } = jobDocument(2);
  const response = {
    jobId: JOB_ID,
    status: 'pending',
    message: 'Drawing with 2 models.',
    totalModels: 2,
    totalPictures: 4,
    models: [
      { id: '1-a', name: 'Model A' },
      { id: '2-b', name: 'Model B' },
    ],
    estimatedCostUsd,
  };
  expect(responseOf(jobDocument(2, { indexes: [0, 1] }))).toStrictEqual(response);
  const run = { jobId: 'root', createdAt: CREATED_AT, prompt: 'p', totalModels: 1 };
  expect(responseOf(jobDocument(2, { run }))).toStrictEqual({
    ...response,
    totalPictures: 2,
    retryOf: 'root',
  });
  expect(responseOf(jobDocument(1)).message).toBe('Drawing with one model.');
});

it('a document says when the run goes: so many days after its start, or with the run that it belongs to', () => {
  const { models, estimatedCostUsd, prompt, parameters } = jobDocument(2);
  const run = {
    prompt,
    parameters,
    models: undefined,
    indexes: undefined,
    runKeyHash: undefined,
    owner: undefined,
    payer: undefined,
    payerKey: undefined,
    visibility: undefined,
    expiresInDays: undefined,
    expiresAt: undefined,
    root: undefined,
    followUps: 0,
    edit: undefined,
    parent: undefined,
    blind: false,
    plan: { models, estimatedCostUsd, startOrder: [], reservedUsd: 0 },
    correlationId: 'test-1',
    now: CREATED_MS,
  };
  const plain = { ...jobDocument(2), version: 2, admissionId: 'mark' };
  expect(documentOf(run, JOB_ID, 'mark', () => 'name')).toStrictEqual(plain);
  const { plan: _plan, now: _now, followUps: _count, edit: _edit, ...unset } = run;
  const all = {
    indexes: [0, 1],
    runKeyHash: 'h',
    owner: 'ann',
    payer: 'ben',
    payerKey: 'key',
    visibility: 'private' as const,
    expiresAt: CREATED_AT,
    parent: { jobId: 'parent', modelId: '1-a' },
  };
  const root = { jobId: 'root', createdAt: CREATED_AT, prompt: 'p', totalModels: 1 };
  const source = {
    key: 'x',
    thumbnail: 'y',
    contentType: 'image/png' as const,
    width: 3,
    height: 2,
    bytes: 1,
    sha256: 'z',
  };
  const edit = { operation: 'widen' as const, sources: [source], mask: undefined, expand: { left: 1 } };
  const { key: _key, thumbnail: _small, ...about } = source;
  const inputs = [
    { key: 'images/root/input-1.png', thumbnailKey: 'images/root/input-1.thumb.webp', ...about },
  ];
  const { models: _models, ...others } = unset;
  expect(documentOf({ ...run, ...others, ...all, root, edit }, JOB_ID, 'mark', () => 'name')).toStrictEqual({
    ...plain,
    ...all,
    run: root,
    operation: 'widen',
    inputs,
    expand: { left: 1 },
  });
  const days = documentOf({ ...run, expiresInDays: 1 }, JOB_ID, 'mark', () => 'name');
  expect(days.expiresAt).toBe('2026-11-21T09:30:00.000Z');
  expect(documentOf({ ...run, expiresAt: CREATED_AT }, JOB_ID, 'mark', () => 'name').expiresAt).toBe(
    CREATED_AT,
  );
});

it('a follow-up is gone with the run that it belongs to, also before it has a state of its own', async () => {
  const root = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
  const { jobs } = readStores(memoryObjectStore());
  const run = { jobId: root, createdAt: CREATED_AT, prompt: 'p', totalModels: 1 };
  await jobs.create(jobDocument(1, { run }));
  const tools = { jobs, clock: fakeClock(CREATED_MS) };
  expect(await findJob(tools, JOB_ID)).toMatchObject({ run });
  const state = { createdAt: CREATED_AT, visibility: 'listed' as const };
  await jobs.saveState(root, { ...state, deletedAt: CREATED_AT });
  await expect(findJob(tools, JOB_ID)).rejects.toMatchObject({ code: 'RUN_DELETED' });
});
