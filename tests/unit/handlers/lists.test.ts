import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/lists.ts');

const RUN_KEY = 'the-key-of-this-run-and-no-other';
const HASH = sha256Hex(RUN_KEY);

const ask = async (method: string, listId?: string, body?: object, more: object = {}) => {
  const event = exampleEvent('lists', {
    routeKey: `ANY /lists${listId === undefined ? '' : '/{listId}'}`,
    ...(listId !== undefined && { pathParameters: { listId } }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'x-run-key': RUN_KEY, 'x-run-key-hash': HASH },
    ...more,
  }) as { requestContext: { http: { method: string } } };
  event.requestContext.http.method = method;
  const { statusCode, headers, body: text } = await handler(event, lambdaContext);
  return { statusCode, headers, body: JSON.parse(text) };
};

describe('lists of prompts', () => {
  it('are made, read, listed and deleted, for no cache to keep', async () => {
    const prompts = [{ text: '  a red fox ', category: ' animals ' }, { text: 'a blue fox' }];
    const parameters = { seed: 7, negativePrompt: ' ' };
    const made = await ask('POST', undefined, { name: ' Foxes ', prompts, count: 2, parameters });
    expect(made).toMatchObject({
      statusCode: 200,
      headers: { 'Cache-Control': 'no-store' },
      body: { cells: 2, pictures: 8, estimatedUsd: { low: 0, high: 0 } },
    });
    const { listId } = made.body;
    const read = await ask('GET', listId);
    expect(read.body).toMatchObject({
      name: 'Foxes',
      prompts: [{ text: 'a red fox', category: 'animals' }, { text: 'a blue fox' }],
      parameters: { seed: 7 },
      blind: true,
      cells: [
        { n: 0, state: 'open' },
        { n: 1, state: 'open' },
      ],
      budgetLeftUsd: null,
    });
    expect(JSON.stringify(read.body)).not.toContain(HASH);
    const listed = await ask('GET');
    expect(listed.body).toMatchObject({ lists: [{ listId, prompts: 2 }], total: 1, nextCursor: null });
    expect(await ask('DELETE', listId)).toMatchObject({ statusCode: 202, body: { listId } });
    expect((await ask('GET', listId)).body.code).toBe('LIST_NOT_FOUND');
    expect([...world.objects.keys()]).toEqual([]);
  });

  it('have at most a megabyte', async () => {
    const prompts = Array(200).fill({ text: '🦊'.repeat(1000) });
    expect((await ask('POST', undefined, { name: 'Foxes', prompts })).statusCode).toBe(200);
    const more = { name: 'Foxes', prompts: Array(300).fill({ text: '🦊'.repeat(1000) }) };
    expect((await ask('POST', undefined, more)).body.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it.each([
    [{ name: 'Foxes', prompts: [] }, 'prompts'],
    [{ name: 'Foxes', prompts: [{ text: ' ' }] }, 'prompts[0].text'],
    [{ prompts: [{ text: 'a fox' }] }, 'name'],
    [{ name: 'Foxes', prompts: [{ text: 'a fox' }], budgetUsd: 0 }, 'budgetUsd'],
    [{ name: 'Foxes', prompts: [{ text: 'a fox' }], visibility: 'listed' }, 'visibility'],
    [{ name: 'Foxes', prompts: Array(201).fill({ text: 'a fox' }) }, 'prompts'],
  ])('are refused with what is wrong: %#', async (body, field) => {
    const { statusCode, body: refusal } = await ask('POST', undefined, body);
    expect([statusCode, refusal.code, refusal.details[0].field]).toEqual([400, 'INVALID_PARAMETER', field]);
  });

  it('need a key to be listed', async () => {
    expect((await ask('GET', undefined, undefined, { headers: {} })).body).toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'X-Run-Key' }],
    });
    const query = { queryStringParameters: { cursor: '../jobs' } };
    expect((await ask('GET', undefined, undefined, query)).body.code).toBe('INVALID_CURSOR');
  });

  it('take the methods of their address', async () => {
    const [all, one] = [await ask('DELETE'), await ask('PATCH', 'x')];
    expect([all.statusCode, all.headers.Allow]).toEqual([405, 'GET, POST']);
    expect([one.statusCode, one.headers.Allow]).toEqual([405, 'GET, DELETE']);
  });
});
