import { describe, expect, it } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { completed, fakeApi, JOB, job, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
describe('The product', () => {
  it('says what to do when no API is reachable', async () => {
    fakeApi({});
    const { leave } = await renderApp();
    expect(await screen.findByRole('heading', { name: 'The API cannot be reached' })).toBeVisible();
    expect(screen.getByText(/npm start/)).toBeVisible();
    leave();
  });

  it('goes on saying so while it asks again, and begins once the API responds', async () => {
    fakeApi({});
    const { user, leave } = await renderApp();
    await screen.findByRole('heading', { name: 'The API cannot be reached' });
    const { promise, resolve } = Promise.withResolvers<{ body: unknown }>();
    fakeApi({ 'GET /models': () => promise });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('heading', { name: 'The API cannot be reached' })).toBeVisible();
    resolve({ body: modelsResponse() });
    expect(await screen.findByRole('textbox', { name: 'Prompt' })).toBeVisible();
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
