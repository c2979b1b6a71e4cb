import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  endSession,
  findIssuer,
  type Grant,
  type Issuer,
  IssuerAwayError,
  refusalOf,
  renewGrant,
  signInAddress,
  takeGrant,
} from '../../../../../../frontend/src/features/sign-in/issuer.ts';
import { CLIENT_ID, startTestIssuer, type TestIssuer } from '../../../../../helpers/test-issuer.ts';
import { visitIssuer } from '../../../../../helpers/visit-issuer.ts';

const SITE = 'http://127.0.0.1:3999';
const REDIRECT = `${SITE}/signed-in`;
const HOME = `${SITE}/`;

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const queryOf = (address: string | undefined) => Object.fromEntries(new URL(address ?? '').searchParams);

describe('With a real OpenID Connect issuer, the page', () => {
  let server: TestIssuer;
  let issuer: Issuer;
  beforeAll(async () => {
    server = await startTestIssuer({ site: SITE });
    issuer = await findIssuer({ mode: 'issuer', issuer: server.issuer, clientId: CLIENT_ID });
  });
  afterAll(() => server.stop());

  async function signIn(name = 'ben'): Promise<Grant> {
    const { address, secrets } = await signInAddress(issuer, REDIRECT);
    const back = await visitIssuer(address, name, SITE);
    return takeGrant(issuer, back.searchParams, REDIRECT, secrets);
  }

  it('asks for a code with a challenge, a state and a nonce that are new each time', async () => {
    const [first, second] = [await signInAddress(issuer, REDIRECT), await signInAddress(issuer, REDIRECT)];
    expect(queryOf(first.address)).toEqual({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT,
      scope: 'openid profile email',
      state: first.secrets.state,
      nonce: first.secrets.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const all = [...Object.values(first.secrets), ...Object.values(second.secrets)];
    expect(new Set(all).size).toBe(6);
  });

  it('gets the ID token of the person who signed in', async () => {
    const grant = await signIn('ben');
    expect(grant.person).toEqual({ id: `${server.issuer}\nben`, name: 'ben@example.org' });
    expect(grant.token).toBe(grant.idToken);
    expect(grant.lifetimeMs).toBe(3_600_000);
    expect(JSON.parse(Buffer.from(grant.token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      aud: CLIENT_ID,
      iss: server.issuer,
      email_verified: true,
    });
  });

  it('takes no answer that belongs to another attempt', async () => {
    const { address, secrets } = await signInAddress(issuer, REDIRECT);
    const back = await visitIssuer(address, 'ben', SITE);
    for (const wrong of [{ state: 'x' }, { nonce: 'x' }, { verifier: 'x'.repeat(43) }]) {
      const again = await visitIssuer(address, 'ben', SITE);
      const answer = 'state' in wrong ? back : again;
      expect(
        await thrownBy(takeGrant(issuer, answer.searchParams, REDIRECT, { ...secrets, ...wrong })),
      ).toBeInstanceOf(Error);
    }
    const foreign = new URLSearchParams(back.searchParams);
    foreign.set('iss', 'https://elsewhere.example.org');
    expect(await thrownBy(takeGrant(issuer, foreign, REDIRECT, secrets))).toBeInstanceOf(Error);
  });

  it('tells what the issuer says when it refuses somebody', async () => {
    expect(refusalOf(await thrownBy(signIn('nobody')))).toBe('Nobody here has that name.');
    expect(refusalOf(new Error('other'))).toBeUndefined();
  });

  it('renews with a token that is good once', async () => {
    const grant = await signIn();
    const renewed = await renewGrant(issuer, grant.refreshToken ?? '', grant.person);
    expect(renewed.person).toEqual(grant.person);
    expect(renewed.refreshToken).not.toBe(grant.refreshToken);
    const again = await thrownBy(renewGrant(issuer, grant.refreshToken ?? '', grant.person));
    expect(refusalOf(again)).toBeDefined();
  });

  it('takes no renewal for somebody else', async () => {
    const grant = await signIn();
    const other = { ...grant.person, id: `${server.issuer}\nann` };
    expect(await thrownBy(renewGrant(issuer, grant.refreshToken ?? '', other))).toBeInstanceOf(Error);
  });

  it('ends the session with the issuer and is sent to its page for that', async () => {
    const { refreshToken, idToken, person } = await signIn();
    const address = await endSession(issuer, { refreshToken, idToken }, HOME);
    expect(address?.startsWith(`${server.issuer}/session/end?`)).toBe(true);
    expect(queryOf(address)).toEqual({
      client_id: CLIENT_ID,
      post_logout_redirect_uri: HOME,
      id_token_hint: idToken,
    });
    expect(refusalOf(await thrownBy(renewGrant(issuer, refreshToken ?? '', person)))).toBeDefined();
  });

  it('tells an issuer that is away from one that refuses', async () => {
    const grant = await signIn();
    server.goAway();
    try {
      const work = [
        () => findIssuer({ mode: 'issuer', issuer: server.issuer, clientId: CLIENT_ID }),
        () => renewGrant(issuer, grant.refreshToken ?? '', grant.person),
        () => endSession(issuer, { refreshToken: undefined, idToken: undefined }, HOME),
      ];
      for (const each of work) expect(await thrownBy(each())).toBeInstanceOf(IssuerAwayError);
    } finally {
      server.comeBack();
    }
    expect((await renewGrant(issuer, grant.refreshToken ?? '', grant.person)).person).toEqual(grant.person);
  });
});

describe('With issuers that have their own ways, the page', () => {
  const server = {
    issuer: 'https://sso.example.org',
    authorization_endpoint: 'https://sso.example.org/authorize',
    token_endpoint: 'https://sso.example.org/token',
  };
  const nothing = { refreshToken: undefined, idToken: undefined };

  it('asks for an access token by both names where the API takes those', async () => {
    const issuer: Issuer = {
      server,
      clientId: 'page',
      scopes: 'openid',
      audience: 'https://api.example.org',
    };
    const { address } = await signInAddress(issuer, REDIRECT);
    expect(queryOf(address)).toMatchObject({
      scope: 'openid',
      audience: 'https://api.example.org',
      resource: 'https://api.example.org',
    });
  });

  it.each([
    [
      'Cognito, which has its own names',
      {
        issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc',
        authorization_endpoint: 'https://pictures.auth.eu-west-1.amazoncognito.com/oauth2/authorize',
        end_session_endpoint: 'https://pictures.auth.eu-west-1.amazoncognito.com/logout',
      },
      'https://pictures.auth.eu-west-1.amazoncognito.com/logout?client_id=page&logout_uri=http%3A%2F%2F127.0.0.1%3A3999%2F',
    ],
    [
      'an issuer with the standard page',
      { ...server, end_session_endpoint: 'https://sso.example.org/end' },
      'https://sso.example.org/end?client_id=page&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A3999%2F',
    ],
    ['an issuer without one', server, undefined],
  ])('signs out at %s', async (_name, its, expected) => {
    const fetched: string[] = [];
    const before = globalThis.fetch;
    globalThis.fetch = async (input) => {
      fetched.push(String(input));
      return new Response('{}');
    };
    try {
      expect(await endSession({ server: its, clientId: 'page', scopes: 'openid' }, nothing, HOME)).toBe(
        expected,
      );
      expect(fetched).toEqual([`${its.issuer}/.well-known/openid-configuration`]);
    } finally {
      globalThis.fetch = before;
    }
  });
});
