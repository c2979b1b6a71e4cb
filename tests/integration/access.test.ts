import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoKeyStore } from '../../src/aws/dynamo-key-store.ts';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import type { CreateKeyResponse, KeyListResponse, Scope } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { newPersonalKey } from '../../src/lib/personal-key.ts';
import type { StateDocument } from '../../src/store/documents.ts';
import { expiryStore } from '../../src/store/expiry-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import {
  asking,
  BEFORE,
  type Headers,
  HOLDS_KEY,
  type Row,
  type Subject,
  threeAtOnce,
} from '../helpers/access-matrix.ts';
import { ADMIN, closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { type FakeVendor, startFakeVendor, vendorParameters } from '../helpers/local-stack/fake-vendor.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const OWNER_OF_STACK = 'the-owner-of-the-stack';
const LIMITS = {
  IPRateLimit: 100_000,
  UserRateLimit: 100_000,
  GlobalRateLimit: 100_000,
};

// biome-ignore format: a table
const OPEN: Row[] = [
  //                          gener. status detail list   mine   cancel patch  retry  link   links  shared unlink pict.  given  delete
  ['listed',     'anybody',    200,   200,   200,   'in',  400,   404,   404,   200,   404,   404,   200,   404,   200,   200,   404],
  ['listed',     'holder',     200,   200,   200,   'in',  'in',  202,   200,   200,   200,   200,   200,   200,   200,   200,   202],
  ['unlisted',   'anybody',    200,   200,   200,   'not', 400,   404,   404,   200,   404,   404,   200,   404,   200,   200,   404],
  ['unlisted',   'holder',     200,   200,   200,   'not', 'in',  202,   200,   200,   200,   200,   200,   200,   200,   200,   202],
  ['private',    'anybody',    400,   404,   404,   'not', 400,   404,   404,   404,   404,   404,   200,   404,   200,   200,   404],
  ['private',    'holder',     200,   200,   200,   'not', 'in',  202,   200,   200,   200,   200,   200,   200,   200,   200,   202],
  // Older than keys of runs.
  ['keyless',    'anybody',    200,   200,   200,   'in',  400,   404,   404,   200,   404,   404,   404,   404,   200,   200,   404],
  ['keyless',    'holder',     200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   404,   404,   200,   200,   404],
  ['keyless',    'rules',      403,   200,   200,   'in',  'not', 403,   200,   403,   200,   200,   404,   200,   200,   200,   202],
  ['deleted',    'anybody',    400,   404,   404,   'not', 400,   404,   404,   404,   404,   404,   404,   404,   403,   403,   404],
  ['deleted',    'holder',     200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  ['expired',    'anybody',    200,   410,   410,   'not', 400,   404,   404,   410,   404,   404,   404,   404,   403,   403,   404],
  ['expired',    'holder',     200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  // Programs with a key of the stack's owner, by its scope; one with three, and one that counts no more.
  ['listed',     'reads',      403,   200,   200,   'in',  'not', 403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['listed',     'draws',      200,   403,   403,   403,   403,   404,   403,   200,   403,   403,   200,   403,   200,   200,   403],
  ['listed',     'manages',    403,   403,   403,   403,   403,   403,   404,   403,   404,   404,   200,   404,   200,   200,   404],
  ['listed',     'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['listed',     'rules',      403,   200,   200,   'in',  'not', 403,   200,   403,   200,   200,   200,   200,   200,   200,   202],
  ['listed',     'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   200,   200,   401],
  ['unlisted',   'reads',      403,   200,   200,   'not', 'not', 403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['unlisted',   'draws',      200,   403,   403,   403,   403,   404,   403,   200,   403,   403,   200,   403,   200,   200,   403],
  ['unlisted',   'manages',    403,   403,   403,   403,   403,   403,   404,   403,   404,   404,   200,   404,   200,   200,   404],
  ['unlisted',   'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['unlisted',   'rules',      403,   200,   200,   'not', 'not', 403,   200,   403,   200,   200,   200,   200,   200,   200,   202],
  ['unlisted',   'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   200,   200,   401],
  ['private',    'reads',      403,   404,   404,   'not', 'not', 403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['private',    'draws',      200,   403,   403,   403,   403,   404,   403,   404,   403,   403,   200,   403,   200,   200,   403],
  ['private',    'manages',    403,   403,   403,   403,   403,   403,   404,   403,   404,   404,   200,   404,   200,   200,   404],
  ['private',    'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   403],
  ['private',    'rules',      403,   200,   200,   'not', 'not', 403,   200,   403,   200,   200,   200,   200,   200,   200,   202],
  ['private',    'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   200,   200,   401],
];

// biome-ignore format: a table
const CLOSED: Row[] = [
  //                          gener. status detail list   mine   cancel patch  retry  link   links  shared unlink pict.  given  delete
  ['listed',     'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['listed',     'other',      200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['listed',     'otherWithKey',200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['listed',     'owner',      200,   200,   200,   'in',  'in',  202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  ['listed',     'admin',      200,   200,   200,   'in',  'not', 202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  ['unlisted',   'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['unlisted',   'other',      200,   200,   200,   'not', 'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['unlisted',   'otherWithKey',200,   200,   200,   'not', 'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['unlisted',   'owner',      200,   200,   200,   'not', 'in',  202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  ['unlisted',   'admin',      200,   200,   200,   'not', 'not', 202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  ['private',    'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['private',    'other',      200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   200,   404,   403,   200,   404],
  // On a browser that both use.
  ['private',    'otherWithKey',200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   200,   404,   403,   200,   404],
  ['private',    'owner',      200,   200,   200,   'not', 'in',  202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  ['private',    'admin',      200,   200,   200,   'not', 'not', 202,   200,   200,   200,   200,   200,   200,   403,   200,   202],
  // Programs with a key of the owner, by its one scope; of an admin with three; and of somebody else with all that are theirs.
  ['listed',     'reads',      403,   200,   200,   'in',  'in',  403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['listed',     'draws',      200,   403,   403,   403,   403,   202,   403,   200,   403,   403,   200,   403,   403,   200,   403],
  ['listed',     'manages',    403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['listed',     'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['listed',     'rules',      403,   200,   200,   'in',  'not', 403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['listed',     'strange',    200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['listed',     'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['listed',     'mistyped',   401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['unlisted',   'reads',      403,   200,   200,   'not', 'in',  403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['unlisted',   'draws',      200,   403,   403,   403,   403,   202,   403,   200,   403,   403,   200,   403,   403,   200,   403],
  ['unlisted',   'manages',    403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['unlisted',   'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['unlisted',   'rules',      403,   200,   200,   'not', 'not', 403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['unlisted',   'strange',    200,   200,   200,   'not', 'not', 404,   404,   200,   404,   404,   200,   404,   403,   200,   404],
  ['unlisted',   'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['unlisted',   'mistyped',   401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['private',    'reads',      403,   200,   200,   'not', 'in',  403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['private',    'draws',      200,   403,   403,   403,   403,   202,   403,   200,   403,   403,   200,   403,   403,   200,   403],
  ['private',    'manages',    403,   403,   403,   403,   403,   403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['private',    'votes',      403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['private',    'rules',      403,   200,   200,   'not', 'not', 403,   200,   403,   200,   200,   200,   200,   403,   200,   202],
  ['private',    'strange',    200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   200,   404,   403,   200,   404],
  ['private',    'revoked',    401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['private',    'mistyped',   401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['deleted',    'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   404,   401,   403,   403,   401],
  ['deleted',    'other',      200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   404,   404,   403,   403,   404],
  ['deleted',    'owner',      200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  ['deleted',    'admin',      200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  ['deleted',    'strange',    200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   404,   404,   403,   403,   404],
  ['expired',    'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   404,   401,   403,   403,   401],
  ['expired',    'other',      200,   410,   410,   'not', 'not', 410,   404,   410,   404,   404,   404,   404,   403,   403,   404],
  ['expired',    'owner',      200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  ['expired',    'admin',      200,   410,   410,   'not', 'not', 410,   410,   410,   410,   410,   404,   410,   403,   403,   202],
  ['expired',    'reads',      403,   410,   410,   'not', 'not', 403,   403,   403,   403,   403,   404,   403,   403,   403,   403],
  // Of when the stack was open, without a key and with one: addresses of before end with that.
  ['keyless',    'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   404,   401,   403,   403,   401],
  ['keyless',    'other',      200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   404,   404,   403,   403,   404],
  ['keyless',    'otherWithKey',200,   200,   200,   'in',  'not', 404,   404,   200,   404,   404,   404,   404,   403,   403,   404],
  ['keyless',    'admin',      200,   200,   200,   'in',  'not', 202,   200,   200,   200,   200,   404,   200,   403,   403,   202],
  ['oldPrivate', 'nobody',     401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   403,   401],
  ['oldPrivate', 'other',      200,   404,   404,   'not', 'not', 404,   404,   404,   404,   404,   200,   404,   403,   403,   404],
  ['oldPrivate', 'otherWithKey',200,   200,   200,   'not', 'not', 202,   200,   200,   200,   200,   200,   200,   403,   403,   202],
  ['oldPrivate', 'admin',      200,   200,   200,   'not', 'not', 202,   200,   200,   200,   200,   200,   200,   403,   403,   202],
];

/** Somebody with a token, but not of those who are let in: of the issuer, but in no group; of another pool. */
// biome-ignore format: a table
const NOT_LET_IN: Row[] = [
  //                          gener. status detail list   mine   cancel patch  retry  link   links  shared unlink pict.  given  delete
  ['listed',     'stranger',   403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
  ['private',    'stranger',   403,   403,   403,   403,   403,   403,   403,   403,   403,   403,   200,   403,   403,   200,   403],
];
// biome-ignore format: a table
const OF_ANOTHER_POOL: Row[] = [
  //                          gener. status detail list   mine   cancel patch  retry  link   links  shared unlink pict.  given  delete
  ['listed',     'stranger',   401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
  ['private',    'stranger',   401,   401,   401,   401,   401,   401,   401,   401,   401,   401,   200,   401,   403,   200,   401],
];

/** What everybody is answered who asks what people have spent. */
const SPENDING_OPEN = {
  anybody: 403,
  holder: 403,
  reads: 403,
  draws: 403,
  manages: 403,
  votes: 403,
  rules: 200,
  revoked: 401,
};
const SPENDING_CLOSED = {
  nobody: 401,
  owner: 403,
  other: 403,
  otherWithKey: 403,
  admin: 200,
  reads: 403,
  draws: 403,
  manages: 403,
  votes: 403,
  rules: 200,
  strange: 403,
  revoked: 401,
  mistyped: 401,
};

const visibilityOf = (run: string) =>
  ({ oldPrivate: 'private', keyless: 'listed', deleted: 'private', expired: 'listed' })[run] ?? run;
const isOlder = (run: string) => run === 'keyless' || run === 'oldPrivate';

/** Every row of a table has a run of its own if it deletes one, and else shares it. */
const subjects = (make: (run: string) => Promise<Subject>) => {
  const shared = new Map<string, Promise<Subject>>();
  return ([run, , ...answers]: Row) => {
    if (answers.at(-1) === 202 && run !== 'deleted' && run !== 'expired') return make(run);
    const subject = shared.get(run) ?? make(run);
    shared.set(run, subject);
    return subject;
  };
};

describe('who may do what', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let pool: Issuer;
  let vendor: FakeVendor;
  let stack: TestStack;
  const { ask, prepare, rowOf } = asking(() => stack.url);
  /** By mode and row. */
  const older = new Map<string, Subject>();

  const spendingOf = async (who: Record<string, Headers>) =>
    Object.fromEntries(
      await threeAtOnce(Object.entries(who), async ([name, headers]) => [
        name,
        (await ask('/spending', headers)).status,
      ]),
    ) as Record<string, number>;

  /** Expired runs are gone as soon as the sweeper has come by. */
  const start = async (parameters: Record<string, string | number>) => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: { ...vendorParameters(vendor, ['quick']), ...LIMITS, ...parameters },
      scheduleMs: 5000,
      pool: pool.url,
    });
  };
  beforeAll(async () => {
    [issuer, pool, vendor] = await Promise.all([startIssuer(), startIssuer(), startFakeVendor()]);
    await start({});
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await Promise.all([issuer?.close(), pool?.close(), vendor?.stop()]);
    folder.remove();
  });

  const clientOptions = () => ({
    endpoint: stack.awsUrl,
    region: 'us-east-1',
    credentials: stack.credentials.owner,
  });

  /** As if its days were over. */
  const expire = async ({ jobId, picture }: Subject, owner: Headers) => {
    const changed = await ask(`/runs/${jobId}`, owner, 'PATCH', { expiresInDays: 1 });
    expect(changed.status).toBe(200);
    const client = new S3Client(clientOptions());
    const objects = s3ObjectStore({ bucket: stack.resources.buckets[0] ?? '', client });
    const jobs = jobStore(objects);
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    const state = (await jobs.readState(jobId)) as StateDocument;
    await jobs.saveState(jobId, { ...state, expiresAt });
    await expiryStore(objects).add({ jobId, expiresAt });
    await until(async () => (await fetch(stack.url + picture)).status === 403 || undefined);
    client.destroy();
  };

  const rowsOf = (table: Row[], owner: Headers, who: Record<string, Headers>, mode = 'open') => {
    const subjectOf = subjects(async (run) => {
      const subject = await prepare(visibilityOf(run), run === 'keyless' ? {} : { ...owner, ...BEFORE });
      if (run === 'deleted') await ask(`/runs/${subject.jobId}`, { ...owner, ...HOLDS_KEY }, 'DELETE');
      if (run === 'expired') await expire(subject, { ...owner, ...HOLDS_KEY });
      return subject;
    });
    return threeAtOnce(table, async (row) => {
      const [run, name] = row;
      const headers = who[name];
      if (headers === undefined) throw new Error(`Nobody is called ${name}.`);
      return rowOf(row, older.get(`${mode} ${run} ${name}`) ?? (await subjectOf(row)), headers);
    });
  };

  it('in an open stack', async () => {
    const client = new DynamoDBClient(clientOptions());
    const table = stack.resources.tables.find((name) => name.includes('Counters')) ?? '';
    const keys = dynamoKeyStore({ table, client });
    // As `npm run keys -- create` makes them.
    const key = async (scopes: Scope[]): Promise<Headers> => {
      const made = newPersonalKey();
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      const role = scopes.includes('admin') ? 'admin' : 'member';
      const about = {
        id: made.id,
        name: 'a program',
        scopes,
        owner: 'the-owner-of-the-stack',
        role,
      } as const;
      const kept = { ...about, createdAt: new Date().toISOString(), expiresAt, hash: sha256Hex(made.key) };
      expect(await keys.create(kept, 50)).toBe(true);
      return { authorization: `Bearer ${made.key}` };
    };
    const revoked = await key(['draw', 'read', 'manage', 'vote']);
    await keys.revoke({ id: String(revoked.authorization?.split('_')[1]), owner: OWNER_OF_STACK });
    const who = {
      anybody: {},
      holder: { ...HOLDS_KEY, ...BEFORE },
      reads: await key(['read']),
      draws: await key(['draw']),
      manages: await key(['manage']),
      votes: await key(['vote']),
      rules: await key(['read', 'manage', 'admin']),
      revoked,
    };
    client.destroy();
    expect(await rowsOf(OPEN, {}, who)).toEqual(OPEN);
    expect(await spendingOf(who)).toEqual(SPENDING_OPEN);
  }, 240_000);

  it('in an open stack: runs are made that others will ask for once it is closed', async () => {
    for (const mode of ['issuer', 'invited']) {
      const subjectOf = subjects((run) => prepare(visibilityOf(run), run === 'keyless' ? {} : BEFORE));
      for (const row of CLOSED.filter(([run]) => isOlder(run)))
        older.set(`${mode} ${row[0]} ${row[1]}`, await subjectOf(row));
    }
  }, 120_000);

  const inClosed = async (
    mode: string,
    table: Row[],
    tokens: (subject: string, is?: 'admin') => Promise<Headers>,
    stranger: Headers,
  ) => {
    const owner = await tokens('ann');
    const other = await tokens('ben');
    const admin = await tokens('olga', 'admin');
    const key = async (maker: Headers, ...scopes: Scope[]): Promise<Headers> => {
      const { status, body } = await ask('/keys', maker, 'POST', { name: 'a program', scopes });
      expect(status).toBe(200);
      return { authorization: `Bearer ${(body as CreateKeyResponse).key}` };
    };
    const reads = await key(owner, 'read');
    const who: Record<string, Headers> = {
      nobody: HOLDS_KEY,
      owner,
      other,
      otherWithKey: { ...other, ...HOLDS_KEY },
      stranger,
      admin,
      reads,
      draws: await key(owner, 'draw'),
      manages: await key(owner, 'manage'),
      votes: await key(owner, 'vote'),
      rules: await key(admin, 'read', 'manage', 'admin'),
      strange: await key(other, 'draw', 'read', 'manage', 'vote'),
      revoked: await key(owner, 'read'),
      mistyped: { authorization: `${reads.authorization?.slice(0, -1)}_` },
    };
    const { body } = await ask('/keys', owner);
    const {
      keys: [newest],
    } = body as KeyListResponse;
    expect((await ask(`/keys/${newest?.id}`, other, 'DELETE')).status).toBe(404);
    expect((await ask(`/keys/${newest?.id}`, owner, 'DELETE')).status).toBe(202);
    expect(await rowsOf(table, owner, who, mode)).toEqual(table);
    const [[, , asStranger] = []] = table.filter(([, name]) => name === 'stranger');
    expect(await spendingOf(who)).toEqual({ ...SPENDING_CLOSED, stranger: asStranger });
  };

  it('in a stack that has an issuer', async () => {
    await stack.stop();
    await start(closedParameters(issuer.url));
    const bearer = async (subject: string, claims: Record<string, unknown>) => ({
      authorization: `Bearer ${await issuer.token(subject, claims)}`,
    });
    const tokens = (subject: string, is?: 'admin') => bearer(subject, is === 'admin' ? ADMIN : MEMBER);
    await inClosed('issuer', [...CLOSED, ...NOT_LET_IN], tokens, await bearer('eve', { groups: ['others'] }));
  }, 240_000);

  it('in a stack of invited people', async () => {
    await stack.stop();
    await start({ Access: 'invited' });
    expect((await ask('/access', {})).body).toMatchObject({ mode: 'invited', issuer: pool.url });
    // As Cognito writes ID tokens.
    const tokens = async (subject: string, is?: 'admin') => ({
      authorization: `Bearer ${await pool.token(subject, {
        aud: 'pixel-prompt-local-PeopleClient',
        token_use: 'id',
        ...(is && { 'cognito:groups': [is] }),
      })}`,
    });
    const stranger = { authorization: `Bearer ${await issuer.token('eve', MEMBER)}` };
    await inClosed('invited', [...CLOSED, ...OF_ANOTHER_POOL], tokens, stranger);
  }, 240_000);
});
