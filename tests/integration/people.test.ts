import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportSPKI, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import type {
  CreateKeyResponse,
  GenerateResponse,
  Link,
  MeResponse,
  RunListResponse,
  SpendingResponse,
  StatusResponse,
} from '../../src/contract/index.ts';
import { newPersonalKey } from '../../src/lib/personal-key.ts';
import { asking, BEFORE, type Headers, HOLDS_KEY } from '../helpers/access-matrix.ts';
import { ADMIN, closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { CLIENT_ID, type Issuer, startIssuer } from '../helpers/issuer.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const DEMO = { ...smallDemo(['Demo Aurora']), UserRateLimit: 100_000 };

describe('people of a closed stack', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  const { ask, start, draw } = asking(() => stack.url);

  /** While it is set, what a worker asks for first is never answered, so that nothing is drawn before the next start. */
  let isHeld = false;
  const open = async (parameters: Record<string, string> = {}) => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: { ...DEMO, ...parameters },
      instances: { api: 2, events: 4 },
      disturb: async ({ caller }) =>
        isHeld && caller.kind === 'function' && caller.logicalId === 'WorkerFunction'
          ? new Promise(() => {})
          : undefined,
    });
  };
  const closed = () => open(closedParameters(issuer.url));
  beforeAll(async () => {
    issuer = await startIssuer();
    await closed();
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
  const person = async (subject: string, claims: Record<string, unknown> = MEMBER) =>
    bearer(await issuer.token(subject, claims));
  const answerOf = async (path: string, headers: Headers) => {
    const { status, body } = await ask(path, headers);
    return status === 200 ? 200 : `${status} ${(body as { code: string }).code}`;
  };

  it('have private runs if they say nothing, and no key of theirs stands for the run of somebody else', async () => {
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

  it('have keys that make no keys, count for their person, and have a limit of their own', async () => {
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

  it('are told who they are, and what they have used', async () => {
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

  it('are told by an admin’s list what each of them has spent, whatever was deleted', async () => {
    const [olga, kim] = [await person('olga', ADMIN), await person('kim')];
    const idOf = async (who: Headers) => ((await ask('/me', who)).body as MeResponse).person.id;
    const { jobId } = await draw('private', kim);
    await draw('private', kim);
    const ofKim = async () => {
      const { status, body } = await ask('/spending', olga);
      const { people, ...about } = body as SpendingResponse;
      expect([status, about]).toEqual([
        200,
        { month: new Date().toISOString().slice(0, 7), budgetUsd: null, total: people.length },
      ]);
      const id = await idOf(kim);
      return people.filter((each) => each.id === id).map(({ id: _id, ...rest }) => rest);
    };
    expect(await ofKim()).toEqual([{ runs: 2, usd: 0, leftUsd: null }]);
    expect((await ask(`/runs/${jobId}`, kim, 'DELETE')).status).toBe(202);
    expect(await ofKim()).toEqual([{ runs: 1, usd: 0, leftUsd: null }]);
    expect(await answerOf('/spending', kim)).toBe('403 NOT_ALLOWED');
  }, 60_000);

  it('get in with no token but one that the issuer has made for this stack, for as long as it says', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer.url, aud: CLIENT_ID, sub: 'ann', iat: now, exp: now + 3600, ...MEMBER };
    const by = (changes: object) => issuer.token('ann', { ...MEMBER, ...changes });
    const foreign = await startIssuer();
    const whole = await by({});
    const { keys } = (await (await fetch(`${issuer.url}/keys`)).json()) as { keys: JWK[] };
    const published = await importJWK(keys[0] ?? {}, 'ES256', { extractable: true });
    const secret = new TextEncoder().encode(await exportSPKI(published as Parameters<typeof exportSPKI>[0]));
    const { key } = (await ask('/keys', bearer(whole), 'POST', { name: 'short' })).body as CreateKeyResponse;
    // biome-ignore format: a table
    const expected: [string, Headers, 200 | string][] = [
      ['nothing',                         {},                                              '401 SIGN_IN_REQUIRED'],
      ['a token',                         bearer(whole),                                   200],
      ['another scheme',                  { authorization: `Basic ${whole}` },             '401 SIGN_IN_REQUIRED'],
      ['no token',                        { authorization: 'Bearer ' },                    '401 SIGN_IN_REQUIRED'],
      ['any text',                        bearer('nonsense'),                              '401 SIGN_IN_REQUIRED'],
      ['expired 30 s ago',                bearer(await by({ exp: now - 30 })),             200],
      ['expired 90 s ago',                bearer(await by({ exp: now - 90 })),             '401 SESSION_EXPIRED'],
      ['valid in 30 s',                   bearer(await by({ nbf: now + 30 })),             200],
      ['valid in 90 s',                   bearer(await by({ nbf: now + 90 })),             '401 SIGN_IN_REQUIRED'],
      ['of another issuer',               bearer(await foreign.token('ann', MEMBER)),      '401 SIGN_IN_REQUIRED'],
      ['of another one, under this name', bearer(await foreign.token('ann', { ...MEMBER, iss: issuer.url })), '401 SIGN_IN_REQUIRED'],
      ['issuer with a slash more',        bearer(await by({ iss: `${issuer.url}/` })),     '401 SIGN_IN_REQUIRED'],
      ['for another client',              bearer(await by({ aud: 'somebody-else' })),      '401 SIGN_IN_REQUIRED'],
      ['an access token',                 bearer(await issuer.token('ann', MEMBER, { typ: 'at+jwt' })), '401 SIGN_IN_REQUIRED'],
      ['unsigned',                        bearer(whole.replace(/[^.]+$/, '')),             '401 SIGN_IN_REQUIRED'],
      ['signed with none',                bearer(new UnsecuredJWT(claims).encode()),       '401 SIGN_IN_REQUIRED'],
      ['the public key as a secret',      bearer(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret)), '401 SIGN_IN_REQUIRED'],
      ['an unknown key id',               bearer(await issuer.token('ann', MEMBER, { kid: 'made-up' })), '401 SIGN_IN_REQUIRED'],
      ['of nobody who was let in',        bearer(await by({ groups: ['others'] })),        '403 NOT_INVITED'],
      ['a key of a program',              bearer(key),                                     200],
      ['a key, mistyped',                 bearer(`${key.slice(0, -1)}_`),                  '401 BAD_KEY_GIVEN'],
      ['a key of nobody',                 bearer(newPersonalKey().key),                     '401 BAD_KEY_GIVEN'],
      ['a key that is none',              bearer('pp_nonsense'),                           '401 BAD_KEY_GIVEN'],
    ];
    const found: typeof expected = [];
    for (const [what, headers] of expected)
      found.push([what, headers, await answerOf('/gallery/list', headers)]);
    expect(found).toEqual(expected);
    await foreign.close();
  }, 60_000);

  it('make no flood at the issuer by tokens that name made-up keys', async () => {
    const before = issuer.asked.length;
    const tokens = Array.from({ length: 60 }, (_, n) => issuer.token('eve', MEMBER, { kid: `made-up-${n}` }));
    for (const token of await Promise.all(tokens))
      expect(await answerOf('/gallery/list', bearer(token))).toBe('401 SIGN_IN_REQUIRED');
    // Each container may ask once in 30 s, with two requests.
    expect(issuer.asked.length - before).toBeLessThan(30);
  }, 60_000);

  /** Of before the mode is switched. */
  const kept = { jobId: '', key: '', linkId: '' };
  /** Begun before the mode is switched, and drawn after it. */
  const begun = { mine: '', everybodys: '', anns: '' };
  const codes = (jobId: string, ...who: Headers[]) =>
    Promise.all(who.map((headers) => answerOf(`/status/${jobId}`, headers)));
  const ended = (jobId: string, headers: Headers) =>
    until(async () => {
      const run = (await ask(`/status/${jobId}`, headers)).body as StatusResponse;
      return run.endedAt ? run : undefined;
    }, 30_000);
  const ofAnn = async () => ({ ...(await person('ann')), ...BEFORE, 'idempotency-key': 'a-key-from-before' });

  it('are nobody any more once the stack is open, and their runs obey their keys', async () => {
    const ann = await person('ann');
    kept.jobId = (await draw('private', { ...ann, ...BEFORE })).jobId;
    kept.key = ((await ask('/keys', ann, 'POST', { name: 'kept' })).body as CreateKeyResponse).key;
    kept.linkId = ((await ask(`/runs/${kept.jobId}/links`, ann, 'POST', {})).body as Link).linkId;
    await stack.stop();
    isHeld = true;
    await open();
    expect((await ask('/me', ann)).status).toBe(403);
    expect((await ask('/keys', ann)).status).toBe(403);
    expect(await codes(kept.jobId, {}, ann, HOLDS_KEY, bearer(kept.key))).toEqual([
      '404 JOB_NOT_FOUND',
      '404 JOB_NOT_FOUND',
      200,
      200,
    ]);
    expect(await answerOf(`/shared/${kept.linkId}`, {})).toBe(200);
    const { body } = await ask('/runs', HOLDS_KEY);
    expect((body as RunListResponse).runs.map((run) => run.jobId)).toContain(kept.jobId);

    begun.mine = await start(BEFORE, { visibility: 'private' });
    begun.everybodys = await start({}, {});
    expect(await codes(begun.mine, {}, HOLDS_KEY)).toEqual(['404 JOB_NOT_FOUND', 200]);
  }, 60_000);

  it('are not signed out by an issuer that is away', async () => {
    await stack.stop();
    isHeld = false;
    await closed();
    const headers = await person('ann');
    issuer.down = true;
    const away = await fetch(`${stack.url}/gallery/list`, { headers });
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await away.json()).toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
    issuer.down = false;
    await until(async () => (await answerOf('/gallery/list', headers)) === 200 || undefined);
  }, 60_000);

  it('find what was begun in mid-run before the stack was closed, if they have its key or everybody may see it', async () => {
    const [ann, eve] = [await person('ann'), await person('eve', { groups: ['others'] })];
    const withKey = { ...ann, ...HOLDS_KEY };
    expect(await codes(begun.mine, HOLDS_KEY, eve, ann, withKey)).toEqual([
      '401 SIGN_IN_REQUIRED',
      '403 NOT_INVITED',
      '404 JOB_NOT_FOUND',
      200,
    ]);
    expect(await ended(begun.mine, withKey)).toMatchObject({ status: 'completed', visibility: 'private' });
    expect(await ended(begun.everybodys, ann)).toMatchObject({ status: 'completed', visibility: 'listed' });
  }, 60_000);

  it('find their runs, keys and links again after the stack was open for a while', async () => {
    const ann = await person('ann');
    const { jobId, key, linkId } = kept;
    for (const path of [`/status/${jobId}`, `/gallery/${jobId}`, `/shared/${linkId}`])
      expect([await answerOf(path, ann), await answerOf(path, bearer(key))]).toEqual([200, 200]);
    const { runs } = (await ask('/runs', ann)).body as RunListResponse;
    expect(runs.map((run) => run.jobId)).toContain(jobId);
  });

  it('have what they have begun drawn after the stack is opened, for whoever has its key', async () => {
    isHeld = true;
    begun.anns = await start(await ofAnn(), {});
    expect(await start(await ofAnn(), {})).toBe(begun.anns);
    await stack.stop();
    isHeld = false;
    await open();
    expect(await answerOf(`/status/${begun.anns}`, await person('ann'))).toBe('404 JOB_NOT_FOUND');
    expect(await ended(begun.anns, HOLDS_KEY)).toMatchObject({
      status: 'completed',
      visibility: 'private',
    });
    // Whoever repeats a request in an open stack could be anybody.
    expect(await start(await ofAnn(), {})).not.toBe(begun.anns);
  }, 60_000);
});
