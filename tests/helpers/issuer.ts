import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const CLIENT_ID = 'pixel-prompt';

/** An OpenID Connect issuer as far as a verifier sees it: a document, its keys, and tokens that it has signed. */
export interface Issuer {
  /** Its address and its name. */
  url: string;
  /** Paths that it was asked for. */
  asked: string[];
  /** Answers 503 from now on, or no longer. */
  down: boolean;
  /** An ID token of this person, unless the claims say otherwise; valid for an hour. */
  token(
    subject: string,
    claims?: Record<string, unknown>,
    header?: { kid?: string; typ?: string },
  ): Promise<string>;
  /** Signs with a new key from now on; the old one is forgotten. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function startIssuer({ now = Date.now }: { now?: () => number } = {}): Promise<Issuer> {
  let key = await newKey('key-1');
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    issuer.asked.push(path);
    const documents: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` },
      '/keys': { keys: [key.jwk] },
    };
    const document = issuer.down ? undefined : documents[path];
    response.writeHead(document === undefined ? 503 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    down: false,
    token(subject, claims = {}, { kid = key.kid, typ = 'JWT' } = {}) {
      const seconds = Math.floor(now() / 1000);
      const times = { iat: seconds, exp: seconds + 3600 };
      return new SignJWT({ iss: issuer.url, aud: CLIENT_ID, sub: subject, ...times, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid, typ })
        .sign(key.privateKey);
    },
    async rotate() {
      key = await newKey(`key-${Number(key.kid.split('-')[1]) + 1}`);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
