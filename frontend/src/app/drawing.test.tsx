import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, within } from '@testing-library/react';
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
const box = () => screen.findByRole('textbox', { name: 'Prompt' });
const both = ['1-one', '2-two'];
const posts = (requests: { path: string }[]) => requests.filter(({ path }) => path === '/generate').length;

/** However slow the machine is, the clicks that follow are at one moment. */
const stopClock = () => jest.spyOn(Date, 'now').mockReturnValue(Date.now());

describe('Drawing', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('tells the price from the first moment, and never that paid models are free', async () => {
    const responded = Promise.withResolvers<void>();
    fakeApi({
      ...models,
      'POST /generate': async () => {
        await responded.promise;
        return started(JOB, both);
      },
      [`GET /status/${JOB}`]: () => ({ body: job([running('1-one'), running('2-two')]) }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a red fox');
    await user.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    const main = within(screen.getByRole('main'));
    expect(await main.findByText(/expected \$0\.08–\$0\.12/)).toBeVisible();
    expect(main.queryByText(/free/)).toBeNull();
    responded.resolve();
    leave();
  });

  it('draws once for a double click', async () => {
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, both),
      [`GET /status/${JOB}`]: () => ({
        body: job([running('1-one'), running('2-two')], { prompt: 'a grey fox' }),
      }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a grey fox');
    stopClock();
    fireEvent.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    await screen.findByRole('article', { name: 'ONE' });
    fireEvent.click(await screen.findByRole('button', { name: /Draw 2 pictures/ }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(posts(requests)).toBe(1);
    leave();
  });

  it('draws once for a double click, although the seed has rolled on in between', async () => {
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, both),
      [`GET /status/${JOB}`]: () => ({
        body: job([running('1-one'), running('2-two')], { prompt: 'a blue fox', parameters: { seed: 42 } }),
      }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a blue fox');
    await user.click(screen.getByRole('button', { name: /random/i }));
    const seed = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Seed' }).value;
    const first = seed();
    stopClock();
    fireEvent.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    await screen.findByRole('article', { name: 'ONE' });
    expect(seed()).not.toBe(first);
    fireEvent.click(await screen.findByRole('button', { name: /Draw 2 pictures/ }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(posts(requests)).toBe(1);
    leave();
  });

  it('asks once before the same run is drawn again', async () => {
    const requests = fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one'), completed('2-two')]) }),
      'POST /generate': () => started(RETRY, both),
      [`GET /status/${RETRY}`]: () => ({ body: job([running('1-one'), running('2-two')], { jobId: RETRY }) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    await user.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    expect(screen.getByText(/Nothing has changed since this run\./)).toBeVisible();
    expect(posts(requests)).toBe(0);
    // The second press of a double click is no answer to the question.
    await act(() => new Promise((resolve) => setTimeout(resolve, 1050)));
    await user.click(screen.getByRole('button', { name: /Draw the same again/ }));
    await screen.findByRole('button', { name: /Draw 2 pictures|Sending/ });
    expect(posts(requests)).toBe(1);
    leave();
  });

  it('keeps a typed seed after the run, and rolls on a random one', async () => {
    const requests = fakeApi({
      ...models,
      'POST /generate': () => started(JOB, both),
      [`GET /status/${JOB}`]: () => ({ body: job([running('1-one'), running('2-two')]) }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a white fox');
    await user.type(screen.getByRole('textbox', { name: 'Seed' }), '42');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('button', { name: 'Hide the composer' });
    expect(screen.getByRole('textbox', { name: 'Seed' })).toHaveValue('42');
    expect(requests.find(({ path }) => path === '/generate')?.body).toMatchObject({ seed: 42 });
    leave();
  });

  it('does not draw while a word is being composed', async () => {
    const requests = fakeApi(models);
    const { user, leave } = await renderApp();
    await user.type(await box(), 'きつね');
    fireEvent.keyDown(await box(), { key: 'Enter', ctrlKey: true, isComposing: true });
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(posts(requests)).toBe(0);
    leave();
  });

  it('takes an error back when the next run starts', async () => {
    let refused = true;
    fakeApi({
      ...models,
      'POST /generate': () =>
        refused
          ? { status: 429, body: { error: 'No.', code: 'BUDGET_EXHAUSTED', requestId: 'abc-9' } }
          : started(JOB, both),
      [`GET /status/${JOB}`]: () => ({ body: job([running('1-one'), running('2-two')]) }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a blue fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/The run was not started\. The budget does not cover/)).toBeVisible();
    refused = false;
    await user.type(await box(), ' again');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('article', { name: 'ONE' });
    expect(screen.queryByText(/The run was not started/)).toBeNull();
    leave();
  });

  it('shows the words of a run in the composer, and keeps those that were typed elsewhere', async () => {
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one')]) }),
    });
    const first = await renderApp();
    await first.user.type(await box(), 'my own words');
    first.leave();
    const run = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    expect(await box()).toHaveValue('a red fox');
    run.leave();
    const again = await renderApp();
    expect(await box()).toHaveValue('my own words');
    again.leave();
  });

  it('tries all failures again with one press that says what it costs', async () => {
    const requests = fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({
        body: job([failed('1-one', 'RATE_LIMITED'), failed('2-two', 'PROVIDER_DOWN')], { status: 'failed' }),
      }),
      'POST /generate': () => started(RETRY, both),
      [`GET /status/${RETRY}`]: () => ({ body: job([running('1-one'), running('2-two')], { jobId: RETRY }) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'Try 2 again · $0.08–$0.12' }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(posts(requests)).toBe(1);
    expect(requests.find(({ path }) => path === '/generate')?.body).toMatchObject({ models: both });
    leave();
  });

  it('says so on the gallery page, too, when a run ends', async () => {
    let ended = false;
    const createdAt = new Date().toISOString();
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({
        body: job([ended ? completed('1-one') : running('1-one')], { createdAt }),
      }),
      'GET /gallery/list': () => ({ body: { galleries: [], total: 0, nextCursor: null } }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    await user.click(screen.getByRole('link', { name: 'Gallery' }));
    await screen.findByRole('heading', { name: 'Gallery' });
    expect(screen.getByText('1 running')).toBeVisible();
    expect(document.title).toBe('(0/1) Gallery · Pixel Prompt');
    ended = true;
    expect(await screen.findByText('The run has ended: 1 picture, $0.05 spent.')).toBeInTheDocument();
    expect(screen.queryByText('1 running')).toBeNull();
    leave();
  });
});
