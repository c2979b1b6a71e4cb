import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { costsOf, countsOf, statusOf } from '../../../../src/usecases/read-run/run-totals.ts';
import { completedDocument, failedDocument } from '../../../helpers/job-documents.ts';

const { thumbnailKey: _key, ...picture } = completedDocument('1-a');
const drawn: Result = { ...picture, imageUrl: '', costUsd: 0.1 };
const { costUsd: _cost, ...unpriced } = drawn;
const failed = (billed: 'no' | 'yes' | 'unknown', costUsd?: number): Result => ({
  ...failedDocument('1-a'),
  error: { ...failedDocument('1-a').error, billed },
  ...(costUsd !== undefined && { costUsd }),
});

describe('the status of a run', () => {
  const pending: Result = { model: '', modelId: '', provider: '', status: 'pending' };
  const running: Result = { ...pending, status: 'in_progress', startedAt: '' };

  it.each<[string, Result[], Result[]]>([
    ['pending', [pending, pending], [pending, pending]],
    ['in_progress', [pending, running], [pending, running]],
    ['in_progress', [drawn, pending], [drawn, pending]],
    ['completed', [drawn, drawn], [drawn, drawn]],
    ['completed', [drawn, drawn], [failed('no'), drawn, drawn]],
    ['failed', [failed('no'), failed('yes')], [failed('no'), failed('yes')]],
    ['partial', [drawn, failed('no')], [drawn, failed('no')]],
    // A good picture is shown, but another attempt may still bring a newer one.
    ['in_progress', [drawn, drawn], [drawn, drawn, pending]],
  ])('is %s by what is shown, and while any attempt runs by that', (status, shown, all) => {
    expect(statusOf(shown, all)).toBe(status);
  });
});

describe('the costs of a run', () => {
  it.each<[string, Result[], number, number, number]>([
    [
      'nothing while nothing has ended',
      [{ model: '', modelId: '', provider: '', status: 'pending' }],
      0,
      0,
      0,
    ],
    ['what is known of pictures and failures', [drawn, drawn, failed('yes', 0.2)], 0.4, 0, 0],
    ['pictures and billed failures without a cost apart', [unpriced, failed('yes'), drawn], 0.1, 2, 0],
    [
      'failures that may have been billed apart',
      [failed('unknown'), failed('no'), failed('unknown')],
      0,
      0,
      2,
    ],
  ])('are %s', (_what, results, actualCostUsd, unknownCosts, maybeBilled) => {
    expect(costsOf(results)).toEqual({ actualCostUsd, unknownCosts, maybeBilled });
  });
});

describe('the counts of a run', () => {
  const of = (modelId: string, status: 'completed' | 'failed' | 'pending', index: number): Result => {
    if (status === 'pending') return { model: '', modelId, provider: '', status, index };
    return status === 'failed' ? { ...failedDocument(modelId), index } : { ...drawn, modelId, index };
  };

  it('are those of models and of pictures, and a model with one good picture has completed', () => {
    const shown = [
      of('1-a', 'completed', 0),
      of('1-a', 'failed', 1),
      of('2-b', 'failed', 0),
      of('2-b', 'failed', 1),
      of('3-c', 'completed', 0),
      of('3-c', 'pending', 1),
    ];
    expect(countsOf(shown)).toEqual({
      totalModels: 3,
      completedModels: 1,
      failedModels: 1,
      totalPictures: 6,
      completedPictures: 2,
      failedPictures: 3,
    });
  });
});
