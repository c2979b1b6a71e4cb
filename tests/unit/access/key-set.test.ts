import { describe, expect, it } from '@jest/globals';
import { createKeySet } from '../../../src/access/key-set.ts';

const ISSUER = 'https://sso.example.org/realms/pictures';
const KEYS = { keys: [] };

/** What an issuer that says this of itself is asked for, and whether its keys can be used. */
async function ask(document: unknown, issuer = ISSUER, keys: unknown = KEYS) {
  const asked: string[] = [];
  const fetchJson = async (url: string) => {
    asked.push(url);
    return url.endsWith('/.well-known/openid-configuration') ? document : keys;
  };
  const keySet = createKeySet(issuer, { clock: { now: () => 0 }, fetchJson });
  const outcome = await keySet.current().then(
    () => 'keys',
    ({ code, cause }) => `${code}: ${cause.message}`,
  );
  return { outcome, asked };
}

describe('the keys of an issuer', () => {
  it('are where its document says', async () => {
    const jwks_uri = 'https://keys.example.net/jwks?v=2';
    expect(await ask({ issuer: ISSUER, jwks_uri })).toEqual({
      outcome: 'keys',
      asked: [`${ISSUER}/.well-known/openid-configuration`, jwks_uri],
    });
  });

  it('are found below an issuer that ends in a slash', async () => {
    const issuer = 'https://tenant.eu.auth0.com/';
    const { asked } = await ask({ issuer, jwks_uri: 'https://tenant.eu.auth0.com/keys' }, issuer);
    expect(asked[0]).toBe('https://tenant.eu.auth0.com/.well-known/openid-configuration');
  });

  it.each([
    ['calls itself by another name', { issuer: `${ISSUER}/`, jwks_uri: 'https://a.example/' }],
    ['does not say where its keys are', { issuer: ISSUER }],
    ['does not say anything', undefined],
    ['has its keys at a private address', { issuer: ISSUER, jwks_uri: 'https://10.0.0.1/keys' }],
    ['has its keys at a metadata service', { issuer: ISSUER, jwks_uri: 'http://169.254.169.254/keys' }],
    ['has its keys in the open', { issuer: ISSUER, jwks_uri: 'http://keys.example.net/' }],
  ])('are not taken from one that %s', async (_, document) => {
    const { outcome, asked } = await ask(document);
    expect(outcome).toMatch(/^SIGN_IN_UNAVAILABLE: /);
    expect(asked).toHaveLength(1);
  });

  it('are not taken if they are none', async () => {
    const jwks_uri = 'https://keys.example.net/';
    expect((await ask({ issuer: ISSUER, jwks_uri }, ISSUER, { error: 'none' })).outcome).toMatch(
      /^SIGN_IN_UNAVAILABLE: /,
    );
  });

  it('of an issuer on this machine are on this machine, too', async () => {
    const issuer = 'http://127.0.0.1:4000';
    const elsewhere = await ask({ issuer, jwks_uri: 'http://10.0.0.1/keys' }, issuer);
    expect(elsewhere.outcome).toMatch(/^SIGN_IN_UNAVAILABLE: /);
    expect((await ask({ issuer, jwks_uri: `${issuer}/keys` }, issuer)).outcome).toBe('keys');
  });
});
