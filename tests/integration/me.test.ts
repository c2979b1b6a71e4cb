import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import type {
  CreateKeyResponse,
  ErrorResponse,
  ExportResponse,
  GenerateResponse,
  Link,
  Reference,
  StatusResponse,
  UploadResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { listAll } from '../../src/store/object-store.ts';
import { ADMIN, closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { ownerCommand } from '../helpers/local-stack/owner-command.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
const OTHER_KEY = 'the-key-of-some-other-browser';
const DEMO = smallDemo(['Demo Aurora', 'Demo Slow']);

type Headers = Record<string, string>;
/** What each route answers: a status; of an export, how many runs of the two people it holds. */
type Row = [who: string, me: number, exported: number | string, erased: number | string];

// biome-ignore format: a table
const OPEN: Row[] = [
  //                 GET /me  export   DELETE
  ['nobody',         403,     400,     400],
  ['holder',         403,     '2 0',   '202: 2'],
  ['otherHolder',    403,     '0 0',   '202: 0'],
  ['badKey',         403,     400,     400],
  ['program',        200,     403,     403],
];

// biome-ignore format: a table
const CLOSED: Row[] = [
  //                 GET /me  export   DELETE
  ['nobody',         401,     401,     401],
  // The key of a browser is nobody's token.
  ['holder',         401,     401,     401],
  ['stranger',       403,     403,     403],
  ['reads',          200,     403,     403],
  ['draws',          403,     403,     403],
  ['manages',        403,     403,     403],
  ['votes',          403,     403,     403],
  ['rules',          200,     403,     403],
  ['revoked',        401,     401,     401],
  // An admin takes away and deletes what is an admin's own, and nobody else's.
  ['admin',          200,     '0 0',   '202: 0'],
  ['other',          200,     '0 1',   '202: 1'],
  ['member',         200,     '2 0',   '202: 2'],
  ['memberAgain',    200,     '0 0',   '202: 0'],
];

describe('what belongs to somebody', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  let s3: S3Client;

  const start = async (parameters: object) => {
    await stack?.stop();
    s3?.destroy();
    stack = await startTestStack({ stateDir: folder.path, parameters: { ...DEMO, ...parameters } });
    const credentials = stack.credentials.owner;
    s3 = new S3Client({ endpoint: stack.awsUrl, region: 'us-east-1', credentials });
  };
  beforeAll(async () => {
    issuer = await startIssuer();
    await start({});
  }, 60_000);
  afterAll(async () => {
    s3?.destroy();
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  const ask = async <Body>(path: string, headers: Headers, method = 'GET', body?: object) => {
    const type: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(`${stack.url}${path}`, { method, headers: { ...type, ...headers }, ...sent });
    return { status: reply.status, body: (await reply.json()) as Body };
  };
  const draw = async (headers: Headers, read: Headers = headers) => {
    const { status, body } = await ask<GenerateResponse>('/generate', headers, 'POST', {
      prompt: 'a fox',
      models: ['1-demo-aurora'],
    });
    expect([status, body]).toEqual([200, expect.anything()]);
    await until(async () => {
      const run = await ask<StatusResponse>(`/status/${body.jobId}`, read);
      return run.body.endedAt ?? undefined;
    }, 30_000);
    return body.jobId;
  };
  const keysOf = async (jobId: string) => {
    const objects = s3ObjectStore({ bucket: stack.resources.buckets[0] ?? '', client: s3 });
    return (await listAll(objects, '')).filter((key) => key.includes(jobId));
  };
  /** @param mine and theirs: runs of two people */
  const rowOf = async ([who]: Row, headers: Headers, mine: string[], theirs: string[]): Promise<Row> => {
    const { status: me } = await ask('/me', headers);
    const exported = await ask<ExportResponse>('/me/export', headers);
    const found = exported.body.runs?.map(({ jobId }) => jobId) ?? [];
    const count = (ids: string[]) => ids.filter((id) => found.includes(id)).length;
    const erased = await ask<{ deletedRuns: number }>('/me', headers, 'DELETE');
    return [
      who,
      me,
      exported.status === 200 ? `${count(mine)} ${count(theirs)}` : exported.status,
      erased.status === 202 ? `202: ${erased.body.deletedRuns}` : erased.status,
    ];
  };

  it('in an open stack is that of the key', async () => {
    const holder = { 'x-run-key': RUN_KEY };
    const hash = { 'x-run-key-hash': sha256Hex(RUN_KEY) };
    const mine = [await draw(hash, holder), await draw(hash, holder)];
    const { text } = await ownerCommand(
      stack,
      'keys',
      'create',
      '--name',
      'all',
      '--scopes',
      'draw,read,manage,admin',
    );
    const who: Record<string, Headers> = {
      nobody: {},
      holder,
      otherHolder: { 'x-run-key': OTHER_KEY },
      badKey: { 'x-run-key': 'short' },
      program: { authorization: `Bearer ${text}` },
    };
    const rows: Row[] = [];
    for (const row of OPEN) rows.push(await rowOf(row, who[row[0]] ?? {}, mine, []));
    expect(rows).toEqual(OPEN);
    for (const id of mine) {
      expect((await ask(`/status/${id}`, holder)).status).toBe(410);
      expect((await keysOf(id)).filter((key) => !/^(jobs|deleting|open)\//.test(key))).toEqual([]);
    }
  }, 120_000);

  it('in a closed stack is that of the person, whatever key a browser has', async () => {
    await start(closedParameters(issuer.url));
    const bearer = async (subject: string, claims: object): Promise<Headers> => ({
      authorization: `Bearer ${await issuer.token(subject, claims as Record<string, unknown>)}`,
    });
    const [member, other, admin] = [
      await bearer('ann', MEMBER),
      await bearer('ben', MEMBER),
      await bearer('olga', ADMIN),
    ];
    const key = async (maker: Headers, ...scopes: string[]): Promise<Headers> => {
      const { body } = await ask<CreateKeyResponse>('/keys', maker, 'POST', { name: 'a program', scopes });
      return { authorization: `Bearer ${body.key}` };
    };
    const who: Record<string, Headers> = {
      nobody: {},
      holder: { 'x-run-key': RUN_KEY },
      stranger: await bearer('eve', { groups: ['others'] }),
      reads: await key(member, 'read'),
      draws: await key(member, 'draw'),
      manages: await key(member, 'manage'),
      votes: await key(member, 'vote'),
      rules: await key(admin, 'read', 'manage', 'admin'),
      admin,
      other,
      member,
      memberAgain: member,
    };
    const gone = await ask<CreateKeyResponse>('/keys', member, 'POST', { name: 'gone' });
    await ask(`/keys/${gone.body.id}`, member, 'DELETE');
    who.revoked = { authorization: `Bearer ${gone.body.key}` };
    const browser = { 'x-run-key-hash': sha256Hex(RUN_KEY) };
    const mine = [await draw({ ...member, ...browser }), await draw({ ...member, ...browser })];
    const theirs = [await draw({ ...other, ...browser })];

    const link = await ask<Link>(`/runs/${mine[0]}/links`, member, 'POST', { withPrompt: true });
    const page = (await ask<ExportResponse>('/me/export?limit=1', member)).body;
    expect(page).toMatchObject({ total: 1, runs: [{ jobId: mine[1], prompt: 'a fox', links: [] }] });
    expect(page.person?.keys.map(({ scopes }) => scopes)).toEqual([['vote'], ['manage'], ['draw'], ['read']]);
    const next = (await ask<ExportResponse>(`/me/export?cursor=${page.nextCursor}`, member)).body;
    expect(next).toMatchObject({ runs: [{ jobId: mine[0], links: [link.body] }], nextCursor: null });
    expect(next).not.toHaveProperty('person');
    const [shown] = next.runs[0]?.results ?? [];
    const picture = shown?.status === 'completed' ? shown.imageUrl : '';
    expect((await fetch(picture)).status).toBe(200);

    const rows: Row[] = [];
    for (const row of CLOSED) rows.push(await rowOf(row, who[row[0]] ?? {}, mine, theirs));
    expect(rows).toEqual(CLOSED);
    for (const id of mine) {
      expect((await ask(`/status/${id}`, member)).status).toBe(410);
      expect((await ask(`/status/${id}`, admin)).status).toBe(410);
      expect((await keysOf(id)).filter((name) => !/^(jobs|deleting|open|expiry)\//.test(name))).toEqual([]);
    }
    expect((await fetch(picture)).status).toBe(403);
    expect((await ask(`/shared/${link.body.linkId}`, {})).status).toBe(404);
    expect((await ask('/keys', member)).body).toEqual({ keys: [] });
    // By a function that has not seen it; others remember it for less than a minute.
    expect((await ask('/gallery/list', who.draws ?? {})).status).toBe(401);
    expect((await ask('/me', member)).body).toMatchObject({ spent: { runs: 2 } });
  }, 120_000);

  it('is deleted while workers draw, and nothing that they bring stays', async () => {
    const headers = { authorization: `Bearer ${await issuer.token('zoe', MEMBER)}` };
    const { body } = await ask<GenerateResponse>('/generate', headers, 'POST', { prompt: 'a fox in snow' });
    await until(async () => {
      const run = await ask<StatusResponse>(`/status/${body.jobId}`, headers);
      return run.body.completedModels > 0 || undefined;
    }, 30_000);
    expect(await ask('/me', headers, 'DELETE')).toEqual({
      status: 202,
      body: {
        requestedAt: expect.any(String),
        deletedLists: 0,
        deletedRuns: 1,
        revokedKeys: 0,
        deletedVotes: 0,
        goesOn: false,
      },
    });
    await until(async () => {
      expect((await ask<ExportResponse>('/me/export', headers)).body.runs).toEqual([]);
      expect((await ask(`/status/${body.jobId}`, headers)).status).toBe(410);
      return (await keysOf(body.jobId)).some((key) => key.endsWith('/ended.json')) || undefined;
    }, 30_000);
    expect((await keysOf(body.jobId)).filter((key) => !/^(jobs|deleting)\//.test(key))).toEqual([]);
  }, 90_000);

  it('is a picture that somebody hands in, too, whatever key a browser has', async () => {
    const browser = { 'x-run-key': RUN_KEY };
    const [mine, other, admin] = await Promise.all(
      [['ann', MEMBER] as const, ['ben', MEMBER] as const, ['olga', ADMIN] as const].map(
        async ([subject, claims]) => ({
          authorization: `Bearer ${await issuer.token(subject, claims)}`,
          ...browser,
        }),
      ),
    );
    const file = await sharp({ create: { width: 128, height: 96, channels: 3, background: '#39c' } })
      .png()
      .toBuffer();
    const offer = { contentType: 'image/png', bytes: file.length };
    const { body: form } = await ask<UploadResponse>('/references', mine ?? {}, 'POST', offer);
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
    data.append('file', new Blob([new Uint8Array(file)]));
    expect((await fetch(form.url, { method: 'POST', body: data })).status).toBe(204);
    const prepare = async (who?: Headers) => {
      const { status, body } = await ask<Reference & ErrorResponse>(
        `/references/${form.uploadId}`,
        who ?? {},
        'POST',
      );
      return [status, status === 200 ? body.referenceId : body.code];
    };
    const request = {
      prompt: 'make it night',
      operation: 'change',
      references: [form.uploadId],
      models: ['1-demo-aurora'],
    };
    const change = async (who?: Headers) => {
      const { status, body } = await ask<ErrorResponse>('/generate', who ?? {}, 'POST', request);
      return [status, body.code];
    };
    const notFound = [400, 'REFERENCE_NOT_FOUND'];
    for (const who of [other, admin]) expect(await prepare(who)).toEqual(notFound);
    expect(await prepare(browser)).toEqual([401, 'SIGN_IN_REQUIRED']);
    expect(await prepare(mine)).toEqual([200, form.uploadId]);
    for (const who of [other, admin]) {
      expect([await prepare(who), await change(who)]).toEqual([notFound, notFound]);
    }
    expect((await ask('/me', other ?? {})).body).toMatchObject({ spent: { runs: 1 } });
    expect(await change(mine)).toEqual([200, undefined]);
  }, 90_000);
});
