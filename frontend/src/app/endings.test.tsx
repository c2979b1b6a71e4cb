import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { completed, failed, fakeApi, JOB, job, modelsResponse, running } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

function show(state: 'hidden' | 'visible') {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

/** Stands in for the browser's notifications; keeps what was shown. */
function fakeNotifications(): string[] {
  const shown: string[] = [];
  class FakeNotification {
    static permission = 'granted';
    onclick: (() => void) | null = null;
    constructor(title: string, options: { body: string }) {
      shown.push(`${title}: ${options.body}`);
    }
    close() {}
  }
  Object.assign(globalThis, { Notification: FakeNotification });
  return shown;
}

describe('A run that ends in the background', () => {
  it('counts in the title, shows a sign until it is looked at, and notifies where that is wanted', async () => {
    localStorage.setItem('pixel-prompt.preferences', JSON.stringify({ notifications: true }));
    dispatchEvent(new StorageEvent('storage', { key: null }));
    const shown = fakeNotifications();
    let ended = false;
    const createdAt = new Date().toISOString();
    fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      [`GET /status/${JOB}`]: () => ({
        body: ended
          ? job([completed('1-one'), failed('2-two', 'TIMEOUT')], { createdAt })
          : job([completed('1-one'), running('2-two')], { createdAt }),
      }),
    });
    const { leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    await waitFor(() => expect(document.title).toBe('(1/2) a red fox · Pixel Prompt'));
    show('hidden');
    ended = true;
    expect(await screen.findByRole('heading', { name: 'Took too long' })).toBeVisible();
    expect(document.title).toBe('✓ a red fox · Pixel Prompt');
    expect(shown).toEqual(['The run has ended: 1 picture, 1 without one: a red fox']);
    expect(
      screen.getByText('The run has ended: 1 picture, 1 without a picture, $0.05 spent. TWO: Took too long'),
    ).toBeInTheDocument();
    show('visible');
    expect(document.title).toBe('a red fox · Pixel Prompt');
    leave();
  });

  it('is quiet where nothing was switched on', async () => {
    const shown = fakeNotifications();
    let ended = false;
    fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      [`GET /status/${JOB}`]: () => ({ body: job([ended ? completed('1-one') : running('1-one')]) }),
    });
    const { leave } = await renderApp(`/r/${JOB}`);
    await screen.findByRole('article', { name: 'ONE' });
    show('hidden');
    ended = true;
    expect(await screen.findByRole('img', {}, { timeout: 12_000 })).toBeInTheDocument();
    expect(shown).toEqual([]);
    show('visible');
    leave();
  });
});
