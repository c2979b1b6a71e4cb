import { expect, it } from '@jest/globals';
import { closedResult } from '../../../../src/usecases/end-run/closed-result.ts';
import { CREATED_MS, jobDocument } from '../../../helpers/job-documents.ts';

const STARTED = '2026-11-20T09:30:01.000Z';

it.each([
  ['by a worker that died', {}, { code: 'OUTCOME_UNKNOWN', billed: 'unknown' }, STARTED],
  ['to close it', { closing: true as const }, { code: 'NOT_STARTED', billed: 'no' }, undefined],
  [
    'because of a cancellation',
    { closing: true as const, cancelled: true as const },
    { code: 'CANCELLED', billed: 'no' },
    undefined,
  ],
])('says of an attempt that was claimed %s what may have been billed', (_how, claim, error, startedAt) => {
  const job = jobDocument(1, { indexes: [0, 1] });
  const [model] = job.models;
  if (model === undefined) throw new Error('The job has no model.');
  const asked = { model, index: 1, id: '1-a_1' };
  const result = closedResult(job, asked, { startedAt: STARTED, ...claim }, CREATED_MS);
  expect(result).toMatchObject({ status: 'failed', modelId: '1-a', index: 1, error, requested: { seed: 8 } });
  expect('startedAt' in result ? result.startedAt : undefined).toBe(startedAt);
});
