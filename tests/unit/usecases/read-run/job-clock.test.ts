import { describe, expect, it } from '@jest/globals';
import { endByClock } from '../../../../src/usecases/read-run/job-clock.ts';
import { CREATED_MS, claimDocument, jobDocument } from '../../../helpers/job-documents.ts';

const job = jobDocument(1);
const [model] = job.models;
if (model === undefined) throw new Error('The job has no model.');
const deadline = Date.parse(claimDocument(model.id).deadline);

describe('endByClock', () => {
  it('leaves a model that nobody took alone for 330 seconds', () => {
    expect(endByClock(job, model, undefined, CREATED_MS + 329_999)).toBeUndefined();
  });

  it('then ends it as not started and not billed', () => {
    expect(endByClock(job, model, undefined, CREATED_MS + 330_000)).toEqual({
      model: 'Model A',
      modelId: '1-a',
      provider: 'Demo',
      status: 'failed',
      error: { code: 'NOT_STARTED', message: expect.any(String), billed: 'no', retryable: true },
      completedAt: '2026-11-20T09:35:30.000Z',
      requested: { seed: 7 },
    });
  });

  it('leaves a model that is being drawn alone until 30 seconds after its deadline', () => {
    expect(endByClock(job, model, claimDocument(model.id), deadline + 29_999)).toBeUndefined();
  });

  it('then ends it as unknown, billed or not', () => {
    expect(endByClock(job, model, claimDocument(model.id), deadline + 90_000)).toEqual({
      model: 'Model A',
      modelId: '1-a',
      provider: 'Demo',
      status: 'failed',
      startedAt: '2026-11-20T09:30:01.000Z',
      error: { code: 'OUTCOME_UNKNOWN', message: expect.any(String), billed: 'unknown', retryable: true },
      completedAt: new Date(deadline + 30_000).toISOString(),
      requested: { seed: 7 },
    });
    expect(endByClock(job, model, claimDocument(model.id), deadline + 30_000)).toBeDefined();
  });
});
