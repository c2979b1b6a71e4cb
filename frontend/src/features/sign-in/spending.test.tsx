import { afterEach, describe, expect, it } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { provideSession, sessionState } from '../../lib/session.ts';
import { fakeApi, modelsResponse } from '../../testing/fake-api.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { signIn } from './browser-sign-in.ts';

const { person } = signIn;
afterEach(() => {
  Object.assign(signIn, { person });
  provideSession(async () => signIn);
  sessionState.set('none');
});

const PEOPLE = Array.from({ length: 22 }, (_, index) => ({
  id: `person-${String(index + 1).padStart(2, '0')}`,
  runs: 2,
  usd: 22 - index,
  leftUsd: index,
}));

async function settingsOf(role: 'admin' | 'member', spending: { status?: number; body: object }) {
  const me = { person: { id: 'person-02', role }, spent: { runs: 0, usd: 0 }, left: { runs: 9, usd: null } };
  const requests = fakeApi({
    'GET /models': () => ({ body: modelsResponse() }),
    'GET /me': () => ({ body: me }),
    'GET /spending': () => spending,
  });
  provideSession(async () => ({ token: async () => 'one' }));
  Object.assign(signIn, { person: () => ({ id: 'x', name: 'ann@example.org' }) });
  const { user, leave } = await renderApp('/');
  act(() => sessionState.set(role === 'admin' ? 'admin' : 'in'));
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  const dialog = within(screen.getByRole('dialog'));
  await dialog.findByText(/person-02/);
  return { user, leave, dialog, asked: () => requests.filter(({ path }) => path === '/spending').length };
}

const cells = (row: HTMLElement) =>
  [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' '));

describe('What people have spent', () => {
  it('is shown to admins when they open it: who has spent most first, all of them when asked', async () => {
    const body = { month: '2026-11', budgetUsd: 25, people: PEOPLE, total: PEOPLE.length };
    const { user, leave, dialog, asked } = await settingsOf('admin', { body });
    expect(asked()).toBe(0);
    await user.click(await dialog.findByText('What people have spent'));
    await dialog.findByText(/^In November 2026, with what is held/);
    await dialog.findByText('Each person may spend $25.00 a month.');
    const rows = dialog.getAllByRole('row').map(cells);
    expect([rows.length, rows[0], rows[1], rows[2], rows.at(-1)]).toEqual([
      22,
      ['Person', 'Spent', 'Left', 'Runs'],
      ['person-01', '$22.00', '$0.00', '2'],
      ['person-02you', '$21.00', '$1.00', '2'],
      // Of all of them, also of those who are not shown yet.
      ['22 people', '$253.00', '', '44'],
    ]);
    await user.click(dialog.getByRole('button', { name: 'Show all 22' }));
    expect(dialog.getAllByRole('row')).toHaveLength(24);
    leave();
  });

  it('has no column for a budget that there is not, and says when nobody has drawn', async () => {
    const people = PEOPLE.slice(0, 1).map((each) => ({ ...each, leftUsd: null }));
    const spent = await settingsOf('admin', {
      body: { month: '2026-11', budgetUsd: null, people, total: 1 },
    });
    await spent.user.click(await spent.dialog.findByText('What people have spent'));
    await spent.dialog.findByText('There is no budget for each person.');
    expect(spent.dialog.getAllByRole('row').map(cells)).toEqual([
      ['Person', 'Spent', 'Runs'],
      ['person-01', '$22.00', '2'],
      ['One person', '$22.00', '2'],
    ]);
    spent.leave();

    const none = await settingsOf('admin', {
      body: { month: '2026-11', budgetUsd: 5, people: [], total: 0 },
    });
    await none.user.click(await none.dialog.findByText('What people have spent'));
    await none.dialog.findByText('Nobody has drawn anything this month.');
    none.leave();
  });

  it('says when it cannot be told', async () => {
    const { user, leave, dialog } = await settingsOf('admin', {
      status: 503,
      body: { error: 'x', code: 'DISPATCH_FAILED', requestId: 'abc' },
    });
    await user.click(await dialog.findByText('What people have spent'));
    await dialog.findByRole('alert', {}, { timeout: 10_000 });
    leave();
  });

  it('is neither shown nor asked for where somebody is no admin', async () => {
    const { leave, dialog, asked } = await settingsOf('member', { body: {} });
    await dialog.findByText('Keys for programs');
    expect(dialog.queryByText('What people have spent')).toBeNull();
    expect(asked()).toBe(0);
    leave();
  });
});
