import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sessionState } from '../../lib/session.ts';
import { readStored, writeStored } from '../../lib/store.ts';
import { ANN, BEN, browserWith, grant, ISSUER, keepAnn, SECRETS } from '../../testing/sign-in-world.ts';
import type { Oidc } from './create-sign-in.ts';
import { IssuerAwayError } from './issuer.ts';
import { keepErrand, readSession } from './stored.ts';

describe('Signing in', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    sessionState.set('none');
  });
  afterEach(() => {
    jest.useRealTimers();
    sessionState.set('none');
  });

  it('leaves for the issuer, and comes back to the address that was wanted, without the code', async () => {
    history.replaceState(null, '', '/gallery?q=fox#top');
    const answers: string[] = [];
    const { openTab, went } = browserWith({
      findIssuer: async () => ISSUER,
      signInAddress: async (_issuer, redirect) => ({
        address: `https://sso/?to=${redirect}`,
        secrets: SECRETS,
      }),
      async takeGrant(_issuer, answer, redirect, secrets) {
        answers.push(answer.toString(), redirect, JSON.stringify(secrets));
        return grant('one');
      },
    });
    await openTab().signIn();
    expect(went).toEqual(['https://sso/?to=http://localhost/signed-in']);

    history.replaceState(null, '', '/signed-in?code=c&state=s');
    const after = openTab();
    expect(await Promise.all([after.token(), after.token()])).toEqual(['one', 'one']);
    expect(answers).toEqual(['code=c&state=s', 'http://localhost/signed-in', JSON.stringify(SECRETS)]);
    expect(location.pathname + location.search + location.hash).toBe('/gallery?q=fox#top');
    expect(readStored('sign-in', 'tab')).toBeUndefined();
  });

  it('keeps what the same person had here, and nothing of somebody else', async () => {
    const { openTab } = browserWith({ takeGrant: async () => grant('one', { person: BEN }) });
    writeStored('history', 'device', ['a red fox']);
    writeStored('preferences', 'device', { theme: 'dark' });
    for (const [before, kept] of [
      [undefined, ['a red fox']],
      [BEN.id, ['a red fox']],
      [ANN.id, undefined],
    ]) {
      if (before !== undefined) writeStored('person', 'device', before);
      keepErrand({ issuer: ISSUER, secrets: SECRETS, wanted: '/' });
      history.replaceState(null, '', '/signed-in?code=c');
      expect(await openTab().token()).toBe('one');
      expect(readStored('history', 'device')).toEqual(kept);
    }
    expect(readStored('preferences', 'device')).toEqual({ theme: 'dark' });
    expect(readStored('person', 'device')).toBe(BEN.id);
  });

  it('reaches the tabs that wait for it, and reloads those of somebody else', async () => {
    keepAnn();
    const { openTab, reloads } = browserWith({
      renewGrant: async () => grant('ann'),
      takeGrant: async () => grant('ben', { person: BEN }),
    });
    const [first, waiting, coming] = [openTab(), openTab(), openTab()];
    await first.token();
    expect(await waiting.token()).toBe('ann');
    keepErrand({ issuer: ISSUER, secrets: SECRETS, wanted: '/' });
    history.replaceState(null, '', '/signed-in?code=c');
    await coming.token();
    expect(reloads).toEqual([1, 2]);
  });

  it.each([
    ['the issuer is away', new IssuerAwayError('down'), { kind: 'away', host: 'sso.example.org' }],
    ['the answer cannot be used', new Error('state'), { kind: 'failed' }],
  ])('says so if %s, at the address that was wanted', async (_name, error, reason) => {
    keepErrand({ issuer: ISSUER, secrets: SECRETS, wanted: '/gallery' });
    history.replaceState(null, '', '/signed-in?code=c');
    const tab = browserWith({
      takeGrant: async () => {
        throw error;
      },
    }).openTab();
    expect(await tab.token()).toBeUndefined();
    expect(tab.reason()).toEqual(reason);
    expect(location.pathname).toBe('/gallery');
  });

  it('says so if the issuer is away before anybody leaves', async () => {
    const { openTab, went } = browserWith({
      findIssuer: async () => {
        throw new IssuerAwayError('down');
      },
    });
    const tab = openTab();
    await tab.signIn();
    expect(tab.reason()).toEqual({ kind: 'away', host: 'sso.example.org' });
    expect(went).toEqual([]);
  });

  it('uses no code twice', async () => {
    history.replaceState(null, '', '/signed-in?code=again');
    const tab = browserWith({}).openTab();
    expect(await tab.token()).toBeUndefined();
    expect(tab.reason()).toEqual({ kind: 'failed' });
    expect(location.href).toBe('http://localhost/');
  });
});

describe('Signing out', () => {
  afterEach(() => sessionState.set('none'));

  const setUp = (endSession: Oidc['endSession']) => {
    keepAnn();
    writeStored('history', 'device', ['a red fox']);
    writeStored('drafts', 'tab', {});
    return browserWith({ renewGrant: async () => grant('one'), endSession });
  };

  it('clears this browser, tells the issuer and takes every tab home', async () => {
    const ended: unknown[] = [];
    const { openTab, went } = setUp(async (_issuer, tokens, home) => {
      ended.push(tokens, home);
      return 'https://sso/end';
    });
    const [one] = [openTab(), openTab()];
    await one.token();
    await one.signOut();
    expect(ended).toEqual([{ refreshToken: 'after-one', idToken: 'one' }, 'http://localhost/']);
    expect(went).toEqual(['http://localhost/', 'https://sso/end']);
    expect(Object.keys({ ...localStorage, ...sessionStorage })).toEqual([]);
  });

  it('signs out here if the issuer is away', async () => {
    const { openTab, went } = setUp(async () => {
      throw new IssuerAwayError('down');
    });
    const tab = openTab();
    await tab.token();
    await tab.signOut();
    expect(went).toEqual(['http://localhost/']);
    expect(readSession()).toBeUndefined();
  });
});
