import { describe, expect, it, jest } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { CREATED_MS, JOB_ID, jobDocument } from '../../helpers/job-documents.ts';
import { storedVote } from '../../suites/vote-store.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/runs.ts');

const hash = sha256Hex('the-key-of-this-run-and-no-other');
world.objects.set(objectKeys.ownRun(hash, CREATED_MS, JOB_ID), '');
world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(jobDocument(1, { version: 2, runKeyHash: hash })));

const ask = async (changes: Record<string, unknown> = {}) => {
  const { statusCode, headers, body } = await handler(exampleEvent('runs', changes), lambdaContext);
  return { statusCode, headers, body: JSON.parse(body) };
};

describe('GET /runs', () => {
  it('lists the runs of the key, for no cache to keep', async () => {
    const reply = await ask();
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toMatchObject({ runs: [{ jobId: JOB_ID, status: 'pending' }], nextCursor: null });
    expect(reply.headers['Cache-Control']).toBe('no-store');
    expect(JSON.stringify(reply.body)).not.toContain(hash);
  });

  it.each([
    [{}, 'X-Run-Key is missing: the key that the runs were started with.'],
    [{ 'x-run-key': 'short' }, 'X-Run-Key must have 22 to 128 letters, digits, hyphens or underscores.'],
  ])('responds 400 to the headers %j', async (headers, message) => {
    const reply = await ask({ headers });
    expect([reply.statusCode, reply.body.code, reply.body.error]).toEqual([
      400,
      'INVALID_PARAMETER',
      message,
    ]);
    expect(reply.body.details).toEqual([{ field: 'X-Run-Key', message }]);
  });

  it.each([
    [{ limit: '51' }, 'INVALID_PARAMETER'],
    [{ cursor: '../jobs' }, 'INVALID_CURSOR'],
  ])('responds 400 to the query %j', async (queryStringParameters, code) => {
    const reply = await ask({ queryStringParameters });
    expect([reply.statusCode, reply.body.code]).toEqual([400, code]);
  });
});

describe('GET /me/export', () => {
  const exported = (changes: Record<string, unknown> = {}) => ask({ routeKey: 'ANY /me/export', ...changes });

  it('responds with the runs and votes of the key, for no cache to keep', async () => {
    // Votes are read without the SDK.
    const Items = [{ vote: { S: JSON.stringify(storedVote()) } }];
    const fetched = jest.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ Items }));
    const reply = await exported();
    expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toMatchObject({
      TableName: 'votes',
      ExpressionAttributeValues: { ':voter': { S: hash } },
    });
    fetched.mockRestore();
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toMatchObject({ total: 1, runs: [{ jobId: JOB_ID, links: [] }], nextCursor: null });
    expect(reply.body.votes).toMatchObject([{ left: 'A', right: 'B', outcome: 'left' }]);
    expect(reply.body).not.toHaveProperty('person');
    expect(reply.headers['Cache-Control']).toBe('no-store');
    expect(JSON.stringify(reply.body)).not.toContain(hash);
  });

  it.each([
    [{ headers: {} }, 'INVALID_PARAMETER'],
    [{ queryStringParameters: { limit: '101' } }, 'INVALID_PARAMETER'],
    [{ queryStringParameters: { cursor: '../jobs' } }, 'INVALID_CURSOR'],
  ])('responds 400 to %j', async (changes, code) => {
    const reply = await exported(changes);
    expect([reply.statusCode, reply.body.code]).toEqual([400, code]);
  });
});
