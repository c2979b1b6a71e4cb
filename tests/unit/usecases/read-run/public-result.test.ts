import { describe, expect, it } from '@jest/globals';
import { publicResult } from '../../../../src/usecases/read-run/public-result.ts';
import { completedDocument, failedDocument, JOB_ID } from '../../../helpers/job-documents.ts';

describe('publicResult', () => {
  it('turns keys into addresses', () => {
    expect(publicResult(completedDocument('1-a'), 'http://127.0.0.1:3000')).toMatchObject({
      imageUrl: `http://127.0.0.1:3000/images/${JOB_ID}/1-a.png`,
      thumbnailUrl: `http://127.0.0.1:3000/images/${JOB_ID}/1-a.thumb.webp`,
    });
  });

  it('has no thumbnail where none could be made', () => {
    const { thumbnailKey: _, ...document } = completedDocument('1-a');
    expect(publicResult(document, 'https://x')).not.toHaveProperty('thumbnailUrl');
  });

  it('passes failures on as they are', () => {
    expect(publicResult(failedDocument('1-a'), 'https://x')).toEqual(failedDocument('1-a'));
  });
});
