import { jest } from '@jest/globals';
import type { AccessResponse } from '../../../src/contract/index.ts';
import { createSignIn, type News, type Oidc, type World } from '../features/sign-in/create-sign-in.ts';
import type { Grant, Issuer } from '../features/sign-in/issuer.ts';
import { keepSession } from '../features/sign-in/stored.ts';

export const ISSUER: Issuer = {
  server: {
    issuer: 'https://sso.example.org',
    authorization_endpoint: 'https://sso.example.org/auth',
    token_endpoint: 'https://sso.example.org/token',
  },
  clientId: 'page',
  scopes: 'openid',
};
export const ACCESS: AccessResponse = {
  mode: 'issuer',
  issuer: ISSUER.server.issuer,
  clientId: 'page',
  scopes: 'openid',
};
export const ANN = { id: 'https://sso.example.org\nann', name: 'ann@example.org' };
export const BEN = { id: 'https://sso.example.org\nben', name: 'ben@example.org' };
export const HOUR_MS = 3_600_000;
export const SECRETS = { state: 's', nonce: 'n', verifier: 'v' };

export const grant = (token: string, more: Partial<Grant> = {}): Grant => ({
  token,
  lifetimeMs: HOUR_MS,
  refreshToken: `after-${token}`,
  idToken: token,
  person: ANN,
  ...more,
});
export const refusal = Object.assign(new Error('invalid_grant'), { name: 'ResponseBodyError' });
const nobody = async (): Promise<never> => {
  throw new Error('Not expected.');
};

/** Tabs of one browser: one lock, one channel, one storage. */
export function browserWith(oidc: Partial<Oidc>, access: () => Promise<AccessResponse> = async () => ACCESS) {
  const listeners: { tab: number; hear: (news: News) => void }[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const went: string[] = [];
  const reloads: number[] = [];
  let tabs = 0;
  const all: Oidc = {
    endSession: nobody,
    findIssuer: nobody,
    renewGrant: nobody,
    signInAddress: nobody,
    takeGrant: nobody,
    ...oidc,
  };
  const openTab = () => {
    tabs += 1;
    const tab = tabs;
    const world: World = {
      getAccess: access,
      lock(work) {
        const mine = queue.then(work);
        queue = mine.catch(() => undefined);
        return mine;
      },
      tell(news) {
        for (const each of listeners) if (each.tab !== tab) each.hear(news);
      },
      onNews: (hear) => void listeners.push({ tab, hear }),
      goTo: (address) => void went.push(address),
      reload: () => void reloads.push(tab),
    };
    return createSignIn(world, all);
  };
  return { openTab, went, reloads };
}

export const keepAnn = () => keepSession({ issuer: ISSUER, refreshToken: 'first', person: ANN }, 'device');

/** As long as renewals settle, and promises behind them. */
export const passes = (ms: number) => jest.advanceTimersByTimeAsync(ms);
