import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { completedDocument, JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/votes.ts');

const RUN_KEY = 'the-key-of-this-run-and-no-other';
const blind = { '1-a': 'a-name', '2-b': 'b-name' };
const job = jobDocument(2, {
  version: 2,
  createdAt: new Date().toISOString(),
  runKeyHash: sha256Hex(RUN_KEY),
  visibility: 'private',
  blind,
});
const documents: Record<string, object> = { job, ended: { endedAt: new Date().toISOString() } };
for (const [id, name] of Object.entries(blind))
  documents[`${id}.result`] = completedDocument(id, {
    blind: { key: `images/${JOB_ID}/blind-${name}.webp`, bytes: 9 },
  });
for (const [name, document] of Object.entries(documents))
  world.objects.set(`jobs/${JOB_ID}/${name}.json`, JSON.stringify(document));

async function ask(name: string, changes: Record<string, unknown> = {}) {
  const { statusCode, body, headers } = await handler(exampleEvent(name, changes), lambdaContext);
  return { statusCode, headers, body: JSON.parse(body) };
}

const event = exampleEvent('votes') as { requestContext: { http: object } };
const http = { ...event.requestContext.http, method: 'DELETE' };
const undo = (voteId: string) =>
  ask('votes', {
    routeKey: 'ANY /votes/{voteId}',
    pathParameters: { voteId },
    requestContext: { ...event.requestContext, http },
  });

it('pairs are handed out, judged, told on the board, and taken back', async () => {
  const next = await ask('votes-next');
  expect(next).toMatchObject({ statusCode: 200, body: { done: 0, total: 1 } });
  expect(next.headers).toMatchObject({ 'Cache-Control': 'no-store' });
  const [pair] = next.body.pairs;
  expect([pair.left.letter, pair.right.letter].sort()).toEqual(['A', 'B']);
  const addresses = [pair.left.imageUrl, pair.right.imageUrl].sort();
  expect(addresses).toEqual(
    ['a-name', 'b-name'].map((name) => `https://images.example/images/${JOB_ID}/blind-${name}.webp`),
  );

  const voteId = `${JOB_ID}_A_B`;
  const vote = { voteId, jobId: JOB_ID, left: 'B', right: 'A', outcome: 'left' };
  for (let time = 0; time < 2; time += 1)
    expect(await ask('votes')).toMatchObject({ statusCode: 200, body: vote });
  const body = JSON.stringify({ ...vote, voteId: undefined, outcome: 'tie' });
  expect(await ask('votes', { body })).toMatchObject({ statusCode: 409, body: { code: 'ALREADY_VOTED' } });
  expect((await ask('votes-next')).body).toEqual({ pairs: [], done: 1, total: 1 });
  const { body: board } = await ask('votes-board');
  expect(board).toMatchObject({ voters: { count: 1, are: 'browsers' }, votes: { outcome: [0], voter: [0] } });
  expect(await undo(voteId)).toMatchObject({ statusCode: 202, body: { voteId } });
  expect(await undo(voteId)).toMatchObject({ statusCode: 404, body: { code: 'VOTE_NOT_FOUND' } });
  expect((await ask('votes-board')).body.models).toEqual([]);
});

it('in an open stack a vote is that of a key: X-Voter, or else X-Run-Key', async () => {
  const headers = { 'content-type': 'application/json' };
  const nobody = await ask('votes', { headers });
  expect(nobody).toMatchObject({ statusCode: 400, body: { details: [{ field: 'X-Voter' }] } });
  expect((await ask('votes-next', { headers })).statusCode).toBe(400);
  expect((await ask('votes', { headers: { ...headers, 'x-voter': 'short' } })).statusCode).toBe(400);
  const voter = 'a-key-of-somebody-else-who-votes';
  const both = { ...headers, 'x-run-key': RUN_KEY, 'x-voter': voter };
  expect((await ask('votes', { headers: both })).statusCode).toBe(200);
  expect([...world.votes.values()].map((item) => item.voter.S)).toEqual([sha256Hex(voter)]);
  expect((await ask('votes-board', { headers: {} })).body.votes.voter).toEqual([1]);
});

it.each([
  ['votes', { body: '{"jobId":"no id"}' }, 'jobId'],
  ['votes', { body: JSON.stringify({ jobId: JOB_ID, left: 'a', right: 'B', outcome: 'left' }) }, 'left'],
  ['votes', { body: JSON.stringify({ jobId: JOB_ID, left: 'A', right: 'B', outcome: 'best' }) }, 'outcome'],
  ['votes-next', { queryStringParameters: { jobId: JOB_ID, n: '11' } }, 'n'],
  ['votes-next', { queryStringParameters: { jobId: JOB_ID, n: 'x' } }, 'n'],
  ['votes-next', { queryStringParameters: {} }, 'jobId'],
  ['votes-board', { queryStringParameters: { list: 'no id' } }, 'list'],
])('what is no valid request to %s is refused with the field: %j', async (name, changes, field) => {
  const { statusCode, body } = await ask(name, changes);
  expect([statusCode, body.code]).toEqual([400, 'INVALID_PARAMETER']);
  expect(body.details.map((detail: { field: string }) => detail.field)).toContain(field);
});
