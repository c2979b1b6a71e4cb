import { describe, expect, it } from '@jest/globals';
import { parseAccess, publicAccess } from '../../../src/config/sign-in.ts';

const GOOD = { issuer: 'https://sso.example.org/realms/a', clientId: 'pixel-prompt' };
const faultsOf = (signIn: unknown, mode = 'issuer') => parseAccess(mode, signIn).faults;

describe('Access and SignIn', () => {
  it('are open whatever SignIn says', () => {
    expect(parseAccess('open', 'nonsense')).toEqual({ access: { mode: 'open' }, faults: [] });
    expect(publicAccess({ mode: 'open' })).toEqual({ mode: 'open' });
  });

  it('may be as short as this', () => {
    const access = {
      mode: 'issuer',
      ...GOOD,
      audience: undefined,
      scopes: 'openid email profile',
      roleClaim: undefined,
      adminValues: [],
      memberValues: [],
      allowedEmailDomains: [],
    };
    for (const signIn of [GOOD, JSON.stringify(GOOD), ` ${JSON.stringify(GOOD, null, 2)}\n`]) {
      expect(parseAccess('issuer', signIn)).toEqual({ access, faults: [] });
    }
  });

  it('tell everybody where to sign in, and nobody who may', () => {
    const signIn = { ...GOOD, audience: 'api', roleClaim: 'groups', memberValues: ['a'], adminValues: ['b'] };
    const { access, faults } = parseAccess('invited', { ...signIn, allowedEmailDomains: ['Example.org'] });
    expect(faults).toEqual([]);
    expect(access).toMatchObject({ allowedEmailDomains: ['example.org'] });
    expect(publicAccess(access)).toEqual({
      mode: 'invited',
      ...GOOD,
      scopes: 'openid email profile',
      audience: 'api',
    });
  });

  it('list all faults together', () => {
    expect(
      faultsOf({ issuer: 'nonsense', scopes: 'email', adminValues: ['a'], allowedEmailDomains: ['a@b'] }),
    ).toEqual([
      'SignIn: issuer must be an https address without a query, but is "nonsense".',
      'SignIn: Access is issuer, so clientId is needed: the id of the page at the issuer.',
      'SignIn: scopes must have openid among them.',
      'SignIn: adminValues and memberValues need roleClaim, the name of the claim that has them.',
      'SignIn: allowedEmailDomains must list domains such as example.org, but has "a@b".',
    ]);
    expect(faultsOf({ ...GOOD, clientID: 'a', issuer: 7, memberValues: 'a', adminValues: [''] })).toEqual([
      'SignIn has no field clientID; it has issuer, clientId, audience, scopes, roleClaim, adminValues, memberValues, allowedEmailDomains.',
      'SignIn: issuer must be a text of 1 to 400 printable ASCII characters.',
      'SignIn: adminValues must be a list of texts.',
      'SignIn: memberValues must be a list of texts.',
    ]);
  });

  it.each([
    ['', /issuer is needed/],
    ['{}', /issuer is needed/],
    ['{', /not valid JSON/],
    ['[]', /must be a JSON object/],
    ['"https://sso.example.org"', /must be a JSON object/],
    [{ ...GOOD, audience: GOOD.clientId }, /audience must not be the clientId/],
  ])('are refused: %j', (signIn, fault) => {
    expect(faultsOf(signIn)[0]).toMatch(fault);
  });

  it('have no other mode', () => {
    expect(parseAccess('opne', GOOD)).toEqual({
      access: { mode: 'open' },
      faults: ['Access must be one of open, invited, issuer.'],
    });
  });

  it.each([
    ['http://sso.example.org', false],
    ['http://127.0.0.1:4000/oidc', true],
    ['http://localhost:4000', true],
    ['http://127.0.0.1.example.org', false],
    ['https://user:word@sso.example.org', false],
    ['https://sso.example.org/?a=b', false],
    ['https://sso.example.org/#a', false],
    ["https://sso.example.org/;script-src'unsafe-inline'", false],
    ['javascript:alert(1)', false],
    ['https://tenant.example.org/', true],
  ])('take the issuer %s: %s', (issuer, isFine) => {
    expect(faultsOf({ ...GOOD, issuer })).toHaveLength(isFine ? 0 : 1);
  });

  it.each([
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/consumers/v2.0',
    'https://login.microsoftonline.com/{tenantid}/v2.0',
    'https://sts.windows.net/common/',
  ])('refuse all tenants of Entra at once: %s', (issuer) => {
    expect(faultsOf({ ...GOOD, issuer, allowedEmailDomains: ['example.org'] })).toEqual([
      expect.stringContaining('stands for every tenant'),
    ]);
  });

  it.each([
    'https://accounts.google.com',
    'https://example.eu.auth0.com/',
    'https://gitlab.com',
    'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
  ])('do not let in everybody who has an account at %s', (issuer) => {
    expect(faultsOf({ ...GOOD, issuer })).toEqual([expect.stringContaining('could spend your money')]);
    expect(faultsOf({ ...GOOD, issuer, roleClaim: 'groups', adminValues: ['a'] })).toHaveLength(1);
    expect(faultsOf({ ...GOOD, issuer, allowedEmailDomains: ['example.org'] })).toEqual([]);
    expect(faultsOf({ ...GOOD, issuer, roleClaim: 'groups', memberValues: ['a'] })).toEqual([]);
  });
});
