import { describe, expect, it } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { rememberRun } from '../lib/run-key.ts';
import { completed, fakeApi, JOB, job, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const entry = (index: number) => ({
  id: `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`,
  timestamp: '2026-11-20T10:00:00.000Z',
  prompt: `run ${index}`,
  preview: 'http://localhost/images/x.webp',
  previews: [],
  imageCount: 1,
  totalModels: 2,
});

describe('The product', () => {
  it('says what to do when no API is reachable', async () => {
    fakeApi({});
    const { leave } = await renderApp();
    expect(await screen.findByRole('heading', { name: 'The API cannot be reached' })).toBeVisible();
    expect(screen.getByText(/npm start/)).toBeVisible();
    leave();
  });

  it('says so when the API is another version', async () => {
    fakeApi({ 'GET /models': () => ({ body: modelsResponse([], { version: '2' }) }) });
    const { leave } = await renderApp();
    expect(await screen.findByRole('heading', { name: 'The API is another version' })).toBeVisible();
    leave();
  });

  it('says in its own words why the API refuses to start', async () => {
    fakeApi({
      'GET /models': () => ({
        status: 429,
        body: { error: 'Slow down, please.', code: 'RATE_LIMITED', requestId: 'abc-4' },
      }),
    });
    const { leave } = await renderApp();
    expect(await screen.findByText('The limit of runs is reached.')).toBeVisible();
    expect(screen.getByText('Reference: abc-4')).toBeVisible();
    leave();
  });

  it('knows when it is offline and when it is back', async () => {
    fakeApi(models);
    const { leave } = await renderApp();
    await screen.findByRole('textbox', { name: 'Prompt' });
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    act(() => void dispatchEvent(new Event('offline')));
    expect(screen.getByText('You are offline.')).toBeVisible();
    expect(screen.getByRole('button', { name: /Draw 2 pictures/ })).toHaveAttribute('aria-disabled', 'true');
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: true });
    act(() => void dispatchEvent(new Event('online')));
    expect(screen.queryByText('You are offline.')).toBeNull();
    leave();
  });

  it('lists in its keyboard help only keys that work', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp('/gallery');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('?');
    const dialog = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }));
    expect(dialog.getByText('Go to the studio')).toBeVisible();
    expect(dialog.queryByText('To the prompt')).toBeNull();
    await user.click(dialog.getByRole('switch', { name: /Keys without Ctrl or Cmd/ }));
    expect(dialog.queryByText('Go to the studio')).toBeNull();
    leave();
  });

  it('changes language and appearance and keeps them', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: 'Deutsch' }));
    expect(await screen.findByRole('dialog', { name: 'Einstellungen' })).toBeVisible();
    expect(document.documentElement.lang).toBe('de');
    await user.click(screen.getByRole('radio', { name: 'Dunkel' }));
    expect(JSON.parse(localStorage.getItem('pixel-prompt.preferences') ?? '{}')).toMatchObject({
      language: 'de',
      theme: 'dark',
    });
    leave();
  });

  it('loads the gallery page by page, searches it and keeps stars', async () => {
    const page = (from: number, nextCursor: string | null) => ({
      body: { galleries: [entry(from), entry(from + 1)], total: 2, nextCursor },
    });
    fakeApi({
      ...models,
      'GET /gallery/list': () => page(1, 'next'),
      'GET /gallery/list?cursor=next': () => page(3, null),
    });
    const { user, leave } = await renderApp('/gallery');
    expect(await screen.findByText('run 1')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('run 4')).toBeVisible();
    expect(screen.getByText('That is all of them.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Star “run 3”' }));
    await user.type(screen.getByRole('searchbox'), 'RUN 2');
    expect(await screen.findByText('1 run')).toBeVisible();
    expect(location.search).toBe('?q=RUN+2');
    await user.clear(screen.getByRole('searchbox'));
    await user.click(screen.getByRole('switch', { name: 'Starred only' }));
    expect(screen.getByText('run 3')).toBeVisible();
    expect(screen.queryByText('run 1')).toBeNull();
    leave();
  });

  it("deletes one's own runs from the gallery, and offers it for no other", async () => {
    const { id } = entry(1);
    let galleries = [entry(1), entry(2)];
    fakeApi({
      ...models,
      'GET /gallery/list': () => ({ body: { galleries, total: galleries.length, nextCursor: null } }),
      [`DELETE /runs/${id}`]: () => {
        galleries = [entry(2)];
        return { status: 202, body: { jobId: id, deletedAt: '2026-11-20T10:00:00.000Z' } };
      },
    });
    rememberRun(id);
    const { user, leave } = await renderApp('/gallery');
    expect(await screen.findByText('run 2')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Delete “run 2”' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Delete “run 1”' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('The run has been deleted.')).toBeVisible();
    expect(screen.queryByText('run 1')).toBeNull();
    leave();
  });

  it('says that the gallery is empty, or why it cannot be shown', async () => {
    fakeApi({
      ...models,
      'GET /gallery/list': () => ({ body: { galleries: [], total: 0, nextCursor: null } }),
    });
    const first = await renderApp('/gallery');
    expect(await screen.findByRole('heading', { name: 'No runs yet' })).toBeVisible();
    first.leave();
    fakeApi({
      ...models,
      'GET /gallery/list': () => ({
        status: 400,
        body: { error: 'This page of the gallery is not known.', code: 'INVALID_CURSOR', requestId: 'abc-5' },
      }),
    });
    const second = await renderApp('/gallery');
    expect(await screen.findByText('The list has changed. Reload the page.')).toBeVisible();
    second.leave();
  });

  it('has a page for addresses that do not exist', async () => {
    fakeApi(models);
    const { leave } = await renderApp('/nowhere');
    expect(await screen.findByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    leave();
  });

  it('gives a finished run its title and description', async () => {
    const meta = document.createElement('meta');
    meta.name = 'description';
    document.head.append(meta);
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }) });
    const { leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    expect(document.title).toBe('a red fox · Pixel Prompt');
    expect(meta.content).toBe('“a red fox”, drawn by 1 of 1 image model with Pixel Prompt.');
    leave();
    meta.remove();
  });
});
