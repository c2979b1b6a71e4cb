import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AccessResponse } from '../../../../src/contract/index.ts';
import { SESSION_KEY, sessionState } from '../../lib/session.ts';
import { readStored } from '../../lib/store.ts';
import {
  ACCESS,
  ANN,
  browserWith,
  grant,
  HOUR_MS,
  keepAnn,
  passes,
  refusal,
} from '../../testing/sign-in-world.ts';
import type { Oidc } from './create-sign-in.ts';
import { IssuerAwayError } from './issuer.ts';
import { readSession } from './stored.ts';

describe('A session', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    sessionState.set('none');
  });
  afterEach(() => {
    jest.useRealTimers();
    sessionState.set('none');
  });

  it('is nobody where nothing is stored, and says so only once the API has refused a request', async () => {
    const tab = browserWith({}).openTab();
    expect(await tab.token()).toBeUndefined();
    expect(sessionState.get()).toBe('none');
    expect(await tab.token({ token: undefined, code: 'SIGN_IN_REQUIRED' })).toBeUndefined();
    expect(sessionState.get()).toBe('out');
  });

  it('is renewed once after a reload, however many requests wait, and keeps no token in the storage', async () => {
    keepAnn();
    const spent: string[] = [];
    const renewGrant: Oidc['renewGrant'] = async (_issuer, token) => {
      spent.push(token);
      return grant('one');
    };
    const tab = browserWith({ renewGrant }).openTab();
    expect(await Promise.all([tab.token(), tab.token(), tab.token()])).toEqual(['one', 'one', 'one']);
    expect(spent).toEqual(['first']);
    expect(sessionState.get()).toBe('in');
    expect(tab.person()).toEqual(ANN);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('"one"');
    expect(readSession()?.refreshToken).toBe('after-one');
  });

  it('is renewed a minute before the token ends, by the clock of this device and without a request', async () => {
    keepAnn();
    const spent: string[] = [];
    const tab = browserWith({
      async renewGrant(_issuer, token) {
        spent.push(token);
        return grant(`${spent.length}`);
      },
    }).openTab();
    expect(await tab.token()).toBe('1');
    await passes(HOUR_MS - 61_000);
    expect(spent).toEqual(['first']);
    await passes(1500);
    expect(spent).toEqual(['first', 'after-1']);
    expect(await tab.token()).toBe('2');
  });

  it('is renewed by one of two tabs, and the other has the new token', async () => {
    keepAnn();
    const spent: string[] = [];
    const { openTab } = browserWith({
      async renewGrant(_issuer, token) {
        expect(spent).not.toContain(token);
        spent.push(token);
        return grant(`${spent.length}`);
      },
    });
    const [one, two] = [openTab(), openTab()];
    const tokens = Promise.all([one.token(), two.token()]);
    await passes(1000);
    expect(await tokens).toEqual(['1', '1']);
    await passes(HOUR_MS - 59_000);
    await passes(1000);
    expect(spent).toEqual(['first', 'after-1']);
    expect([await one.token(), await two.token()]).toEqual(['2', '2']);
  });

  it('gets another token for one that was refused, but not for one that the API has not seen', async () => {
    keepAnn();
    let renewals = 0;
    const renewGrant = async () => {
      renewals += 1;
      return grant(`${renewals}`);
    };
    const tab = browserWith({ renewGrant }).openTab();
    await tab.token();
    expect(await tab.token({ token: '1', code: 'SIGN_IN_REQUIRED' })).toBe('1');
    await passes(1000);
    expect(await tab.token({ token: '1', code: 'SESSION_EXPIRED' })).toBe('2');
    // A request that was on its way with the old one.
    expect(await tab.token({ token: '1', code: 'SESSION_EXPIRED' })).toBe('2');
    expect(renewals).toBe(2);
  });

  it('outlives an issuer that is away', async () => {
    keepAnn();
    let isAway = true;
    const renewGrant = async () => {
      if (isAway) throw new IssuerAwayError('down');
      return grant('one');
    };
    const tab = browserWith({ renewGrant }).openTab();
    await expect(tab.token()).rejects.toMatchObject({ status: 503, code: 'SIGN_IN_UNAVAILABLE' });
    expect(readSession()?.refreshToken).toBe('first');
    expect(sessionState.get()).toBe('none');
    isAway = false;
    await passes(1000);
    expect(await tab.token()).toBe('one');
  });

  it('ends where the issuer ends it, and says so', async () => {
    keepAnn();
    const renewGrant = async () => {
      throw refusal;
    };
    const tab = browserWith({ renewGrant }).openTab();
    expect(await tab.token()).toBeUndefined();
    expect(readSession()).toBeUndefined();
    await passes(1000);
    await tab.token({ token: undefined, code: 'SIGN_IN_REQUIRED' });
    expect([sessionState.get(), tab.reason()]).toEqual(['out', { kind: 'ended' }]);
  });

  it.each([
    ['has opened the installation', { mode: 'open' } as AccessResponse],
    ['has another issuer now', { ...ACCESS, issuer: 'https://new.example.org' }],
  ])('is forgotten where the owner %s, whether the old issuer is there or not', async (_name, access) => {
    for (const renewGrant of [
      async () => grant('one'),
      async () => {
        throw new IssuerAwayError('gone');
      },
    ]) {
      keepAnn();
      const tab = browserWith({ renewGrant }, async () => access).openTab();
      await tab.token();
      await passes(1000);
      expect(readSession()).toBeUndefined();
      expect(await tab.token()).toBeUndefined();
      expect(sessionState.get()).toBe('none');
    }
  });

  it('leaves a refresh token that is good for ever to this tab alone', async () => {
    keepAnn();
    const tab = browserWith({ renewGrant: async () => grant('one', { refreshToken: undefined }) }).openTab();
    await tab.token();
    expect(readStored(SESSION_KEY, 'device')).toBeUndefined();
    expect(readStored(SESSION_KEY, 'tab')).toMatchObject({ refreshToken: 'first' });
  });
});
