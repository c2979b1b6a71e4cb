import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CreateKeyResponse,
  GalleryListResponse,
  GenerateResponse,
  KeyListResponse,
  RunListResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { ADMIN, MEMBER } from '../helpers/closed-access.ts';
import { CLIENT_ID, type Issuer, startIssuer } from '../helpers/issuer.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
const BEFORE = { 'x-run-key-hash': sha256Hex(RUN_KEY) };
const HOLDS_KEY = { 'x-run-key': RUN_KEY };
const DEMO = {
  ModelCount: 1,
  Model1Name: 'Demo Aurora',
  PromptModelIndex: 0,
  IPRateLimit: 100_000,
  UserRateLimit: 100_000,
};

/** What each route answers: a status, and of the two lists whether the run is in it. */
const ROUTES = ['status', 'detail', 'list', 'mine', 'cancel', 'patch', 'retry', 'delete'] as const;
type Answer = number | 'in' | 'not';
type Row = [run: string, who: string, ...answers: Answer[]];

// biome-ignore format: a table
const OPEN: Row[] = [
  //                       status detail list   mine   cancel patch retry delete
  ['listed',     'anybody',      200,  200,   'in',  400,   404,   404,   200,   404],
  ['listed',     'holder',       200,  200,   'in',  'in',  202,   200,   200,   202],
  ['unlisted',   'anybody',      200,  200,   'not', 400,   404,   404,   200,   404],
  ['unlisted',   'holder',       200,  200,   'not', 'in',  202,   200,   200,   202],
  ['private',    'anybody',      404,  404,   'not', 400,   404,   404,   404,   404],
  ['private',    'holder',       200,  200,   'not', 'in',  202,   200,   200,   202],
  ['keyless',    'anybody',      200,  200,   'in',  400,   404,   404,   200,   404],
  ['keyless',    'holder',       200,  200,   'in',  'not', 404,   404,   200,   404],
  ['deleted',    'anybody',      404,  404,   'not', 400,   404,   404,   404,   404],
  ['deleted',    'holder',       410,  410,   'not', 'not', 410,   410,   410,   202],
];

// biome-ignore format: a table
const CLOSED: Row[] = [
  //                       status detail list   mine   cancel patch retry delete
  ['listed',     'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['listed',     'other',        200,  200,   'in',  'not', 404,   404,   200,   404],
  ['listed',     'owner',        200,  200,   'in',  'in',  202,   200,   200,   202],
  ['listed',     'admin',        200,  200,   'in',  'not', 202,   200,   200,   202],
  ['unlisted',   'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['unlisted',   'other',        200,  200,   'not', 'not', 404,   404,   200,   404],
  ['unlisted',   'owner',        200,  200,   'not', 'in',  202,   200,   200,   202],
  ['unlisted',   'admin',        200,  200,   'not', 'not', 202,   200,   200,   202],
  ['private',    'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['private',    'other',        404,  404,   'not', 'not', 404,   404,   404,   404],
  // On a browser that both use.
  ['private',    'otherWithKey', 404,  404,   'not', 'not', 404,   404,   404,   404],
  ['private',    'stranger',     403,  403,   403,   403,   403,   403,   403,   403],
  ['private',    'owner',        200,  200,   'not', 'in',  202,   200,   200,   202],
  ['private',    'admin',        200,  200,   'not', 'not', 202,   200,   200,   202],
  ['deleted',    'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['deleted',    'other',        404,  404,   'not', 'not', 404,   404,   404,   404],
  ['deleted',    'owner',        410,  410,   'not', 'not', 410,   410,   410,   202],
  ['deleted',    'admin',        410,  410,   'not', 'not', 410,   410,   410,   202],
  // Programs with a key of the owner, by its one scope; of an admin with two; and of somebody else with all that are theirs.
  ['private',    'reads',        200,  200,   'not', 'in',  403,   403,   403,   403],
  ['private',    'draws',        403,  403,   403,   403,   202,   403,   200,   403],
  ['private',    'manages',      403,  403,   403,   403,   403,   200,   403,   202],
  ['private',    'votes',        403,  403,   403,   403,   403,   403,   403,   403],
  ['private',    'rules',        200,  200,   'not', 'not', 403,   200,   403,   202],
  ['private',    'strange',      404,  404,   'not', 'not', 404,   404,   404,   404],
  ['private',    'revoked',      401,  401,   401,   401,   401,   401,   401,   401],
  ['private',    'mistyped',     401,  401,   401,   401,   401,   401,   401,   401],
  // Of when the stack was open, without a key and with one.
  ['keyless',    'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['keyless',    'other',        200,  200,   'in',  'not', 404,   404,   200,   404],
  ['keyless',    'admin',        200,  200,   'in',  'not', 202,   200,   200,   202],
  ['oldPrivate', 'nobody',       401,  401,   401,   401,   401,   401,   401,   401],
  ['oldPrivate', 'other',        404,  404,   'not', 'not', 404,   404,   404,   404],
  ['oldPrivate', 'otherWithKey', 200,  200,   'not', 'not', 202,   200,   200,   202],
  ['oldPrivate', 'admin',        200,  200,   'not', 'not', 202,   200,   200,   202],
];

type Headers = Record<string, string>;

/** Runs of a stack, and what somebody gets to hear about them. */
function asking(url: () => string) {
  const ask = async (path: string, headers: Headers, method = 'GET', body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${url()}${path}`, { method, headers: { ...type, ...headers }, ...sent });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const draw = async (visibility: string, headers: Headers) => {
    const { status, body } = await ask('/generate', headers, 'POST', { prompt: 'a fox', visibility });
    expect([status, body]).toEqual([200, expect.anything()]);
    const { jobId } = body as GenerateResponse;
    const read = { ...headers, ...HOLDS_KEY };
    await until(async () => {
      const { body: run } = await ask(`/status/${jobId}`, read);
      return (run as { endedAt?: string | null }).endedAt ?? undefined;
    }, 30_000);
    return jobId;
  };
  const isIn = (status: number, ids: string[] | undefined, jobId: string): Answer =>
    status !== 200 ? status : ids?.includes(jobId) ? 'in' : 'not';
  const answer = async (
    route: (typeof ROUTES)[number],
    jobId: string,
    visibility: string,
    who: Headers,
  ): Promise<Answer> => {
    const run = `/runs/${jobId}`;
    if (route === 'list') {
      const { status, body } = await ask('/gallery/list?limit=100', who);
      return isIn(
        status,
        (body as GalleryListResponse).galleries?.map(({ id }) => id),
        jobId,
      );
    }
    if (route === 'mine') {
      const { status, body } = await ask('/runs?limit=50', who);
      return isIn(
        status,
        (body as RunListResponse).runs?.map((each) => each.jobId),
        jobId,
      );
    }
    const { status } = await {
      status: () => ask(`/status/${jobId}`, who),
      detail: () => ask(`/gallery/${jobId}`, who),
      cancel: () => ask(`${run}/cancel`, who, 'POST', {}),
      patch: () => ask(run, who, 'PATCH', { visibility }),
      retry: () => ask('/generate', who, 'POST', { retryOf: jobId }),
      delete: () => ask(run, who, 'DELETE'),
    }[route]();
    return status;
  };
  /** Every answer of a row. A run is asked about by each person before anybody deletes it. */
  const rowOf = async (
    [run, who]: Row,
    jobId: string,
    visibility: string,
    headers: Headers,
  ): Promise<Row> => {
    const answers: Answer[] = [];
    for (const route of ROUTES) answers.push(await answer(route, jobId, visibility, headers));
    return [run, who, ...answers];
  };
  return { ask, draw, rowOf };
}

/** All at once, they would be too many for the time limits of functions on a busy machine. */
async function threeAtOnce<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const left = [...items.entries()];
  const results: Result[] = [];
  const workThrough = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      results[next[0]] = await work(next[1]);
  };
  await Promise.all([workThrough(), workThrough(), workThrough()]);
  return results;
}

const visibilityOf = (run: string) =>
  ({ oldPrivate: 'private', keyless: 'listed', deleted: 'private' })[run] ?? run;

describe('who may do what', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  const { ask, draw, rowOf } = asking(() => stack.url);
  /** By run and who will ask, because some of them delete it. */
  const older = new Map<string, string>();

  beforeAll(async () => {
    issuer = await startIssuer();
    stack = await startTestStack({ stateDir: folder.path, parameters: DEMO });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  it('in an open stack', async () => {
    const who: Record<string, Headers> = { anybody: {}, holder: HOLDS_KEY };
    const found = await threeAtOnce(OPEN, async (row) => {
      const [run, name] = row;
      const visibility = visibilityOf(run);
      const jobId = await draw(visibility, run === 'keyless' ? {} : BEFORE);
      if (run === 'deleted') await ask(`/runs/${jobId}`, HOLDS_KEY, 'DELETE');
      return rowOf(row, jobId, visibility, who[name] ?? {});
    });
    expect(found).toEqual(OPEN);
    for (const [run, name] of CLOSED) {
      if (run === 'keyless') older.set(`${run} ${name}`, await draw('listed', {}));
      if (run === 'oldPrivate') older.set(`${run} ${name}`, await draw('private', BEFORE));
    }
  }, 120_000);

  it('in a closed stack', async () => {
    await stack.stop();
    const signIn = {
      issuer: issuer.url,
      clientId: CLIENT_ID,
      roleClaim: 'groups',
      memberValues: ['artists'],
      adminValues: ['owners'],
    };
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: { ...DEMO, Access: 'issuer', SignIn: JSON.stringify(signIn) },
    });
    const bearer = async (subject: string, claims: object) => ({
      authorization: `Bearer ${await issuer.token(subject, claims as Record<string, unknown>)}`,
    });
    const owner = await bearer('ann', MEMBER);
    const other = await bearer('ben', MEMBER);
    const who: Record<string, Headers> = {
      nobody: HOLDS_KEY,
      owner,
      other,
      otherWithKey: { ...other, ...HOLDS_KEY },
      stranger: await bearer('eve', { groups: ['others'] }),
      admin: await bearer('olga', ADMIN),
    };
    const key = async (maker: Headers, scopes: string[]): Promise<Headers> => {
      const { status, body } = await ask('/keys', maker, 'POST', { name: 'a program', scopes });
      expect(status).toBe(200);
      return { authorization: `Bearer ${(body as CreateKeyResponse).key}` };
    };
    for (const [name, scope] of [
      ['reads', 'read'],
      ['draws', 'draw'],
      ['manages', 'manage'],
      ['votes', 'vote'],
    ]) {
      who[String(name)] = await key(owner, [String(scope)]);
    }
    who.rules = await key(who.admin ?? {}, ['read', 'manage', 'admin']);
    who.strange = await key(other, ['draw', 'read', 'manage', 'vote']);
    who.revoked = await key(owner, ['read']);
    const { body } = await ask('/keys', owner);
    const {
      keys: [newest],
    } = body as KeyListResponse;
    expect((await ask(`/keys/${newest?.id}`, other, 'DELETE')).status).toBe(404);
    expect((await ask(`/keys/${newest?.id}`, owner, 'DELETE')).status).toBe(202);
    who.mistyped = { authorization: `${who.reads?.authorization?.slice(0, -1)}_` };
    const found = await threeAtOnce(CLOSED, async (row) => {
      const [run, name] = row;
      const visibility = visibilityOf(run);
      const jobId = older.get(`${run} ${name}`) ?? (await draw(visibility, { ...owner, ...BEFORE }));
      if (run === 'deleted') await ask(`/runs/${jobId}`, owner, 'DELETE');
      return rowOf(row, jobId, visibility, who[name] ?? {});
    });
    expect(found).toEqual(CLOSED);
  }, 120_000);

  it('in a closed stack: runs are private if nothing is said, and no key stands for the run of somebody else', async () => {
    const headers = async (subject: string) => ({
      authorization: `Bearer ${await issuer.token(subject, MEMBER)}`,
      'idempotency-key': 'a-key-that-two-people-use',
    });
    const start = async (subject: string) => {
      const { status, body } = await ask('/generate', await headers(subject), 'POST', { prompt: 'a fox' });
      expect(status).toBe(200);
      return (body as GenerateResponse).jobId;
    };
    const [ann, again, ben] = [await start('ann'), await start('ann'), await start('ben')];
    expect(again).toBe(ann);
    expect(ben).not.toBe(ann);
    expect((await ask(`/status/${ann}`, await headers('ann'))).body).toMatchObject({ visibility: 'private' });
    expect((await ask(`/status/${ann}`, await headers('ben'))).status).toBe(404);
  });

  it('in a closed stack: a key makes no keys, counts for its person, and has a limit of its own', async () => {
    const headers = { authorization: `Bearer ${await issuer.token('zoe', MEMBER)}` };
    const made = await ask('/keys', headers, 'POST', { name: 'once a day', runsPerDay: 1 });
    const { key, ...kept } = made.body as CreateKeyResponse;
    expect(await ask('/keys', headers)).toEqual({ status: 200, body: { keys: [kept] } });
    const program = { authorization: `Bearer ${key}` };
    for (const method of ['GET', 'POST', 'DELETE']) {
      const path = method === 'DELETE' ? `/keys/${kept.id}` : '/keys';
      expect((await ask(path, program, method, method === 'POST' ? { name: 'a' } : undefined)).status).toBe(
        403,
      );
    }
    await draw('private', program);
    const { status, body } = await ask('/generate', program, 'POST', { prompt: 'a fox' });
    expect([status, body]).toEqual([
      429,
      expect.objectContaining({ code: 'RATE_LIMITED', error: expect.stringContaining('This key') }),
    ]);
    expect((await ask('/me', headers)).body).toMatchObject({ spent: { runs: 1 } });
    expect((await ask('/me', program)).body).toMatchObject({ spent: { runs: 1 } });
    const refused = await ask('/keys', headers, 'POST', { name: '', scopes: ['rule'], expiresInDays: 366 });
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETER' } });
  }, 60_000);

  it('in a closed stack: a person is told who they are, and what they have used', async () => {
    const token = await issuer.token('mia', { ...ADMIN, email: 'mia@example.org' });
    const headers = { authorization: `Bearer ${token}` };
    await draw('private', headers);
    expect(await ask('/me', headers)).toEqual({
      status: 200,
      body: {
        person: { id: expect.stringMatching(/^[\w-]{22}$/), role: 'admin', email: 'mia@example.org' },
        spent: { runs: 1, usd: 0 },
        left: { runs: 99_999, usd: null },
      },
    });
    expect((await ask('/me', {})).status).toBe(401);
    expect((await ask('/models', headers)).body).toMatchObject({ limits: { runsLeft: 99_999 } });
  }, 60_000);

  it('in a stack that is open again: as before, and the runs of people by their keys', async () => {
    const token = { authorization: `Bearer ${await issuer.token('ann', MEMBER)}` };
    const jobId = await draw('private', { ...token, ...BEFORE });
    await stack.stop();
    stack = await startTestStack({ stateDir: folder.path, parameters: DEMO });
    expect((await ask('/me', token)).status).toBe(403);
    expect((await ask('/keys', token)).status).toBe(403);
    expect((await ask(`/status/${jobId}`, token)).status).toBe(404);
    expect((await ask(`/status/${jobId}`, HOLDS_KEY)).status).toBe(200);
    const { body } = await ask('/runs', HOLDS_KEY);
    expect((body as RunListResponse).runs.map((run) => run.jobId)).toContain(jobId);
  }, 60_000);
});
