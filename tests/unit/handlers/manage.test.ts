import { beforeEach, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { CREATED_MS, JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/manage.ts');

const ask = async (changes: Record<string, unknown> = {}) => {
  const { statusCode, body } = await handler(exampleEvent('manage', changes), lambdaContext);
  return { statusCode, body: JSON.parse(body) };
};

describe('DELETE /runs/{jobId}', () => {
  beforeEach(() => {
    world.objects.clear();
    const job = jobDocument(2, {
      createdAt: new Date().toISOString(),
      version: 2,
      runKeyHash: sha256Hex('the-key-of-this-run-and-no-other'),
    });
    world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(job));
  });

  it('responds 202 and hides the run', async () => {
    const { statusCode, body } = await ask();
    expect([statusCode, body]).toEqual([202, { jobId: JOB_ID, deletedAt: expect.any(String) }]);
    expect(world.objects.has(objectKeys.state(JOB_ID))).toBe(true);
    expect(world.objects.has(objectKeys.deletion(JOB_ID))).toBe(true);
  });

  it('responds 404 without the key', async () => {
    for (const headers of [{}, { 'x-run-key': 'some-other-key-that-does-not-fit' }]) {
      const reply = await ask({ headers });
      expect([reply.statusCode, reply.body.code]).toEqual([404, 'JOB_NOT_FOUND']);
    }
  });

  it('responds 400 to a key that is not one', async () => {
    const reply = await ask({ headers: { 'x-run-key': 'short' } });
    expect([reply.statusCode, reply.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });

  it('PATCH responds 200 and says who may see the run', async () => {
    const { requestContext, headers } = exampleEvent('manage') as {
      requestContext: { http: object };
      headers: object;
    };
    const patch = (body: string) =>
      ask({
        requestContext: { ...requestContext, http: { ...requestContext.http, method: 'PATCH' } },
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
    const reply = await patch('{"visibility":"private"}');
    expect(reply).toEqual({ statusCode: 200, body: { jobId: JOB_ID, visibility: 'private' } });
    expect(JSON.parse(String(world.objects.get(objectKeys.state(JOB_ID))))).toMatchObject({
      visibility: 'private',
    });
    const wrong = await patch('{"visibility":"secret"}');
    expect([wrong.statusCode, wrong.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });

  it('POST …/reveal responds 409 before a blind run has ended, then tells its letters', async () => {
    const job = jobDocument(1, {
      createdAt: new Date().toISOString(),
      version: 2,
      visibility: 'private',
      runKeyHash: sha256Hex('the-key-of-this-run-and-no-other'),
      blind: { '1-a': 'some-name' },
    });
    world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(job));
    const { requestContext } = exampleEvent('manage') as { requestContext: { http: object } };
    const reveal = () =>
      ask({
        routeKey: 'ANY /runs/{jobId}/reveal',
        requestContext: { ...requestContext, http: { ...requestContext.http, method: 'POST' } },
      });
    const early = await reveal();
    expect([early.statusCode, early.body.code]).toEqual([409, 'RUN_NOT_ENDED']);
    world.objects.set(objectKeys.end(JOB_ID), JSON.stringify({ endedAt: job.createdAt }));
    const letters = [{ letter: 'A', model: 'Model A', modelId: '1-a', index: 0 }];
    expect(await reveal()).toEqual({
      statusCode: 200,
      body: { jobId: JOB_ID, revealedAt: expect.any(String), letters },
    });
  });

  it('takes no other method', async () => {
    const { requestContext } = exampleEvent('manage') as { requestContext: { http: object } };
    const http = { ...requestContext.http, method: 'GET' };
    const reply = await ask({ requestContext: { ...requestContext, http } });
    expect([reply.statusCode, reply.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });
});

describe('DELETE /me', () => {
  const me = async (headers: Record<string, string>, method = 'DELETE') => {
    const { requestContext } = exampleEvent('manage') as { requestContext: { http: object } };
    const http = { ...requestContext.http, method };
    return ask({
      routeKey: 'ANY /me',
      pathParameters: {},
      headers,
      requestContext: { ...requestContext, http },
    });
  };

  it('responds 202 with what is deleted, and leaves a marker', async () => {
    world.objects.clear();
    const runKeyHash = sha256Hex('the-key-of-this-run-and-no-other');
    world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(jobDocument(1, { version: 2, runKeyHash })));
    world.objects.set(objectKeys.ownRun(runKeyHash, CREATED_MS, JOB_ID), '');
    expect(await me({ 'x-run-key': 'the-key-of-this-run-and-no-other' })).toEqual({
      statusCode: 202,
      body: {
        requestedAt: expect.any(String),
        deletedLists: 0,
        deletedRuns: 1,
        revokedKeys: 0,
        deletedVotes: 0,
        goesOn: false,
      },
    });
    const keys = [...world.objects.keys()];
    expect(keys.filter((key) => key.startsWith('erasing/'))).toHaveLength(1);
    expect(keys.filter((key) => key.startsWith('mine/'))).toEqual([]);
  });

  it('responds 400 without a key, and GET 403 in an open stack', async () => {
    for (const headers of [{}, { 'x-run-key': 'short' }]) {
      const reply = await me(headers as Record<string, string>);
      expect([reply.statusCode, reply.body.code]).toEqual([400, 'INVALID_PARAMETER']);
    }
    const told = await me({}, 'GET');
    expect([told.statusCode, told.body.code]).toEqual([403, 'NOT_ALLOWED']);
    const other = await me({}, 'POST');
    expect([other.statusCode, other.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });
});

describe('GET /spending', () => {
  it('responds 403 to everybody in an open stack, and takes no other method', async () => {
    const { requestContext } = exampleEvent('manage') as { requestContext: { http: object } };
    const spending = (method: string) => {
      const http = { ...requestContext.http, method };
      return ask({ routeKey: 'ANY /spending', requestContext: { ...requestContext, http } });
    };
    const told = await spending('GET');
    expect([told.statusCode, told.body.code]).toEqual([403, 'NOT_ALLOWED']);
    const other = await spending('POST');
    expect([other.statusCode, other.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });
});
