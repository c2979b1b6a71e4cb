import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIdentify } from '../../../src/access/identify.ts';
import { newPersonalKey } from '../../../src/lib/personal-key.ts';
import { memoryKeyStore } from '../../../src/store/memory-key-store.ts';
import { closedAccess, MEMBER } from '../../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../../helpers/issuer.ts';
import { refusalOf } from '../../helpers/refusal.ts';

const clock = { now: Date.now };
let opened = 0;
const openKeys = () => {
  opened += 1;
  return memoryKeyStore();
};
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());

describe('who sends a request', () => {
  it('is anybody where the stack is open, whatever they bring along', async () => {
    const identify = createIdentify({ mode: 'open' }, clock, openKeys);
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      expect(await identify(headers)).toEqual({
        kind: 'anonymous',
        id: undefined,
        role: 'nobody',
        scopes: ['draw', 'read', 'manage', 'vote'],
      });
    }
    expect(opened).toBe(0);
    const unknown = { authorization: `Bearer ${newPersonalKey().key}` };
    expect(await refusalOf(identify(unknown))).toMatchObject({ code: 'BAD_KEY_GIVEN' });
    expect(await refusalOf(identify(unknown))).toMatchObject({ code: 'BAD_KEY_GIVEN' });
    expect(opened).toBe(1);
  });

  it('is the person of the token where it is closed', async () => {
    const identify = createIdentify(closedAccess(issuer.url), clock, openKeys);
    const token = await issuer.token('ann', MEMBER);
    for (const authorization of [`Bearer ${token}`, `bearer  ${token}`]) {
      expect(await identify({ authorization })).toMatchObject({ kind: 'person', role: 'member' });
    }
  });

  it.each([
    ['nothing', {}, 'SIGN_IN_REQUIRED'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'SIGN_IN_REQUIRED'],
    ['no token', { authorization: 'Bearer ' }, 'SIGN_IN_REQUIRED'],
    ['a token that is too long', { authorization: `Bearer ${'a'.repeat(20_000)}` }, 'SIGN_IN_REQUIRED'],
    ['a text that is no key', { authorization: 'Bearer pp_j8urHIFMaj_8AN6x2l' }, 'BAD_KEY_GIVEN'],
    ['a key that nobody has', { authorization: `Bearer ${newPersonalKey().key}` }, 'BAD_KEY_GIVEN'],
  ])('is asked for if there is %s', async (_, headers: Record<string, string>, code) => {
    const identify = createIdentify(closedAccess(issuer.url), clock, openKeys);
    expect(await refusalOf(identify(headers))).toMatchObject({ code });
  });
});
