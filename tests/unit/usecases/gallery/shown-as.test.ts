import { expect, it } from '@jest/globals';
import { shownAs } from '../../../../src/usecases/gallery/shown-as.ts';
import { CREATED_AT, JOB_ID, jobDocument } from '../../../helpers/job-documents.ts';

it('tells of a run what the events of its workers tell', () => {
  expect(shownAs(jobDocument(2, { indexes: [0, 1] }))).toEqual({
    jobId: JOB_ID,
    createdAt: CREATED_AT,
    totalModels: 2,
    totalPictures: 4,
    prompt: 'a red fox in snow',
    parameters: { seed: 7 },
    models: [
      { id: '1-a', name: 'Model A' },
      { id: '2-b', name: 'Model B' },
    ],
  });
});
