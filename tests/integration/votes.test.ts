import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoKeyStore } from '../../src/aws/dynamo-key-store.ts';
import type {
  BoardResponse,
  CreateKeyResponse,
  ExportResponse,
  NextPairsResponse,
  Scope,
  VoteResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { newPersonalKey } from '../../src/lib/personal-key.ts';
import { asking, BEFORE, type Headers, HOLDS_KEY } from '../helpers/access-matrix.ts';
import { ADMIN, closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';
import { storedKey } from '../suites/key-store.ts';

const DEMO = smallDemo(['Demo Aurora', 'Demo Bauhaus']);
const SOMEBODY = { 'x-voter': 'a-key-of-somebody-else-who-votes' };

describe('votes', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  const { ask } = asking(() => stack.url);
  const open = async (parameters: Record<string, string | number> = {}) => {
    stack = await startTestStack({ stateDir: folder.path, parameters: { ...DEMO, ...parameters } });
  };
  beforeAll(async () => {
    issuer = await startIssuer();
    await open();
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  /** A run of two models that was drawn blind, and its one pair. */
  const drawBlind = async (headers: Headers, more: object = {}) => {
    const { status, body } = await ask('/generate', { ...headers, ...BEFORE }, 'POST', {
      prompt: 'a fox',
      blind: true,
      ...more,
    });
    expect([status, body]).toEqual([200, expect.anything()]);
    const { jobId } = body as { jobId: string };
    return until(async () => {
      const next = await ask(`/votes/next?jobId=${jobId}`, { ...headers, ...HOLDS_KEY });
      return next.status === 200 ? { jobId, ...(next.body as NextPairsResponse) } : undefined;
    }, 30_000);
  };
  const voteOn = (
    jobId: string,
    who: Headers,
    outcome = 'left',
    [left, right]: readonly string[] = ['A', 'B'],
  ) => ask('/votes', who, 'POST', { jobId, left, right, outcome });

  type Row = [who: string, next: number, vote: number, undo: number, board: number];
  /** The answers that somebody gets, in that order. */
  const rowOf = async (jobId: string, name: string, who: Headers): Promise<Row> => {
    const next = await ask(`/votes/next?jobId=${jobId}`, who);
    const vote = await voteOn(jobId, who);
    const undo = await ask(`/votes/${jobId}_A_B`, who, 'DELETE');
    const board = await ask('/board', who);
    return [name, next.status, vote.status, undo.status, board.status];
  };

  it('may be cast, in an open stack, by whoever has the key of the run', async () => {
    const { jobId } = await drawBlind({});
    const dynamo = new DynamoDBClient({
      endpoint: stack.awsUrl,
      region: 'us-east-1',
      credentials: stack.credentials.owner,
    });
    const keys = dynamoKeyStore({
      table: stack.resources.tables.find((name) => name.includes('Counters')) ?? '',
      client: dynamo,
    });
    /** A program of the stack's owner. */
    const program = async (...scopes: Scope[]): Promise<Headers> => {
      const { id, key } = newPersonalKey();
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      const role = scopes.includes('admin') ? 'admin' : 'member';
      await keys.create(storedKey('the-owner', { id, hash: sha256Hex(key), scopes, expiresAt, role }), 50);
      return { authorization: `Bearer ${key}` };
    };
    const who: Record<string, Headers> = {
      anybody: {},
      somebody: SOMEBODY,
      holder: HOLDS_KEY,
      'holder for somebody': { ...HOLDS_KEY, ...SOMEBODY },
      votes: await program('vote'),
      'votes, holder': { ...(await program('vote')), ...HOLDS_KEY },
      reads: await program('read'),
      'votes, admin': await program('vote', 'admin'),
    };
    dynamo.destroy();
    // biome-ignore format: a table
    const expected: Row[] = [
      //                       next   vote   undo   board
      ['anybody',              400,   400,   400,   200],
      ['somebody',             404,   404,   404,   200],
      ['holder',               200,   200,   202,   200],
      ['holder for somebody',  200,   200,   202,   200],
      ['votes',                404,   404,   404,   403],
      ['votes, holder',        200,   200,   202,   403],
      ['reads',                403,   403,   403,   200],
      ['votes, admin',         200,   200,   202,   403],
    ];
    const found: Row[] = [];
    for (const [name] of expected) found.push(await rowOf(jobId, name, who[name] ?? {}));
    expect(found).toEqual(expected);
  }, 60_000);

  it('of two voters on one pair at once are two, those of one voter are one, and outlive the run and its pictures', async () => {
    const { jobId, pairs } = await drawBlind({}, { count: 2 });
    expect(pairs).toHaveLength(4);
    expect(JSON.stringify(pairs)).not.toMatch(/aurora|bauhaus|demo/i);
    const other = { ...HOLDS_KEY, ...SOMEBODY };
    // A and B may be of one model.
    const letters = [pairs[0]?.left.letter ?? '', pairs[0]?.right.letter ?? ''];
    const before = (await ask('/board', HOLDS_KEY)).body as BoardResponse;
    expect(before.votes.voter).toEqual([]);
    const replies = await Promise.all([
      ...Array.from({ length: 6 }, () => voteOn(jobId, HOLDS_KEY, 'left', letters)),
      ...Array.from({ length: 6 }, () => voteOn(jobId, other, 'right', letters)),
    ]);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await voteOn(jobId, HOLDS_KEY, 'tie', letters)).body).toMatchObject({ code: 'ALREADY_VOTED' });
    const at = (pictures: NextPairsResponse) => [pictures.done, pictures.total, pictures.pairs.length];
    const next = await ask(`/votes/next?jobId=${jobId}&n=10`, other);
    expect(at(next.body as NextPairsResponse)).toEqual([1, 4, 3]);

    const board = (await ask('/board', HOLDS_KEY)).body as BoardResponse;
    expect(board).toMatchObject({ voters: { count: 2, are: 'browsers' }, complete: true });
    expect(board.models.map(({ name }) => name)).toEqual(['Demo Aurora', 'Demo Bauhaus']);
    const outcomes = new Map(board.votes.voter.map((voter, place) => [voter, board.votes.outcome[place]]));
    expect(outcomes).toEqual(
      new Map([
        [0, 0],
        [1, 1],
      ]),
    );

    expect((await ask(`/runs/${jobId}`, HOLDS_KEY, 'DELETE')).status).toBe(202);
    const picture = await fetch(pairs[0]?.left.imageUrl ?? '');
    expect(picture.status).toBeGreaterThan(399);
    expect((await voteOn(jobId, HOLDS_KEY)).body).toMatchObject({ code: 'RUN_DELETED' });
    expect((await ask('/board', HOLDS_KEY)).body).toEqual(board);

    // The voter takes everything away, and has it deleted; the other one's vote stays.
    const taken = (await ask('/me/export', HOLDS_KEY)).body as ExportResponse;
    expect(taken.votes).toEqual([
      { jobId, left: letters[0], right: letters[1], outcome: 'left', votedAt: expect.any(String) },
    ]);
    expect((await ask('/me', HOLDS_KEY, 'DELETE')).body).toMatchObject({ deletedVotes: 1, goesOn: false });
    const after = (await ask('/board', HOLDS_KEY)).body as BoardResponse;
    expect([after.votes.outcome, after.votes.voter]).toEqual([[1], [1]]);
  }, 90_000);

  it('on a list are cast by whoever may see it, and are on its board alone', async () => {
    const before = (await ask('/board', {})).body;
    const made = await ask('/lists', BEFORE, 'POST', {
      name: 'Foxes',
      prompts: [{ text: 'a red fox', category: 'animals' }, { text: 'a blue fox' }],
      models: ['1-demo-aurora', '2-demo-bauhaus'],
      visibility: 'unlisted',
    });
    const { listId } = made.body as { listId: string };
    for (const n of [0, 1]) {
      const cell = { listId, n };
      expect((await ask('/generate', HOLDS_KEY, 'POST', { cell })).status).toBe(200);
    }
    const next = (who: Headers) => ask(`/votes/next?list=${listId}&n=10`, who);
    const pairs = await until(async () => {
      const found = (await next(SOMEBODY)).body as NextPairsResponse;
      return found.pairs.length === 2 ? found.pairs : undefined;
    }, 30_000);
    for (const { jobId } of pairs) {
      expect((await ask(`/status/${jobId}`, SOMEBODY)).status).toBe(404);
      expect((await voteOn(jobId, SOMEBODY, 'tie')).status).toBe(200);
    }
    expect((await next(SOMEBODY)).body).toEqual({ pairs: [], done: 2, total: 2 });
    expect((await next(HOLDS_KEY)).body).toMatchObject({ done: 0, total: 2 });
    const board = (await ask(`/board?list=${listId}`, SOMEBODY)).body as BoardResponse;
    expect(board.votes).toMatchObject({ outcome: [2, 2], voter: [0, 0] });
    expect(board.prompts.toSorted((one, other) => Number(one.id) - Number(other.id))).toEqual([
      { id: '0', cell: 0, category: 'animals' },
      { id: '1', cell: 1 },
    ]);
    expect((await ask('/board', {})).body).toEqual(before);
    expect((await ask(`/lists/${listId}`, HOLDS_KEY, 'DELETE')).status).toBe(202);
    expect((await ask(`/board?list=${listId}`, SOMEBODY)).body).toEqual(board);
    expect((await ask(`/board?list=${listId}`, HOLDS_KEY)).status).toBe(404);
  }, 60_000);

  it('may be cast, in a closed stack, by whose run it is and by admins, and count on their own boards', async () => {
    await stack.stop();
    await open(closedParameters(issuer.url));
    const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
    const ann = bearer(await issuer.token('ann', MEMBER));
    const ben = bearer(await issuer.token('ben', MEMBER));
    const olga = bearer(await issuer.token('olga', ADMIN));
    const key = async (...scopes: Scope[]): Promise<Headers> =>
      bearer(((await ask('/keys', ann, 'POST', { name: 'a', scopes })).body as CreateKeyResponse).key);
    const who: Record<string, Headers> = {
      nobody: HOLDS_KEY,
      owner: ann,
      other: ben,
      otherWithKey: { ...ben, ...HOLDS_KEY },
      admin: olga,
      stranger: bearer(await issuer.token('eve', { groups: ['others'] })),
      draws: await key('draw'),
      reads: await key('read'),
      votes: await key('vote'),
    };
    const { jobId } = await drawBlind(ann);
    // biome-ignore format: a table
    const expected: Row[] = [
      //                next   vote   undo   board
      ['nobody',        401,   401,   401,   401],
      ['owner',         200,   200,   202,   200],
      ['other',         404,   404,   404,   200],
      ['otherWithKey',  404,   404,   404,   200],
      ['admin',         200,   200,   202,   200],
      ['stranger',      403,   403,   403,   403],
      ['draws',         403,   403,   403,   403],
      ['reads',         403,   403,   403,   200],
      ['votes',         200,   200,   202,   403],
    ];
    const found: Row[] = [];
    for (const [name] of expected) found.push(await rowOf(jobId, name, who[name] ?? {}));
    expect(found).toEqual(expected);

    // A program's vote is its person's.
    expect((await voteOn(jobId, who.votes ?? {})).status).toBe(200);
    expect((await voteOn(jobId, ann, 'tie')).body).toMatchObject({ code: 'ALREADY_VOTED' });
    const { voteId } = (await voteOn(jobId, olga, 'right')).body as VoteResponse;
    const boards = await Promise.all(
      [ann, olga, ben].map(async (headers) => (await ask('/board', headers)).body),
    );
    const people = (count: number) => ({ voters: { count, are: 'people' } });
    expect(boards).toMatchObject([
      { ...people(1), votes: { outcome: [0], voter: [0] } },
      { ...people(1), votes: { outcome: [1], voter: [0] } },
      { ...people(0), votes: { outcome: [], voter: [] } },
    ]);
    expect((await ask(`/votes/${voteId}`, ben, 'DELETE')).status).toBe(404);
    expect((await ask('/me/export', olga)).body).toMatchObject({ votes: [{ jobId, outcome: 'right' }] });
    expect((await ask('/me/export', ben)).body).toMatchObject({ votes: [] });
    expect((await ask('/me', olga, 'DELETE')).body).toMatchObject({ deletedVotes: 1 });
    expect((await ask('/board', ann)).body).toMatchObject({ votes: { outcome: [0] } });
    expect((await ask('/board', olga)).body).toMatchObject({ votes: { outcome: [] } });
  }, 90_000);
});
