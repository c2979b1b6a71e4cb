import { beforeEach, describe, expect, it } from '@jest/globals';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { completedDocument, JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/status.ts');

const ask = (headers: Record<string, string> = {}) =>
  handler(exampleEvent('status', { headers }), lambdaContext);

describe('GET /status/{jobId}', () => {
  beforeEach(() => {
    world.objects.clear();
  });

  it('responds 404 for a job that does not exist', async () => {
    const reply = await ask();
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([404, 'JOB_NOT_FOUND']);
  });

  it('is not kept while the job runs, and checked by its ETag once it has ended', async () => {
    const job = jobDocument(1, { createdAt: new Date().toISOString() });
    world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(job));
    const running = await ask();
    expect([running.statusCode, running.headers['Cache-Control']]).toEqual([200, 'no-store']);
    expect(running.headers).not.toHaveProperty('ETag');

    world.objects.set(objectKeys.result(JOB_ID, '1-a'), JSON.stringify(completedDocument('1-a')));
    const ended = await ask();
    expect(JSON.parse(ended.body)).toMatchObject({
      status: 'completed',
      results: [{ imageUrl: `https://images.example/images/${JOB_ID}/1-a.png` }],
    });
    const again = await ask({ 'If-None-Match': ended.headers.ETag ?? '' });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers).toMatchObject({ 'Access-Control-Allow-Origin': '*', ETag: ended.headers.ETag });
  });
});
