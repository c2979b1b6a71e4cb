import { describe, expect, it } from '@jest/globals';
import { indexField, parametersOf, pictureId, picturesOf, totalsOf } from '../../../src/store/pictures.ts';
import { jobDocument } from '../../helpers/job-documents.ts';

describe('the pictures of a run', () => {
  it('are one of each model, called as the model', () => {
    expect(picturesOf(jobDocument(2)).map(({ id, index }) => [id, index])).toEqual([
      ['1-a', 0],
      ['2-b', 0],
    ]);
    expect(totalsOf(jobDocument(2))).not.toHaveProperty('totalPictures');
  });

  it('are as many of each model as were asked for, each with a name of its own', () => {
    const job = jobDocument(2, { indexes: [0, 2] });
    expect(picturesOf(job).map(({ id }) => id)).toEqual(['1-a', '1-a_2', '2-b', '2-b_2']);
    expect(totalsOf(job)).toMatchObject({ totalModels: 2, totalPictures: 4 });
  });

  it('never share a name with another model', () => {
    expect(pictureId({ modelId: '1-a', index: 1 })).toBe('1-a_1');
    expect(indexField(0)).toEqual({});
    expect(indexField(1)).toEqual({ index: 1 });
  });

  it('have seeds that go up by one, within the bounds of seeds', () => {
    expect(parametersOf({ seed: 7, steps: 3 }, 2)).toEqual({ seed: 9, steps: 3 });
    expect(parametersOf({ seed: 2147483647 }, 1)).toEqual({ seed: 0 });
    expect(parametersOf({ steps: 3 }, 1)).toEqual({ steps: 3 });
  });
});
