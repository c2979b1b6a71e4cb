import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { signIn } from '../features/sign-in/browser-sign-in.ts';
import { yoursTexts } from '../features/yours/texts.ts';
import { en, type Messages } from '../lib/i18n/en.ts';
import { ownRuns, runKey } from '../lib/run-key.ts';
import { provideSession, sessionState } from '../lib/session.ts';
import { completed, fakeApi, JOB, job, modelsResponse, RETRY } from '../testing/fake-api.ts';
import { flat, leftovers, pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';
import { downloads } from './downloads.ts';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const list = (name: string) => ({ name, prompts: [{ text: 'a fox' }] });
const VOTES = [{ jobId: JOB, left: 'A', right: 'B', outcome: 'left', votedAt: '2026-11-20T09:00:00.000Z' }];
const KEPT = [{ jobId: JOB, imageUrl: 'http://localhost/keep/x/1-one.webp' }];
const page = (jobId: string, nextCursor: string | null) => ({
  body: {
    exportedAt: '2026-11-20T10:00:00.000Z',
    runs: [{ ...job([completed('1-one')]), jobId, links: [] }],
    lists: nextCursor === null ? [list('Foxes')] : [],
    ...(nextCursor !== null && { votes: VOTES, kept: KEPT }),
    total: 1,
    nextCursor,
  },
});
const erased = (deletedRuns: number, goesOn = false) => ({
  status: 202,
  body: {
    requestedAt: '2026-11-20T10:00:00.000Z',
    deletedLists: 0,
    deletedRuns,
    revokedKeys: 0,
    deletedVotes: 0,
    goesOn,
  },
});
const { load } = downloads;
const { person } = signIn;
afterEach(() => {
  Object.assign(downloads, { load });
  Object.assign(signIn, { person });
  sessionState.set('none');
});

const opened = async (texts?: Messages) => {
  const app = await (texts ? renderApp('/', 'en', texts) : renderApp());
  await app.user.click(await screen.findByRole('button', { name: texts?.app.settings ?? en.app.settings }));
  const dialog = within(await screen.findByRole('dialog'));
  const press = async (name: string) => app.user.click(await dialog.findByRole('button', { name }));
  return { ...app, dialog, press };
};

describe('What is yours', () => {
  it('is downloaded, all pages of it, by the key of this browser', async () => {
    runKey();
    const requests = fakeApi({
      ...models,
      'GET /me/export': () => page(JOB, 'next'),
      'GET /me/export?cursor=next': () => page(RETRY, null),
    });
    const downloadEverything = jest.fn(async (_everything: unknown) => 1);
    Object.assign(downloads, { load: async () => ({ downloadEverything }) });
    const { dialog, press, leave } = await opened();
    await press('Download everything');
    expect(await dialog.findByText(/download is ready, but 1 picture could not be fetched/)).toBeVisible();
    expect(downloadEverything.mock.calls).toEqual([
      [
        {
          exportedAt: '2026-11-20T10:00:00.000Z',
          runs: [expect.objectContaining({ jobId: JOB }), expect.objectContaining({ jobId: RETRY })],
          lists: [list('Foxes')],
          votes: VOTES,
          kept: KEPT,
        },
      ],
    ]);
    const sent = requests.filter(({ path }) => path.startsWith('/me/export'));
    expect(sent.map(({ path }) => path)).toEqual(['/me/export', '/me/export?cursor=next']);
    expect(sent[0]?.headers['x-run-key']).toBe(runKey());
    leave();
  });

  it('is deleted once that is confirmed, as often as it takes, and this browser forgets it', async () => {
    const key = runKey();
    ownRuns.set([JOB, RETRY]);
    localStorage.setItem('pixel-prompt.stars', '[]');
    const answers = [erased(40, true), erased(2)];
    const requests = fakeApi({ ...models, 'DELETE /me': () => answers.shift() ?? erased(0) });
    const deletions = () => requests.filter(({ method }) => method === 'DELETE');
    const { dialog, press, leave } = await opened();
    await press('Delete everything I made');
    expect(dialog.getByRole('alert')).toHaveTextContent(/cannot be brought back/);
    await press('Keep it');
    expect(dialog.queryByRole('alert')).toBeNull();
    expect(deletions()).toEqual([]);
    await press('Delete everything I made');
    await press('Delete everything now');
    expect(await dialog.findByText(/^42 runs are deleted/)).toBeVisible();
    expect(deletions().map(({ headers }) => headers['x-run-key'])).toEqual([key, key]);
    expect(ownRuns.get()).toEqual([]);
    expect(localStorage.getItem('pixel-prompt.stars')).toBeNull();
    // Its runs that another request may still be starting have the same key.
    expect(runKey()).toBe(key);
    leave();
  });

  it('keeps what this browser remembers if it cannot be deleted', async () => {
    runKey();
    ownRuns.set([JOB]);
    const body = { error: 'In English.', code: 'DISPATCH_FAILED', requestId: 'abc' };
    fakeApi({ ...models, 'DELETE /me': () => ({ status: 503, body }) });
    const { dialog, press, leave } = await opened();
    await press('Delete everything I made');
    await press('Delete everything now');
    expect(await dialog.findByRole('alert')).toHaveTextContent(/to be sure, try again/);
    expect(ownRuns.get()).toEqual([JOB]);
    leave();
  });

  it('is that of the person where people sign in', async () => {
    provideSession(async () => ({ token: async () => 'one' }));
    Object.assign(signIn, { person: () => ({ id: 'x', name: 'ann@example.org' }) });
    const requests = fakeApi({
      ...models,
      'GET /me': () => ({
        body: {
          person: { id: 'x', role: 'member' },
          spent: { runs: 0, usd: 0 },
          left: { runs: 9, usd: null },
        },
      }),
      'DELETE /me': () => erased(0, true),
    });
    const { user, leave } = await renderApp();
    act(() => sessionState.set('in'));
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await screen.findByText(/kept under your account/);
    await user.click(screen.getByRole('button', { name: 'Delete everything I made' }));
    await user.click(screen.getByRole('button', { name: 'Delete everything now' }));
    expect(await screen.findByText(/^0 runs are deleted.*within a few minutes/)).toBeVisible();
    // Once: asking again would not make it go sooner.
    await waitFor(() => expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1));
    expect(requests.find(({ method }) => method === 'DELETE')?.headers).not.toHaveProperty('x-run-key');
    leave();
  });
});

describe('Every text of what is yours', () => {
  const { en: before } = yoursTexts;
  beforeAll(() => {
    yoursTexts.en = pseudo(before);
  });
  afterAll(() => {
    yoursTexts.en = before;
  });

  it('comes from the language', async () => {
    runKey();
    const failing = { status: 503, body: { error: 'x', code: 'DISPATCH_FAILED', requestId: '' } };
    fakeApi({ ...models, 'GET /me/export': () => failing, 'DELETE /me': () => erased(1, true) });
    const { dialog, press, leave } = await opened(pseudo<Messages>(en));
    await press(yoursTexts.en.download);
    await dialog.findByRole('alert');
    expect(leftovers()).toEqual([]);
    await press(yoursTexts.en.delete);
    expect(leftovers()).toEqual([]);
    await press(yoursTexts.en.deleteNow);
    await dialog.findByRole('button', { name: yoursTexts.en.delete });
    expect(leftovers()).toEqual([]);
    leave();
  });

  it('is translated', () => {
    const english = flat(before);
    const same = [...flat(yoursTexts.de)].filter(([name, text]) => english.get(name) === text);
    expect(same).toEqual([]);
    expect(yoursTexts.de.deleted(1)).toMatch(/^1 Durchgang ist gelöscht/);
    expect(yoursTexts.de.missing(2)).toMatch(/2 Bilder ließen sich nicht laden/);
  });
});
