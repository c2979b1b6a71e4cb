import { afterEach, describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { provideSession, sessionState } from '../../lib/session.ts';
import { fakeApi, modelsResponse } from '../../testing/fake-api.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { signIn } from './browser-sign-in.ts';

const KEY = 'pp_j8urHIFMaj_8AN6x2lQ0cVb7TtYq1nRz5KpWd3Ehs9F0QT7mI';
const { person } = signIn;
afterEach(() => {
  Object.assign(signIn, { person });
  provideSession(async () => signIn);
  sessionState.set('none');
});

describe('Keys for programs', () => {
  it('are made, shown once, and revoked when one has said so twice', async () => {
    const kept: { id: string; name: string }[] = [];
    const made = {
      id: 'j8urHIFMaj',
      name: 'nightly posters',
      scopes: ['draw'],
      createdAt: '2026-11-20T10:00:00.000Z',
      expiresAt: '2026-12-20T10:00:00.000Z',
      usdPerMonth: 2.5,
      runsPerDay: 20,
    };
    const me = {
      person: { id: 'x', role: 'member' },
      spent: { runs: 0, usd: 0 },
      left: { runs: 9, usd: null },
    };
    const requests = fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      'GET /me': () => ({ body: me }),
      'GET /keys': () => ({ body: { keys: kept } }),
      'POST /keys': () => {
        kept.push(made);
        return { body: { ...made, key: KEY } };
      },
      'DELETE /keys/j8urHIFMaj': () => {
        kept.pop();
        return { status: 202, body: { id: made.id } };
      },
    });
    provideSession(async () => ({ token: async () => 'one' }));
    Object.assign(signIn, { person: () => ({ id: 'x', name: 'ann@example.org' }) });
    const { user, leave } = await renderApp('/');
    act(() => sessionState.set('in'));
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByText('Keys for programs'));
    const dialog = within(screen.getByRole('dialog'));
    await dialog.findByText('You have no keys.');

    const make = dialog.getByRole('button', { name: 'Make a key' });
    expect(make).toHaveAttribute('aria-disabled', 'true');
    await user.type(dialog.getByRole('textbox', { name: 'Name of a new key' }), ' nightly posters ');
    await user.click(dialog.getByRole('checkbox', { name: 'see runs and the gallery' }));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'It counts for' }), '30 days');
    const usd = dialog.getByRole('textbox', { name: 'It may spend, in US dollars a month' });
    const runs = dialog.getByRole('textbox', { name: 'It may start, in runs a day' });
    await user.type(usd, '0');
    await user.type(runs, '1.5');
    expect(usd).toHaveAccessibleDescription(/Write an amount above 0, such as 5 or 2.50./);
    expect(runs).toHaveAccessibleDescription('Write a whole number above 0.');
    await user.click(make);
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
    await user.clear(usd);
    await user.clear(runs);
    expect(make).not.toHaveAttribute('aria-disabled');
    await user.type(usd, '2,50');
    await user.type(runs, '20');
    await user.click(make);
    await dialog.findByText(KEY);
    const sent = requests.find(({ method, path }) => method === 'POST' && path === '/keys');
    expect(sent?.body).toEqual({
      name: 'nightly posters',
      scopes: ['draw'],
      expiresInDays: 30,
      usdPerMonth: 2.5,
      runsPerDay: 20,
    });
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    expect(dialog.queryByText(KEY)).toBeNull();
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(KEY);
    await dialog.findByText('At most $2.50 a month.');
    await dialog.findByText('At most 20 runs a day.');
    // The next key begins without them.
    expect(dialog.getByRole('textbox', { name: 'It may spend, in US dollars a month' })).toHaveValue('');

    await user.click(await dialog.findByRole('button', { name: 'Revoke the key “nightly posters”' }));
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Really revoke?' }));
    await dialog.findByText('You have no keys.');
    await waitFor(() => expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1));
    leave();
  });
});
