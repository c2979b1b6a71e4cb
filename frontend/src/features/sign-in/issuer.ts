import * as oauth from 'oauth4webapi';
import type { AccessResponse } from '../../../../src/contract/index.ts';

/** What is known of an issuer and of this page as its client; can be stored. */
export type Issuer = {
  server: oauth.AuthorizationServer;
  clientId: string;
  scopes: string;
  audience?: string;
};

/** What a person brings to the API, and what it is renewed with. */
export type Grant = {
  token: string;
  /** Milliseconds that the token is good for, from when it came. */
  lifetimeMs: number;
  refreshToken: string | undefined;
  idToken: string | undefined;
  person: Person;
};

export type Person = {
  /** Issuer and subject: the same in every session of one person. */
  id: string;
  /** As people would name it; never used to tell people apart. */
  name: string;
};

/** What is remembered while the person is at the issuer. */
export type Secrets = { state: string; nonce: string; verifier: string };

/** The issuer does not respond, or is in trouble; the session may be as good as before. */
export class IssuerAwayError extends Error {
  override readonly name = 'IssuerAwayError';
}

const TIMEOUT_MS = 15_000;
const SCOPES = 'openid profile email';
const DEFAULT_LIFETIME_S = 300;
const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'revocation_endpoint',
  'end_session_endpoint',
] as const;

const clientOf = ({ clientId }: Issuer): oauth.Client => ({
  client_id: clientId,
  // Whether a token is still good is for the API to say; a device whose clock is wrong must not keep its person out.
  [oauth.clockTolerance]: 24 * 60 * 60,
});

/** Issuers on the own machine have no TLS; all others must. */
const optionsFor = (address: string) => ({
  [oauth.allowInsecureRequests]: isLoopback(new URL(address).hostname),
  signal: () => AbortSignal.timeout(TIMEOUT_MS),
});

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(host);

/** @throws IssuerAwayError */
export async function findIssuer({
  issuer = '',
  clientId = '',
  scopes,
  audience,
}: AccessResponse): Promise<Issuer> {
  const address = new URL(issuer);
  const response = await reach(() => oauth.discoveryRequest(address, optionsFor(issuer)));
  const server = await oauth.processDiscoveryResponse(address, response).catch((error: unknown) => {
    throw response.ok ? error : new IssuerAwayError(issuer, { cause: error });
  });
  return {
    server: kept(server),
    clientId,
    scopes: scopes ?? SCOPES,
    ...(audience !== undefined && { audience }),
  };
}

/** The part of what an issuer says of itself that is used here. */
const kept = (server: oauth.AuthorizationServer): oauth.AuthorizationServer => ({
  issuer: server.issuer,
  authorization_response_iss_parameter_supported:
    server.authorization_response_iss_parameter_supported ?? false,
  ...Object.fromEntries(
    ENDPOINTS.flatMap((name) => (server[name] === undefined ? [] : [[name, server[name]]])),
  ),
});

/** Where to send a person to sign in. */
export async function signInAddress(
  issuer: Issuer,
  redirectUri: string,
): Promise<{ address: string; secrets: Secrets }> {
  const secrets = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  };
  const address = new URL(issuer.server.authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    client_id: issuer.clientId,
    redirect_uri: redirectUri,
    scope: issuer.scopes,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    // The first is Auth0's name, the second the standard's (RFC 8707).
    ...(issuer.audience !== undefined && { audience: issuer.audience, resource: issuer.audience }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return { address: address.href, secrets };
}

/** Turns what the issuer sent the person back with into tokens. */
export async function takeGrant(
  issuer: Issuer,
  answer: URLSearchParams,
  redirectUri: string,
  { state, nonce, verifier }: Secrets,
): Promise<Grant> {
  const client = clientOf(issuer);
  const checked = oauth.validateAuthResponse(issuer.server, client, answer, state);
  const response = await reach(() =>
    oauth.authorizationCodeGrantRequest(
      issuer.server,
      client,
      oauth.None(),
      checked,
      redirectUri,
      verifier,
      optionsFor(issuer.server.issuer),
    ),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(issuer.server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return grantOf(issuer, tokens);
}

/**
 * @param before whose session it is
 * @throws IssuerAwayError, or another error if the issuer ends the session
 */
export async function renewGrant(issuer: Issuer, refreshToken: string, before: Person): Promise<Grant> {
  const client = clientOf(issuer);
  const response = await reach(() =>
    oauth.refreshTokenGrantRequest(
      issuer.server,
      client,
      oauth.None(),
      refreshToken,
      optionsFor(issuer.server.issuer),
    ),
  );
  const tokens = await oauth.processRefreshTokenResponse(issuer.server, client, response);
  const grant = grantOf(issuer, tokens, before);
  if (grant.person.id !== before.id) throw new Error('The issuer renewed the session of somebody else.');
  return grant;
}

/** @param before where the issuer may leave the ID token out, as it may when it renews an access token */
function grantOf(issuer: Issuer, tokens: oauth.TokenEndpointResponse, before?: Person): Grant {
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  const { id_token: idToken, refresh_token: refreshToken } = tokens;
  const person = claims === undefined ? before : personOf(claims);
  const usesAccessToken = issuer.audience !== undefined;
  const token = usesAccessToken ? tokens.access_token : idToken;
  if (person === undefined || token === undefined) throw new Error('The issuer sent no ID token.');
  const idLifetimeS = claims === undefined ? undefined : claims.exp - claims.iat;
  const lifetimeS = (usesAccessToken ? tokens.expires_in : idLifetimeS) ?? DEFAULT_LIFETIME_S;
  return { token, lifetimeMs: lifetimeS * 1000, refreshToken, idToken, person };
}

function personOf({ iss, sub, email, preferred_username, name }: oauth.IDToken): Person {
  const names = [email, preferred_username, name];
  return {
    id: `${iss}\n${sub}`,
    name: names.find((each): each is string => typeof each === 'string' && each !== '') ?? sub,
  };
}

/** What the issuer itself says of a refusal; `undefined` if the failure is another. */
export function refusalOf(error: unknown): string | undefined {
  const isRefusal =
    error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError;
  return isRefusal ? (error.error_description ?? error.error) : undefined;
}

/**
 * Tells the issuer that the session is over.
 * @returns where to send the person, so that the issuer's own session ends as well; undefined where it has no such page
 * @throws IssuerAwayError if its page could not be shown
 */
export async function endSession(
  issuer: Issuer,
  { refreshToken, idToken }: { refreshToken: string | undefined; idToken: string | undefined },
  home: string,
): Promise<string | undefined> {
  const { server, clientId } = issuer;
  const options = optionsFor(server.issuer);
  if (server.revocation_endpoint !== undefined && refreshToken !== undefined) {
    // Not every issuer lets a page do this; signing out goes on without it.
    await oauth
      .revocationRequest(server, clientOf(issuer), oauth.None(), refreshToken, options)
      .catch(() => undefined);
  }
  await reach(() => oauth.discoveryRequest(new URL(server.issuer), options));
  if (isCognito(server.issuer)) {
    const address = new URL('/logout', server.authorization_endpoint);
    address.searchParams.set('client_id', clientId);
    address.searchParams.set('logout_uri', home);
    return address.href;
  }
  if (server.end_session_endpoint === undefined) return undefined;
  const address = new URL(server.end_session_endpoint);
  address.searchParams.set('client_id', clientId);
  address.searchParams.set('post_logout_redirect_uri', home);
  if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
  return address.href;
}

/** Its sign-out page has names of its own for what the standard calls otherwise. */
const isCognito = (issuer: string) => /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com/.test(issuer);

async function reach(request: () => Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await request();
  } catch (cause) {
    throw new IssuerAwayError('The issuer does not respond.', { cause });
  }
  if (response.status >= 500 || response.status === 429) {
    throw new IssuerAwayError(`The issuer responded with ${response.status}.`);
  }
  return response;
}
