import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { rememberRun } from '../lib/run-key.ts';
import { completed, fakeApi, JOB, job, modelsResponse, running } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const entry = (index: number, more: object = {}) => ({
  id: `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`,
  timestamp: '2026-11-20T10:00:00.000Z',
  prompt: `run ${index}`,
  preview: 'http://localhost/images/x.webp',
  previews: [],
  imageCount: 1,
  totalModels: 2,
  totalPictures: 2,
  models: [{ id: '1-one', name: 'ONE' }],
  ...more,
});
const page = (
  galleries: object[],
  nextCursor: string | null = null,
  searchedBackTo: string | null = '2026-11-12T09:00:00.000Z',
) => ({ body: { galleries, total: galleries.length, nextCursor, searchedBackTo } });
const status = () => screen.getByText(/^\d+ runs?( so far)?$|^Searching…$/);
const listed = (requests: ReturnType<typeof fakeApi>) =>
  requests.filter(({ path }) => path.startsWith('/gallery/list')).map(({ path }) => path);

describe('The gallery', () => {
  it('loads page by page, and keeps stars', async () => {
    fakeApi({
      ...models,
      'GET /gallery/list': () => page([entry(1), entry(2)], 'next'),
      'GET /gallery/list?cursor=next': () => page([entry(3), entry(4)]),
    });
    const { user, leave } = await renderApp('/gallery');
    expect(await screen.findByText('run 1')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('run 4')).toBeVisible();
    expect(screen.getByText('That is all of them.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Star “run 3”' }));
    await user.click(screen.getByRole('switch', { name: 'Starred only' }));
    expect(screen.getByText('run 3')).toBeVisible();
    expect(screen.queryByText('run 1')).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'TWO');
    expect(await screen.findByText('No run matches.')).toBeVisible();
    leave();
  });

  it('has the API search, once the words are typed, and keeps what it looks for in the address', async () => {
    const requests = fakeApi({
      ...models,
      'GET /gallery/list': () => page([entry(1), entry(2)]),
      'GET /gallery/list?q=RUN+2': () => page([entry(2)]),
      'GET /gallery/list?q=RUN+2&model=TWO&aspectRatio=16%3A9': () => page([]),
    });
    const { user, leave } = await renderApp('/gallery');
    await screen.findByText('run 1');
    await user.type(screen.getByRole('searchbox'), 'RUN 2');
    expect(await screen.findByText('1 run')).toBeVisible();
    expect(location.search).toBe('?q=RUN+2');
    expect(listed(requests)).toEqual(['/gallery/list', '/gallery/list?q=RUN+2']);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'TWO');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Shape' }), 'Wide');
    expect(await screen.findByText('No run matches.')).toBeVisible();
    expect(location.search).toBe('?q=RUN+2&model=TWO&shape=16%3A9');
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(await screen.findByText('run 1')).toBeVisible();
    expect(location.search).toBe('');
    leave();
  });

  it('finds what the address looks for, and offers models that are no longer configured', async () => {
    const requests = fakeApi({
      ...models,
      'GET /gallery/list?q=fox&model=Old+One': () =>
        page([entry(7, { models: [{ id: '1-x', name: 'Other Old One' }] })]),
    });
    const { leave } = await renderApp('/gallery?q=fox&model=Old+One');
    expect(await screen.findByText('run 7')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('fox');
    const choice = screen.getByRole('combobox', { name: 'Model' });
    expect(choice).toHaveValue('Old One');
    const names = within(choice)
      .getAllByRole('option')
      .map(({ textContent }) => textContent);
    expect(names).toEqual(['All models', 'Old One', 'ONE', 'Other Old One', 'TWO']);
    expect(listed(requests)).toHaveLength(1);
    leave();
  });

  it('goes on looking, and then says how far back it has, and searches further if asked', async () => {
    const times = ['a', 'b', 'c', 'd'];
    const requests = fakeApi({
      ...models,
      'GET /gallery/list?q=first': () => page([], 'a', '2026-11-18T09:00:00.000Z'),
      ...Object.fromEntries(
        times.map((cursor, index) => [
          `GET /gallery/list?q=first&cursor=${cursor}`,
          () =>
            index === times.length - 1
              ? page([entry(1)])
              : page([], times[index + 1] ?? null, `2026-11-1${7 - index}T09:00:00.000Z`),
        ]),
      ),
    });
    const { user, leave } = await renderApp('/gallery?q=first');
    expect(await screen.findByText('Nothing found so far.')).toBeVisible();
    expect(screen.getByText(/^Searched back to Nov 16, 2026/)).toBeVisible();
    expect(listed(requests)).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Search further' }));
    expect(await screen.findByText(/^Searched back to Nov 15, 2026/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Search further' }));
    expect(await screen.findByText('run 1')).toBeVisible();
    expect(status()).toHaveTextContent('1 run');
    expect(screen.queryByText(/Searched back/)).toBeNull();
    leave();
  });

  it("deletes one's own runs, and offers it for no other", async () => {
    const { id } = entry(1);
    let galleries = [entry(1), entry(2)];
    fakeApi({
      ...models,
      'GET /gallery/list': () => page(galleries),
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

  it('says that it is empty, or why it cannot be shown, and keeps the filters', async () => {
    fakeApi({ ...models, 'GET /gallery/list': () => page([], null, null) });
    const first = await renderApp('/gallery');
    expect(await screen.findByRole('heading', { name: 'No runs yet' })).toBeVisible();
    first.leave();
    let isBroken = true;
    fakeApi({
      ...models,
      'GET /gallery/list?q=fox': () =>
        isBroken
          ? {
              status: 400,
              body: { error: 'In English.', code: 'INVALID_CURSOR', requestId: 'abc-5' },
            }
          : page([entry(1)]),
    });
    const second = await renderApp('/gallery?q=fox');
    expect(await screen.findByText('The list has changed. Reload the page.')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('fox');
    isBroken = false;
    await second.user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('run 1')).toBeVisible();
    second.leave();
  });
});

const summary = (index: number, more: object = {}) => {
  const { results: _results, attempts: _attempts, ...run } = job([completed('1-one')]);
  return {
    ...run,
    jobId: `22222222-2222-4222-8222-${String(index).padStart(12, '0')}`,
    prompt: `mine ${index}`,
    models: [{ id: '1-one', name: 'ONE' }],
    previews: ['http://localhost/images/x.webp'],
    ...more,
  };
};
const none = { completedPictures: 0, previews: [] };

describe("One's own runs", () => {
  it('are listed by the key of this browser, those without a picture too', async () => {
    const requests = fakeApi({
      ...models,
      'GET /gallery/list': () => page([entry(1)]),
      'GET /runs': () => ({
        body: {
          runs: [
            summary(3, { ...none, status: 'in_progress', endedAt: null }),
            summary(2, { ...none, status: 'failed' }),
            summary(1),
          ],
          total: 3,
          nextCursor: null,
        },
      }),
    });
    const { user, leave } = await renderApp('/gallery');
    await screen.findByText('run 1');
    await user.click(screen.getByRole('switch', { name: 'Only mine' }));
    expect(await screen.findByText('mine 2')).toBeVisible();
    expect(screen.queryByText('run 1')).toBeNull();
    expect(location.search).toBe('?mine=1');
    expect(screen.getByText('Without a picture')).toBeVisible();
    expect(screen.getByText('Drawing')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Star “mine 2”' })).toBeDisabled();
    const [request] = requests.filter(({ path }) => path === '/runs');
    expect(request?.headers['x-run-key']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    await user.type(screen.getByRole('searchbox'), 'mine 1');
    expect(screen.queryByText('mine 2')).toBeNull();
    expect(screen.getByText('mine 1')).toBeVisible();
    leave();
  });

  it('say so where there are none', async () => {
    fakeApi({
      ...models,
      'GET /runs': () => ({ body: { runs: [], total: 0, nextCursor: null } }),
    });
    const { leave } = await renderApp('/gallery?mine=1');
    expect(await screen.findByText(/^You have drawn nothing here yet/)).toBeVisible();
    leave();
  });

  it('that another tab has started are listed while they draw, in a tab that knows nothing of them', async () => {
    localStorage.setItem('pixel-prompt.run-key', JSON.stringify('k'.repeat(43)));
    // The stores read again.
    dispatchEvent(new StorageEvent('storage', { key: null }));
    const drawing = job([running('1-one')], { prompt: 'drawn elsewhere' });
    const requests = fakeApi({
      ...models,
      'GET /runs': () => ({
        body: { runs: [{ ...drawing, models: [], previews: [] }], total: 1, nextCursor: null },
      }),
      [`GET /status/${JOB}`]: () => ({ body: drawing }),
    });
    const { user, leave } = await renderApp('/gallery?starred=1');
    await user.click(await screen.findByText('1 running'));
    const list = within(screen.getByRole('navigation', { name: 'Runs in progress' }));
    expect(list.getByRole('link', { name: /drawn elsewhere/ })).toHaveAttribute('href', `/r/${JOB}`);
    expect(requests.filter(({ path }) => path === '/runs')).toHaveLength(1);
    leave();
  });
});
