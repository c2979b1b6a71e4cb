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
    await user.click(make);
    await dialog.findByText(KEY);
    const sent = requests.find(({ method, path }) => method === 'POST' && path === '/keys');
    expect(sent?.body).toEqual({ name: 'nightly posters', scopes: ['draw'], expiresInDays: 30 });
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    expect(dialog.queryByText(KEY)).toBeNull();
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(KEY);

    await user.click(await dialog.findByRole('button', { name: 'Revoke the key “nightly posters”' }));
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Really revoke?' }));
    await dialog.findByText('You have no keys.');
    await waitFor(() => expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1));
    leave();
  });
});
