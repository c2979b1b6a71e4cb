import { expect, it } from '@jest/globals';
import { picturesOf } from '../../../../src/store/pictures.ts';
import {
  jobDocument as documentOf,
  responseOf,
  workerEvent,
} from '../../../../src/usecases/start-run/run-documents.ts';
import { CREATED_AT, CREATED_MS, JOB_ID, jobDocument } from '../../../helpers/job-documents.ts';

const first = (job: ReturnType<typeof jobDocument>) => {
  const [picture] = picturesOf(job);
  if (picture === undefined) throw new Error('The job has no picture.');
  return workerEvent(job, picture);
};

it('an event of a run that is drawn from words alone is one that any worker takes', () => {
  const event = first(jobDocument(1));
  expect(event).not.toHaveProperty('version');
  expect(event).not.toHaveProperty('operation');
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
  expect(first(jobDocument(1, { operation: 'change', inputs: [input] }))).toMatchObject({
    version: 2,
    operation: 'change',
    inputs: [handed],
  });
});

it('a response counts models and pictures', () => {
  expect(responseOf(jobDocument(2, { indexes: [0, 1] }))).toMatchObject({
    message: 'Drawing with 2 models.',
    totalModels: 2,
    totalPictures: 4,
  });
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
  expect(documentOf(run, JOB_ID, 'mark', () => 'name')).toEqual({
    ...jobDocument(2),
    version: 2,
    admissionId: 'mark',
  });
  const days = documentOf({ ...run, expiresInDays: 1 }, JOB_ID, 'mark', () => 'name');
  expect(days.expiresAt).toBe('2026-11-21T09:30:00.000Z');
  expect(documentOf({ ...run, expiresAt: CREATED_AT }, JOB_ID, 'mark', () => 'name').expiresAt).toBe(
    CREATED_AT,
  );
});
