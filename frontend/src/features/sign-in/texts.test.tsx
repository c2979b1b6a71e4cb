import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { en, type Messages } from '../../lib/i18n/en.ts';
import { sessionState } from '../../lib/session.ts';
import { fakeApi, modelsResponse } from '../../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../../testing/pseudo-language.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { yoursTexts } from '../yours/texts.ts';
import { signIn } from './browser-sign-in.ts';
import type { Reason } from './create-sign-in.ts';
import { signInTexts } from './texts.ts';

const texts = pseudo<Messages>(en);

describe('Every text of signing in', () => {
  const { en: before } = signInTexts;
  const { en: yoursBefore } = yoursTexts;
  const refused = (code: string, status: number) => ({
    'GET /models': () => ({ status, body: { error: 'In English.', code, requestId: 'abc' } }),
    'GET /access': () => ({ body: { mode: 'issuer', issuer: 'https://sso.example.org', clientId: 'page' } }),
  });
  const ben = { id: 'ben', name: 'a red fox' };
  const { person, reason } = signIn;
  beforeAll(() => {
    signInTexts.en = pseudo(before);
    yoursTexts.en = pseudo(yoursBefore);
  });
  afterEach(() => {
    Object.assign(signIn, { person, reason });
    sessionState.set('none');
  });
  afterAll(() => {
    signInTexts.en = before;
    yoursTexts.en = yoursBefore;
  });

  it.each<Reason>([
    { kind: 'ended' },
    { kind: 'away', host: 'sso.example.org' },
    { kind: 'refused', said: 'no' },
    { kind: 'failed' },
  ])('comes from the language, after $kind', async (why) => {
    fakeApi(refused('SIGN_IN_REQUIRED', 401));
    Object.assign(signIn, { reason: () => why });
    const { leave } = await renderApp('/', 'en', texts);
    await screen.findByRole('button', { name: signInTexts.en.button });
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('comes from the language for somebody who is not invited', async () => {
    fakeApi(refused('NOT_INVITED', 403));
    Object.assign(signIn, { person: () => ben });
    const { leave } = await renderApp('/', 'en', texts);
    await screen.findByRole('button', { name: signInTexts.en.somebodyElse });
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('comes from the language in the settings', async () => {
    const me = {
      person: { id: '1234567890', role: 'admin' },
      spent: { runs: 3, usd: 1.5 },
      left: { runs: 47, usd: 8.75 },
    };
    const key = {
      id: '1234567890',
      name: 'a red fox',
      scopes: ['draw', 'read', 'manage', 'vote', 'admin'],
      createdAt: '2026-11-20T10:00:00.000Z',
      expiresAt: '2027-02-18T10:00:00.000Z',
      usdPerMonth: 5,
      runsPerDay: 20,
    };
    const spending = {
      month: '2026-11',
      budgetUsd: 10,
      people: [
        { id: '1234567890', runs: 3, usd: 1.25, leftUsd: 8.75 },
        { id: '9876543210', runs: 1, usd: 0, leftUsd: 10 },
      ],
      total: 2,
    };
    for (const response of [{ body: me }, { status: 503, body: { error: 'x', code: 'DISPATCH_FAILED' } }]) {
      fakeApi({
        'GET /models': () => ({ body: modelsResponse() }),
        'GET /me': () => response,
        'GET /keys': () => (response.status === undefined ? { body: { keys: [key] } } : response),
        'GET /spending': () => ({ body: spending }),
      });
      Object.assign(signIn, { person: () => ben });
      const { user, leave } = await renderApp('/', 'en', texts);
      act(() => sessionState.set('admin'));
      await user.click(await screen.findByRole('button', { name: texts.app.settings }));
      await screen.findByRole('button', { name: signInTexts.en.signOut });
      if (response.status === undefined) await screen.findByText(signInTexts.en.spent('$1.50'));
      else await screen.findByText(signInTexts.en.unknown);
      await user.click(screen.getByText(signInTexts.en.keys.title));
      if (response.status === undefined) {
        await screen.findByRole('button', { name: signInTexts.en.keys.revokeOf('a red fox') });
        await user.type(screen.getByRole('textbox', { name: signInTexts.en.keys.usdPerMonth }), '-');
        await user.type(screen.getByRole('textbox', { name: signInTexts.en.keys.runsPerDay }), '-');
        await screen.findByText(signInTexts.en.keys.badRuns);
        await user.click(screen.getByText(signInTexts.en.spending.title));
        await screen.findByText(signInTexts.en.spending.you);
      } else await screen.findByRole('alert');
      expect(leftovers()).toEqual([]);
      leave();
    }
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(signInTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
    expect(signInTexts.de.away('sso.example.org')).toMatch(/sso\.example\.org antwortet nicht/);
  });
});
