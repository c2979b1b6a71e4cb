import { afterEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { signIn } from '../features/sign-in/browser-sign-in.ts';
import { signInTexts } from '../features/sign-in/texts.ts';
import { apiRequest } from '../lib/api.ts';
import { setPreference } from '../lib/preferences.ts';
import { provideSession, type Session, sessionState } from '../lib/session.ts';
import { writeStored } from '../lib/store.ts';
import { completed, fakeApi, JOB, job, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const refused = (code = 'SIGN_IN_REQUIRED', status = 401) => ({
  status,
  body: { error: 'In English.', code, requestId: 'r' },
});
const models = { body: modelsResponse() };
const own = async () => signIn;
const ACCESS = { mode: 'issuer', issuer: 'https://sso.example.org', clientId: 'page', scopes: 'openid' };

afterEach(() => {
  provideSession(own);
  sessionState.set('none');
});

/** A session with these tokens, one after the other. */
function withTokens(tokens: (string | undefined)[]) {
  const asked: unknown[] = [];
  provideSession(
    async (): Promise<Session> => ({
      async token(refusal) {
        asked.push(refusal);
        return tokens.shift();
      },
    }),
  );
  sessionState.set('in');
  return asked;
}

describe('A request', () => {
  it('of an open installation carries no token, and nothing of a session is fetched for it', async () => {
    let fetched = 0;
    provideSession(async () => {
      fetched += 1;
      return signIn;
    });
    const requests = fakeApi({ 'GET /models': () => models });
    await apiRequest('/models');
    expect(fetched).toBe(0);
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('of a signed-in person carries the token, and is repeated once with another', async () => {
    const asked = withTokens(['old', 'new']);
    const answers = [refused('SESSION_EXPIRED'), models];
    const requests = fakeApi({ 'POST /generate': () => answers.shift() ?? refused() });
    const body = { prompt: 'a red fox' };
    await apiRequest('/generate', { method: 'POST', body, headers: { 'idempotency-key': 'k' } });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['k', 'k']);
    expect(requests.map((request) => request.body)).toEqual([body, body]);
    expect(asked).toEqual([undefined, { token: 'old', code: 'SESSION_EXPIRED' }]);
  });

  it('is repeated no more where that one is refused as well', async () => {
    withTokens(['old', 'new']);
    const requests = fakeApi({ 'GET /models': () => refused('SESSION_EXPIRED') });
    await expect(apiRequest('/models')).rejects.toMatchObject({ status: 401 });
    expect(requests).toHaveLength(2);
    expect(sessionState.get()).toBe('out');
  });

  it.each([
    ['NOT_ALLOWED', 403],
    ['SIGN_IN_UNAVAILABLE', 503],
  ])('is not repeated for %s', async (code, status) => {
    withTokens(['one']);
    const requests = fakeApi({ 'GET /models': () => refused(code, status) });
    await expect(apiRequest('/models')).rejects.toMatchObject({ code });
    expect(requests).toHaveLength(1);
    expect(sessionState.get()).toBe('in');
  });

  it('that anybody may make never waits for a session', async () => {
    withTokens(['one']);
    const requests = fakeApi({ 'GET /access': () => ({ body: ACCESS }) });
    await apiRequest('/access', { isPublic: true });
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('says that the API cannot be reached where the script for signing in does not come', async () => {
    provideSession(async () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    fakeApi({ 'GET /models': () => refused() });
    await expect(apiRequest('/models')).rejects.toMatchObject({ name: 'NoResponseError' });
  });
});

describe('The page', () => {
  it('asks to sign in where the API wants to know who asks, in the language of the page', async () => {
    for (const language of ['en', 'de'] as const) {
      fakeApi({ 'GET /models': () => refused() });
      setPreference('language', language);
      const { leave } = await renderApp('/', language);
      await screen.findByRole('heading', { name: signInTexts[language].title });
      screen.getByRole('button', { name: signInTexts[language].button });
      expect(screen.queryByRole('textbox')).toBeNull();
      leave();
      sessionState.set('none');
      setPreference('language', 'auto');
    }
  });

  it('says that the sign-in service does not respond, and lets one try again', async () => {
    fakeApi({ 'GET /models': () => refused(), 'GET /access': () => ({ body: ACCESS }) });
    const { user, leave } = await renderApp('/');
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    await screen.findByText(/sso\.example\.org does not respond/);
    expect(screen.getByRole('button', { name: 'Sign in' })).not.toHaveAttribute('aria-disabled');
    leave();
  });

  it('goes on by itself when somebody signs in, in another tab for example', async () => {
    let isIn = false;
    fakeApi({ 'GET /models': () => (isIn ? models : refused()) });
    const { leave } = await renderApp('/');
    await screen.findByRole('heading', { name: signInTexts.en.title });
    isIn = true;
    act(() => void withTokens(['one', 'one', 'one', 'one']));
    await screen.findByRole('textbox', { name: 'Prompt' });
    leave();
  });

  it('asks to sign in again where a session ends in the middle of the work, and keeps the words', async () => {
    fakeApi({ 'GET /models': () => models, 'POST /generate': () => refused('SESSION_EXPIRED') });
    const { user, leave } = await renderApp('/');
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.click(screen.getByRole('button', { name: /^Draw/ }));
    await screen.findByRole('heading', { name: signInTexts.en.title });
    act(() => sessionState.set('none'));
    expect(await screen.findByRole('textbox', { name: 'Prompt' })).toHaveValue('a red fox');
    leave();
  });

  it('tells somebody who is not invited so, and offers another account', async () => {
    fakeApi({ 'GET /models': () => refused('NOT_INVITED', 403) });
    const { leave } = await renderApp('/');
    await screen.findByRole('heading', { name: signInTexts.en.notInvited });
    screen.getByRole('button', { name: signInTexts.en.somebodyElse });
    leave();
  });

  it('waits, and says why, where the API cannot reach the issuer', async () => {
    fakeApi({ 'GET /models': () => refused('SIGN_IN_UNAVAILABLE', 503) });
    const { leave } = await renderApp('/');
    await screen.findByRole('heading', { name: 'The API responded with an error' });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible());
    leave();
  });

  it('offers the runs of others to an admin, and nobody else, to delete', async () => {
    for (const role of ['member', 'admin']) {
      fakeApi({
        'GET /models': () => models,
        'GET /runs': () => ({ body: { runs: [], total: 0, nextCursor: null } }),
        'GET /me': () => ({
          body: { person: { id: 'x', role }, spent: { runs: 0, usd: 0 }, left: { runs: 9, usd: null } },
        }),
        [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')], { visibility: 'private' }) }),
      });
      withTokens(Array(20).fill('one'));
      const { leave } = await renderApp(`/r/${JOB}`);
      await screen.findByRole('article', { name: 'ONE' });
      if (role === 'admin') {
        await screen.findByRole('button', { name: 'Delete this run' });
        screen.getAllByRole('option', { name: 'Only whoever started it' });
      } else {
        await waitFor(() => expect(sessionState.get()).toBe('in'));
        expect(screen.queryByRole('button', { name: 'Delete this run' })).toBeNull();
      }
      leave();
      act(() => sessionState.set('none'));
    }
  });

  it('has no account in the settings of an open installation', async () => {
    fakeApi({ 'GET /models': () => models });
    const { user, leave } = await renderApp('/');
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await screen.findByRole('dialog');
    expect(screen.queryByText(signInTexts.en.account)).toBeNull();
    leave();
  });

  it('forgets a stored session that nothing can read', async () => {
    writeStored('session', 'device', 'nonsense');
    fakeApi({ 'GET /models': () => models });
    const { leave } = await renderApp('/');
    await screen.findByRole('textbox', { name: 'Prompt' });
    leave();
  });
});
