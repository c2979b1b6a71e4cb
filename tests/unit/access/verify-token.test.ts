import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { createVerifier } from '../../../src/access/verify-token.ts';
import { ADMIN, closedAccess, MEMBER } from '../../helpers/closed-access.ts';
import { CLIENT_ID, type Issuer, startIssuer } from '../../helpers/issuer.ts';
import { refusalOf } from '../../helpers/refusal.ts';

let now = Date.parse('2026-11-26T12:00:00Z');
let issuer: Issuer;
const seconds = (after: number) => Math.floor(now / 1000) + after;
const verifier = (changes = {}) =>
  createVerifier(closedAccess(issuer.url, changes), { clock: { now: () => now } });

beforeAll(async () => {
  issuer = await startIssuer({ now: () => now });
});
afterAll(() => issuer.close());
beforeEach(() => {
  issuer.asked.length = 0;
  issuer.down = false;
});

describe('a token of the issuer', () => {
  it('stands for a person, whose id names nobody', async () => {
    const verify = verifier();
    const ann = await verify(await issuer.token('ann', { ...MEMBER, email: 'ann@example.org' }));
    expect(ann).toEqual({
      kind: 'person',
      id: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      role: 'member',
      scopes: ['draw', 'read', 'manage', 'vote'],
      email: 'ann@example.org',
    });
    const again = await verify(await issuer.token('ann', { ...MEMBER, email: 'new-name@example.org' }));
    const ben = await verify(await issuer.token('ben', { ...MEMBER, email: 'ann@example.org' }));
    expect(again.id).toBe(ann.id);
    expect(ben.id).not.toBe(ann.id);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('of an admin gives all scopes', async () => {
    const { role, scopes } = await verifier()(await issuer.token('ann', ADMIN));
    expect([role, scopes]).toEqual(['admin', ['draw', 'read', 'manage', 'vote', 'admin']]);
  });

  it('is not enough for people whom the owner has not let in', async () => {
    const verify = verifier();
    for (const claims of [{}, { groups: ['others'] }, { roles: ['artists'] }]) {
      expect(await refusalOf(verify(await issuer.token('eve', claims)))).toMatchObject({
        code: 'NOT_INVITED',
      });
    }
  });

  it.each([
    ['30 s ago', -30, undefined],
    ['90 s ago', -90, 'SESSION_EXPIRED'],
  ])('that expired %s, by this clock', async (_, exp, code) => {
    const token = await issuer.token('ann', { ...MEMBER, exp: seconds(exp) });
    const verified = verifier()(token);
    await (code === undefined
      ? expect(verified).resolves.toMatchObject({ kind: 'person' })
      : expect(verified).rejects.toMatchObject({ code }));
  });

  it.each([
    ['in 30 s', 30, undefined],
    ['in 90 s', 90, 'SIGN_IN_REQUIRED'],
  ])('that becomes valid %s, by this clock', async (_, nbf, code) => {
    const token = await issuer.token('ann', { ...MEMBER, nbf: seconds(nbf) });
    const verified = verifier()(token);
    await (code === undefined
      ? expect(verified).resolves.toMatchObject({ kind: 'person' })
      : expect(verified).rejects.toMatchObject({ code }));
  });

  it.each([
    ['for another client', { aud: 'somebody-else' }],
    ['for this client and another one, made for the other', { aud: [CLIENT_ID, 'other'], azp: 'other' }],
    ['for this client and another one, without saying whose', { aud: [CLIENT_ID, 'other'] }],
    ['without an end', { exp: undefined }],
    ['of nobody', { sub: undefined }],
    ['an access token of Cognito', { aud: undefined, client_id: CLIENT_ID, token_use: 'access' }],
    ['of another issuer', { iss: 'https://other.example' }],
  ])('is refused if it is %s', async (_, claims) => {
    const token = await issuer.token('ann', { ...MEMBER, ...claims });
    expect(await refusalOf(verifier()(token))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });

  it('is refused if its issuer differs by one slash', async () => {
    const token = await issuer.token('ann', { ...MEMBER, iss: `${issuer.url}/` });
    expect(await refusalOf(verifier()(token))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    expect(issuer.asked).toEqual([]);
  });

  it('is refused if it is an access token, unless those are asked for', async () => {
    const access = await issuer.token('ann', MEMBER, { typ: 'at+jwt' });
    expect(await refusalOf(verifier()(access))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });

    const ofApi = await issuer.token('ann', { ...MEMBER, aud: 'the-api' }, { typ: 'at+jwt' });
    await expect(verifier({ audience: 'the-api' })(ofApi)).resolves.toMatchObject({ kind: 'person' });
    const idToken = await issuer.token('ann', MEMBER);
    expect(await refusalOf(verifier({ audience: 'the-api' })(idToken))).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    });
  });
});

describe('what is not a token of the issuer', () => {
  const claims = () => ({ iss: issuer.url, aud: CLIENT_ID, sub: 'ann', exp: seconds(60), ...MEMBER });

  it.each([
    ['text', async () => 'nonsense'],
    ['three parts of it', async () => 'a.b.c'],
    ['unsigned', async () => (await issuer.token('ann', MEMBER)).replace(/[^.]+$/, '')],
    ['signed with "none"', async () => new UnsecuredJWT(claims()).encode()],
    [
      'signed by somebody else',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'key-1' }).sign(privateKey);
      },
    ],
    [
      'signed with the public key as a secret',
      async () => {
        const { publicKey } = await generateKeyPair('RS256', { extractable: true });
        const secret = new TextEncoder().encode(await exportSPKI(publicKey));
        return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret);
      },
    ],
    [
      'changed after it was signed',
      async () => {
        const [header, , signature] = (await issuer.token('ann', MEMBER)).split('.');
        const changed = Buffer.from(JSON.stringify({ ...claims(), sub: 'ben' })).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
    ],
  ])('is refused: %s', async (_, make) => {
    const refusal = await refusalOf(verifier()(await make()));
    expect(refusal).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    expect(refusal.message).not.toContain('ann');
  });
});

describe('the keys of the issuer', () => {
  it('are asked for again when a token names a new one', async () => {
    const verify = verifier();
    await verify(await issuer.token('ann', MEMBER));
    await issuer.rotate();
    now += 31_000;
    await expect(verify(await issuer.token('ann', MEMBER))).resolves.toMatchObject({ kind: 'person' });
  });

  it('are asked for at most once in 30 s, however many unknown keys tokens name', async () => {
    const verify = verifier();
    await verify(await issuer.token('ann', MEMBER));
    const made = (count: number) =>
      Promise.all(
        Array.from({ length: count }, async (_, n) =>
          refusalOf(verify(await issuer.token('eve', MEMBER, { kid: `made-up-${n}` }))),
        ),
      );
    for (const { code } of await made(50)) expect(code).toBe('SIGN_IN_REQUIRED');
    expect(issuer.asked).toHaveLength(2);
    now += 30_000;
    await made(50);
    expect(issuer.asked).toHaveLength(4);
    now += 29_000;
    await made(50);
    expect(issuer.asked).toHaveLength(4);
  });

  it('stay good for a day while the issuer is away', async () => {
    const verify = verifier();
    await verify(await issuer.token('ann', MEMBER));
    issuer.down = true;
    now += 23 * 3_600_000;
    await expect(verify(await issuer.token('ann', MEMBER))).resolves.toMatchObject({ kind: 'person' });
    now += 3_600_000;
    expect(await refusalOf(verify(await issuer.token('ann', MEMBER)))).toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
      retryAfter: 5,
    });
  });

  it('that were never read refuse with 503, not 401, and people get in once the issuer is back', async () => {
    const verify = verifier();
    issuer.down = true;
    const token = await issuer.token('ann', MEMBER);
    expect(await refusalOf(verify(token))).toMatchObject({ code: 'SIGN_IN_UNAVAILABLE', retryAfter: 5 });
    issuer.down = false;
    now += 2000;
    await expect(verify(token)).resolves.toMatchObject({ kind: 'person' });
  });

  it('are read anew after an hour, so that a key that was withdrawn no longer counts', async () => {
    const verify = verifier();
    const token = await issuer.token('ann', { ...MEMBER, exp: seconds(7200) });
    await verify(token);
    await issuer.rotate();
    now += 3_600_000;
    expect(await refusalOf(verify(token))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });
});
