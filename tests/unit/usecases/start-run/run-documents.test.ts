import { expect, it } from '@jest/globals';
import { picturesOf } from '../../../../src/store/pictures.ts';
import { responseOf, workerEvent } from '../../../../src/usecases/start-run/run-documents.ts';
import { JOB_ID, jobDocument } from '../../../helpers/job-documents.ts';

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
