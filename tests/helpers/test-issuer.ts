import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { createIssuerMemory } from './issuer-memory.ts';

/** Who can sign in, by what they type on the issuer's page; there is no password. */
export const PEOPLE: Record<string, { email: string; groups: string[] }> = {
  ann: { email: 'ann@example.org', groups: ['pictures-admin', 'pictures'] },
  ben: { email: 'ben@example.org', groups: ['pictures'] },
  cyd: { email: 'cyd@example.org', groups: ['pictures'] },
  /** In no group. */
  eve: { email: 'eve@example.org', groups: [] },
};

export const CLIENT_ID = 'pixel-prompt';

export type TestIssuer = {
  issuer: string;
  /** How often the token endpoint was asked, by kind of grant. */
  grants: Record<string, number>;
  /** How many of them were refused. */
  refusals: () => number;
  /** Takes back every refresh token, as an administrator would. */
  endSessions(): void;
  /** Ends connections instead of responding, until `comeBack`. */
  goAway(): void;
  comeBack(): void;
  stop(): Promise<void>;
};

export type TestIssuerOptions = {
  /** Where the page is; its `/signed-in` and its home are registered. */
  site: string;
  /** Seconds that an ID token is good for. */
  tokenLifetimeS?: number;
  port?: number;
};

/**
 * An OpenID Connect issuer on the own machine: a page as its only client, without a secret, with PKCE and refresh tokens
 * that are good for one renewal.
 */
export async function startTestIssuer(options: TestIssuerOptions): Promise<TestIssuer> {
  let respond: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  let isAway = false;
  const server = createServer((request, response) => {
    if (isAway) return request.socket.destroy();
    return respond(request, response);
  });
  const port = await listen(server, options.port ?? 0);
  const memory = createIssuerMemory();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, { ...configurationFor(options), adapter: memory.adapter });
  const grants: Record<string, number> = {};
  provider.on('grant.success', ({ oidc }) => {
    const kind = String(oidc.params?.grant_type);
    grants[kind] = (grants[kind] ?? 0) + 1;
  });
  let refusals = 0;
  provider.on('grant.error', () => {
    refusals += 1;
  });
  const callback = provider.callback();
  respond = async (request, response) => {
    if (request.url?.startsWith('/interaction/')) return interact(provider, request, response);
    return callback(request, response);
  };
  return {
    issuer,
    grants,
    refusals: () => refusals,
    endSessions: () => memory.forget('RefreshToken'),
    goAway() {
      isAway = true;
      server.closeAllConnections();
    },
    comeBack() {
      isAway = false;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

function configurationFor({ site, tokenLifetimeS = 3600 }: TestIssuerOptions): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'test' };
  return {
    jwks: { keys: [key as never] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        application_type: 'web',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${site}/signed-in`],
        post_logout_redirect_uris: [`${site}/`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['groups'] },
    // As most issuers do: what the page needs stands in the ID token.
    conformIdTokenClaims: false,
    clientBasedCORS: (_context, origin) => origin === site,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: async () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          context.body = page(
            'Sign out',
            `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
          );
        },
        postLogoutSuccessSource(context) {
          context.body = page('Signed out', '');
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount(_context, id) {
      const person = PEOPLE[id];
      if (person === undefined) return undefined;
      return {
        accountId: id,
        claims: () => ({ sub: id, email: person.email, email_verified: true, groups: person.groups }),
      };
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    // Nobody is asked whether the page may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT_ID,
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    renderError(context, out) {
      context.body = page('Error', JSON.stringify(out));
    },
    ttl: {
      IdToken: tokenLifetimeS,
      AccessToken: tokenLifetimeS,
      AuthorizationCode: 60,
      Grant: 86_400,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 86_400,
    },
  };
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${body}</html>`;

/** The sign-in page: whoever types a name is that person; an empty one is refused. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    const form = '<form method="post"><label>Name <input name="name"></label><button>Sign in</button></form>';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page('Who are you?', form));
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const name = new URLSearchParams(body).get('name') ?? '';
  const result =
    PEOPLE[name] === undefined
      ? { error: 'access_denied', error_description: 'Nobody here has that name.' }
      : { login: { accountId: name } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
