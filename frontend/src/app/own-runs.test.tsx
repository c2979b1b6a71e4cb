import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import {
  completed,
  failed,
  fakeApi,
  JOB,
  job,
  modelsResponse,
  RETRY,
  running,
  started,
} from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const tile = (name: string) => screen.findByRole('article', { name });

describe('Runs of this browser and of others', () => {
  it('cancels one model or the rest of a run that was started here, and says what may be billed', async () => {
    const cancelled = new Set<string>();
    const state = (id: string) => (cancelled.has(id) ? failed(id, 'CANCELLED') : running(id));
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, ['1-one', '2-two']),
      [`GET /status/${JOB}`]: () => ({
        body: job([state('1-one'), state('2-two')], { createdAt: new Date().toISOString() }),
      }),
      [`POST /runs/${JOB}/cancel`]: ({ body }) => {
        const { models: wanted = ['1-one'] } = body as { models?: string[] };
        for (const id of wanted) cancelled.add(id);
        const begun = wanted.includes('2-two') ? [] : [{ jobId: JOB, modelId: '2-two' }];
        return { status: 202, body: { jobId: JOB, closed: [{ jobId: JOB, modelId: '1-one' }], begun } };
      },
    });
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await within(await tile('ONE')).findByRole('button', { name: 'Cancel: ONE' }));
    expect(await within(await tile('ONE')).findByRole('heading', { name: 'Cancelled' })).toBeVisible();
    expect(screen.getByText(/1 picture was cancelled, not billed\./)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel the rest' }));
    expect(await screen.findByText(/1 picture had begun: still drawn, and may be billed\./)).toBeVisible();
    const sent = requests.filter(({ path }) => path.endsWith('/cancel'));
    expect(sent.map(({ body }) => body)).toEqual([{ models: ['1-one'], index: 0 }, {}]);
    expect(sent[0]?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    leave();
  });

  it('deletes a run that was started here, once it is confirmed, and forgets it', async () => {
    let deleted = false;
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, ['1-one']),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      // The page is left once its lists are read again.
      'GET /runs': () => ({ body: { runs: [], total: 0, nextCursor: null } }),
      [`DELETE /runs/${JOB}`]: () => {
        deleted = true;
        return { status: 202, body: { jobId: JOB, deletedAt: '2026-11-20T10:00:00.000Z' } };
      },
    });
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a deleted fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Star' }));
    await user.click(screen.getByRole('button', { name: 'Delete this run' }));
    await user.click(await screen.findByRole('button', { name: 'Keep it' }));
    expect(deleted).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Delete this run' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('The run has been deleted.')).toBeVisible();
    expect(location.pathname).toBe('/');
    const [request] = requests.filter(({ method }) => method === 'DELETE');
    expect(request?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(localStorage.getItem('pixel-prompt.own-runs')).toBe('[]');
    expect(localStorage.getItem('pixel-prompt.stars')).toBe('[]');
    leave();
  });

  it('draws for whom was chosen, remembers that, and lets it be changed for a run', async () => {
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, ['1-one']),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')], { visibility: 'private' }) }),
      [`PATCH /runs/${JOB}`]: ({ body }) => ({ body: { jobId: JOB, ...(body as object) } }),
    });
    const { user, leave } = await renderApp();
    const composer = within(await screen.findByRole('complementary'));
    const choice = () => composer.getByRole('combobox', { name: 'Who sees it' });
    expect(choice()).toHaveValue('listed');
    await user.selectOptions(choice(), 'Only this browser');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await within(await tile('ONE')).findByRole('img')).toBeInTheDocument();
    const sent = requests.find(({ path }) => path === '/generate');
    expect(sent?.body).toMatchObject({ visibility: 'private' });
    const read = requests.find(({ path }) => path === `/status/${JOB}`);
    expect(read?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(localStorage.getItem('pixel-prompt.visibility')).toBe('"private"');
    const later = within(screen.getByRole('main')).getByRole('combobox', { name: 'Who sees it' });
    expect(later).toHaveValue('private');
    await user.selectOptions(later, 'Whoever has the link');
    expect(await screen.findByText(/Whoever has its link can open it/)).toBeVisible();
    expect(later).toHaveValue('unlisted');
    const change = requests.find(({ method }) => method === 'PATCH');
    expect(change?.body).toEqual({ visibility: 'unlisted' });
    expect(change?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    leave();
  });

  it('is kept for as long as was chosen, and is called and kept otherwise later', async () => {
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, ['1-one']),
      [`GET /status/${JOB}`]: () => ({
        body: job([completed('1-one')], { createdAt: new Date().toISOString() }),
      }),
      [`PATCH /runs/${JOB}`]: () => ({
        body: {
          jobId: JOB,
          visibility: 'listed',
          title: 'For the poster',
          expiresAt: '2027-01-01T00:00:00.000Z',
        },
      }),
    });
    const { user, leave } = await renderApp();
    const composer = within(await screen.findByRole('complementary'));
    await user.selectOptions(composer.getByRole('combobox', { name: 'Kept for' }), '7 days');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox for a week');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Title and time' }));
    expect(requests.find(({ path }) => path === '/generate')?.body).toMatchObject({ expiresInDays: 7 });
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: 'Title' }), ' For the poster ');
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Kept for' }), '1 day');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('heading', { name: 'For the poster' })).toBeVisible();
    expect(screen.getByText(/→ .*2027/)).toBeVisible();
    const change = requests.find(({ method }) => method === 'PATCH');
    expect(change?.body).toEqual({ title: 'For the poster', expiresInDays: 1 });
    expect(change?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    leave();
  });

  it('says that the time of a run was over', async () => {
    const error = { error: 'This run has expired.', code: 'RUN_EXPIRED', requestId: 'abc-5' };
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ status: 410, body: error }) });
    const { leave } = await renderApp(`/r/${JOB}`);
    expect(await screen.findByRole('heading', { name: 'This run has expired.' })).toBeVisible();
    leave();
  });

  it('asks for nothing where nothing was chosen, and sends no key for the runs of others', async () => {
    const requests = fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      'POST /generate': () => started(RETRY, ['1-one']),
      [`GET /status/${RETRY}`]: () => ({ body: job([completed('1-one')], { jobId: RETRY }) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await tile('ONE');
    expect(within(screen.getByRole('main')).queryByRole('combobox', { name: 'Who sees it' })).toBeNull();
    expect(requests.find(({ path }) => path === `/status/${JOB}`)?.headers).not.toHaveProperty('x-run-key');
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), ' in snow');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('button', { name: 'Delete this run' });
    expect(requests.find(({ path }) => path === '/generate')?.body).not.toHaveProperty('visibility');
    expect(requests.find(({ path }) => path === '/generate')?.body).not.toHaveProperty('expiresInDays');
    leave();
  });

  it('says so if a run was not deleted, and keeps it', async () => {
    const error = { error: 'Try again.', code: 'DISPATCH_FAILED', requestId: 'abc-3' };
    fakeApi({
      ...models,
      'POST /generate': () => started(JOB, ['1-one']),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
      [`DELETE /runs/${JOB}`]: () => ({ status: 503, body: error }),
    });
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a kept fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Delete this run' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText(/The run was not deleted\./)).toBeVisible();
    expect(location.pathname).toBe(`/r/${JOB}`);
    leave();
  });

  it('shows nothing of a run that somebody deleted while it was looked at', async () => {
    let deleted = false;
    const error = { error: 'This run has been deleted.', code: 'RUN_DELETED', requestId: 'abc-4' };
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () =>
        deleted
          ? { status: 410, body: error }
          : { body: job([running('1-one')], { createdAt: new Date().toISOString() }) },
    });
    const { leave } = await renderApp(`/r/${JOB}`);
    expect(await within(await tile('ONE')).findByText('Drawing')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Delete this run' })).toBeNull();
    deleted = true;
    const gone = await screen.findByRole('heading', { name: 'This run has been deleted' }, { timeout: 8000 });
    expect(gone).toBeVisible();
    expect(screen.queryByRole('article', { name: 'ONE' })).toBeNull();
    leave();
  }, 15_000);

  it("does not offer to cancel somebody else's run", async () => {
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ body: job([running('1-one')]) }) });
    const { leave } = await renderApp(`/r/${JOB}`);
    expect(await within(await tile('ONE')).findByText('Drawing')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
    leave();
  });

  it('retries one model of its own run, which the API then shows as one', async () => {
    let retried = false;
    const { attempts } = job([]);
    const requests = fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => {
        const second = retried ? { ...completed('2-two'), attempt: 2 } : failed('2-two', 'PROVIDER_DOWN');
        const more = retried ? { attempts: [...attempts, { ...job([]), jobId: RETRY }] } : {};
        return { body: job([completed('1-one'), second], more) };
      },
      'POST /generate': () => {
        retried = true;
        return { body: { ...started(RETRY, ['2-two']).body, retryOf: JOB } };
      },
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Show them' }));
    await user.click(screen.getByRole('button', { name: 'Try again: TWO' }));
    expect(await within(await tile('TWO')).findByRole('img', {}, { timeout: 4000 })).toBeInTheDocument();
    expect(within(await tile('TWO')).getByText(/attempt 2/)).toBeInTheDocument();
    expect(location.search).toBe('');
    const [generate] = requests.filter((request) => request.path === '/generate');
    expect(generate?.body).toEqual({
      prompt: 'a red fox',
      models: ['2-two'],
      aspectRatio: '1:1',
      retryOf: JOB,
    });
    expect(generate?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    leave();
  });

  it("retries one model of somebody else's run into the same view and keeps that in the address", async () => {
    const requests = fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one'), failed('2-two', 'PROVIDER_DOWN')]) }),
      'POST /generate': () => started(RETRY, ['2-two']),
      [`GET /status/${RETRY}`]: () => ({ body: job([completed('2-two')], { jobId: RETRY }) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Show them' }));
    await user.click(screen.getByRole('button', { name: 'Try again: TWO' }));
    expect(await within(await tile('TWO')).findByRole('img')).toBeInTheDocument();
    expect(within(await tile('TWO')).getByText(/attempt 2/)).toBeInTheDocument();
    expect(location.search).toBe(`?with=${RETRY}`);
    expect(requests.filter((request) => request.path === '/generate')).toHaveLength(1);
    leave();
  });
});
