import { beforeEach, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/cancel.ts');

const ask = async (changes: Record<string, unknown> = {}) => {
  const { statusCode, body } = await handler(exampleEvent('cancel', changes), lambdaContext);
  return { statusCode, body: JSON.parse(body) };
};

describe('POST /runs/{jobId}/cancel', () => {
  beforeEach(() => {
    world.objects.clear();
    const job = jobDocument(2, {
      createdAt: new Date().toISOString(),
      version: 2,
      runKeyHash: sha256Hex('the-key-of-this-run-and-no-other'),
    });
    world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(job));
  });

  it('responds 202 with what was closed', async () => {
    expect(await ask()).toEqual({
      statusCode: 202,
      body: { jobId: JOB_ID, closed: [{ jobId: JOB_ID, modelId: '1-a', index: 0 }], begun: [] },
    });
  });

  it('takes a request without a body for all models', async () => {
    const { body } = await ask({ body: undefined });
    expect(body.closed).toHaveLength(2);
  });

  it('responds 404 without the key', async () => {
    const headers = { 'content-type': 'application/json', 'x-run-key': 'some-other-key-that-does-not-fit' };
    const reply = await ask({ headers });
    expect([reply.statusCode, reply.body.code]).toEqual([404, 'JOB_NOT_FOUND']);
  });

  it('responds 400 to a body that is not in order', async () => {
    const reply = await ask({ body: '{"models":"all"}' });
    expect([reply.statusCode, reply.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });
});
