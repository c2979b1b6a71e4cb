import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CreateListResponse,
  GenerateResponse,
  ListResponse,
  ListsResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { type Answer, threeAtOnce } from '../helpers/access-matrix.ts';
import { ADMIN, closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { type FakeVendor, startFakeVendor, vendorParameters } from '../helpers/local-stack/fake-vendor.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

type Headers = Record<string, string>;
const KEY = 'the-key-of-this-list-and-no-other';
const BEFORE = { 'x-run-key-hash': sha256Hex(KEY) };
const HOLDS_KEY = { 'x-run-key': KEY };

/** What somebody gets of a list of this visibility: make one, read it, find it among theirs, start a cell, delete it. */
type Row = [list: string, who: string, ...answers: Answer[]];

// biome-ignore format: a table
const OPEN: Row[] = [
  //                         make  read  mine   cell  delete
  ['private',   'anybody',   400,  404,  400,   404,  404],
  ['private',   'holder',    200,  200,  'in',  200,  202],
  ['unlisted',  'anybody',   400,  200,  400,   404,  404],
  ['unlisted',  'holder',    200,  200,  'in',  200,  202],
];

// biome-ignore format: a table
const CLOSED: Row[] = [
  //                         make  read  mine   cell  delete
  ['private',   'nobody',    401,  401,  401,   401,  401],
  ['private',   'stranger',  403,  403,  403,   403,  403],
  ['private',   'other',     200,  404,  'not', 404,  404],
  ['private',   'withKey',   200,  404,  'not', 404,  404],
  ['private',   'owner',     200,  200,  'in',  200,  202],
  ['private',   'admin',     200,  200,  'not', 200,  202],
  ['private',   'reads',     403,  200,  'in',  403,  403],
  ['private',   'draws',     200,  403,  403,   200,  403],
  ['unlisted',  'nobody',    401,  401,  401,   401,  401],
  ['unlisted',  'other',     200,  200,  'not', 404,  404],
  ['unlisted',  'owner',     200,  200,  'in',  200,  202],
];

describe('lists of prompts in a stack', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let vendor: FakeVendor;
  let stack: TestStack;
  let aheadMs = 0;
  const start = async (parameters: Record<string, string | number>) => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: { ...vendorParameters(vendor, ['quick', 'never']), ...parameters },
      clockAheadMs: () => aheadMs,
    });
  };
  beforeAll(async () => {
    [issuer, vendor] = await Promise.all([startIssuer(), startFakeVendor()]);
    await start({});
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await Promise.all([issuer?.close(), vendor?.stop()]);
    folder.remove();
  });

  const ask = async (path: string, headers: Headers, method = 'GET', body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = { 'content-type': 'application/json' };
    const response = await fetch(`${stack.url}${path}`, {
      method,
      headers: { ...type, ...headers },
      ...sent,
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const asked = (changes: object = {}) => ({
    name: 'Foxes',
    prompts: [{ text: 'a red fox' }, { text: 'a blue fox' }],
    blind: false,
    ...changes,
  });
  const make = async (headers: Headers, changes: object = {}) => {
    const { status, body } = await ask('/lists', headers, 'POST', asked(changes));
    expect([status, body]).toEqual([200, expect.anything()]);
    return (body as CreateListResponse).listId;
  };
  const read = async (listId: string, headers: Headers = HOLDS_KEY) =>
    (await ask(`/lists/${listId}`, headers)).body as ListResponse;
  const cell = (listId: string, n: number, headers: Headers = HOLDS_KEY) =>
    ask('/generate', headers, 'POST', { cell: { listId, n } });

  it('are drawn cell by cell, go on after everything was stopped, and stay with their failures', async () => {
    const listId = await make(BEFORE, { prompts: ['a fox', 'a hen', 'a cat'].map((text) => ({ text })) });
    const first = (await cell(listId, 0)).body as GenerateResponse;
    expect(first).toMatchObject({ totalModels: 2 });
    // The other one never answers.
    await until(async () => ((await read(listId)).cells[0]?.completed === 1 ? true : undefined), 30_000);
    const dying = cell(listId, 1).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stack.functions.killBusy('GenerateFunction');
    await dying;
    await stack.stop();
    // Later than the lease of a request that died.
    aheadMs = 60_000;
    await start({});
    // Another day: whoever works on the list starts what is open, and gets what there is.
    for (const n of [0, 1, 2]) expect((await cell(listId, n)).status).toBe(200);
    expect(((await cell(listId, 0)).body as GenerateResponse).jobId).toBe(first.jobId);
    const list = await read(listId);
    expect(list.cells.map(({ jobId }) => jobId)).toEqual([
      first.jobId,
      expect.any(String),
      expect.any(String),
    ]);
    expect(new Set(list.cells.map(({ jobId }) => jobId)).size).toBe(3);
    const ended = await until(async () => {
      const { cells } = await read(listId);
      return cells.every(({ state, completed = 0 }) => state === 'ended' || completed > 0)
        ? cells
        : undefined;
    }, 60_000);
    expect(ended.map(({ completed }) => completed)).toEqual([1, 1, 1]);
    expect([vendor.count('quick'), vendor.count('never')]).toEqual([3, 3]);
  }, 120_000);

  const answersOf = async (listId: string, visibility: string, who: Headers): Promise<Answer[]> => {
    const made = await ask('/lists', who, 'POST', asked({ visibility }));
    const mine = await ask('/lists?limit=50', who);
    const ids = (mine.body as ListsResponse).lists?.map((list) => list.listId);
    return [
      made.status,
      (await ask(`/lists/${listId}`, who)).status,
      mine.status !== 200 ? mine.status : ids?.includes(listId) ? 'in' : 'not',
      (await cell(listId, 0, who)).status,
      (await ask(`/lists/${listId}`, who, 'DELETE')).status,
    ];
  };
  const rowsOf = (table: Row[], owner: Headers, who: Record<string, Headers>) =>
    threeAtOnce(table, async ([visibility, name]): Promise<Row> => {
      const listId = await make({ ...owner, ...BEFORE }, { visibility });
      return [visibility, name, ...(await answersOf(listId, visibility, who[name] ?? {}))];
    });

  it('belong to whoever has their key in an open stack', async () => {
    expect(await rowsOf(OPEN, {}, { anybody: {}, holder: { ...BEFORE, ...HOLDS_KEY } })).toEqual(OPEN);
  }, 120_000);

  it('belong to the person who made them in a closed one', async () => {
    await stack.stop();
    await start(closedParameters(issuer.url));
    const bearer = async (subject: string, claims: Record<string, unknown>) => ({
      authorization: `Bearer ${await issuer.token(subject, claims)}`,
    });
    const [owner, other, admin] = await Promise.all([
      bearer('ann', MEMBER),
      bearer('ben', MEMBER),
      bearer('olga', ADMIN),
    ]);
    const key = async (scope: string) => {
      const { body } = await ask('/keys', owner, 'POST', { name: 'a program', scopes: [scope] });
      return { authorization: `Bearer ${(body as { key: string }).key}` };
    };
    const who = {
      nobody: HOLDS_KEY,
      stranger: await bearer('eve', { groups: ['others'] }),
      other,
      withKey: { ...other, ...HOLDS_KEY },
      owner,
      admin,
      reads: await key('read'),
      draws: await key('draw'),
    };
    expect(await rowsOf(CLOSED, owner, who)).toEqual(CLOSED);
  }, 120_000);
});
