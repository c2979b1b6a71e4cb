import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { costsOf } from '../../../../src/usecases/read-run/run-totals.ts';
import { completedDocument, failedDocument } from '../../../helpers/job-documents.ts';

const { thumbnailKey: _key, ...picture } = completedDocument('1-a');
const drawn: Result = { ...picture, imageUrl: '', costUsd: 0.1 };
const { costUsd: _cost, ...unpriced } = drawn;
const failed = (billed: 'no' | 'yes' | 'unknown', costUsd?: number): Result => ({
  ...failedDocument('1-a'),
  error: { ...failedDocument('1-a').error, billed },
  ...(costUsd !== undefined && { costUsd }),
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
