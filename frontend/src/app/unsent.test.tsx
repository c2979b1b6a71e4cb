import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  completed,
  failed,
  fakeApi,
  JOB,
  job,
  model,
  modelsResponse,
  RETRY,
  started,
} from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const able = (id: string) => {
  const plain = model(id);
  const operations = (['change', 'repaint', 'widen'] as const).map((operation) => ({
    operation,
    references: 1,
    referenceUsd: 0.01,
  }));
  return { ...plain, supports: { ...plain.supports, operations } };
};
const reference = {
  referenceId: 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ',
  width: 400,
  height: 300,
  bytes: 9,
  thumbnailUrl: 'data:image/webp;base64,AA==',
  expiresAt: '2026-11-21T10:00:00.000Z',
};
const refusal = { status: 402, body: { error: 'In English.', code: 'BUDGET_EXHAUSTED', requestId: 'q' } };
/** Everything that the tab knows without its memory. */
const reload = () => act(() => void dispatchEvent(new StorageEvent('storage', { key: null })));

describe('What was typed and drawn for a picture', () => {
  let isRefused = true;
  beforeEach(() => {
    // jsdom has no pointers.
    Object.assign(globalThis, { PointerEvent: class extends MouseEvent {} });
    isRefused = true;
    fakeApi({
      'GET /models': () => ({ body: modelsResponse([able('1-one'), able('2-two')]) }),
      [`GET /status/${JOB}`]: () => ({ body: job([completed('1-one'), completed('2-two')]) }),
      [`GET /status/${RETRY}`]: () => ({ body: job([completed('1-one')], { jobId: RETRY }) }),
      'POST /references': () => ({ body: reference }),
      'POST /generate': () => (isRefused ? refusal : started(RETRY, ['1-one'])),
    });
  });

  async function open(name = 'ONE') {
    const { user, leave } = await renderApp(`/r/${JOB}`);
    const dialog = async () => {
      await user.click(await screen.findByRole('button', { name: `Go on from ${name}` }));
      return within(await screen.findByRole('dialog'));
    };
    return { user, leave, dialog };
  }

  it('is there again after the dialog was closed, the page reloaded, and the start refused; not once it was sent', async () => {
    const { user, leave, dialog } = await open();
    let here = await dialog();
    await user.click(here.getByRole('checkbox', { name: 'TWO' }));
    await user.type(here.getByRole('textbox', { name: 'What shall change' }), 'make it night');
    await user.click(here.getByRole('button', { name: 'Close' }));
    leave();
    reload();

    const again = await open();
    here = await again.dialog();
    expect(here.getByRole('textbox', { name: 'What shall change' })).toHaveValue('make it night');
    expect(here.getByRole('checkbox', { name: 'TWO' })).not.toBeChecked();
    await again.user.click(await here.findByRole('button', { name: /^Draw with 1 model/ }));
    await screen.findByText(/The run was not started/);
    here = await again.dialog();
    expect(here.getByRole('textbox', { name: 'What shall change' })).toHaveValue('make it night');

    isRefused = false;
    await again.user.click(await here.findByRole('button', { name: /^Draw with 1 model/ }));
    await waitFor(() => expect(location.pathname).toBe(`/r/${RETRY}`));
    again.leave();
    const last = await open();
    expect((await last.dialog()).getByRole('textbox', { name: 'What shall change' })).toHaveValue('');
    last.leave();
  });

  it('is not sent while there is no network', async () => {
    const { user, leave, dialog } = await open();
    const here = await dialog();
    await user.type(here.getByRole('textbox', { name: 'What shall change' }), 'make it night');
    const send = await here.findByRole('button', { name: /^Draw with 2 models/ });
    expect(send).not.toHaveAttribute('aria-disabled');
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    act(() => void dispatchEvent(new Event('offline')));
    expect(here.getByText('Offline: the prompt is kept.')).toBeVisible();
    expect(here.getByRole('button', { name: /^Draw with 2 models/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    online.mockRestore();
    act(() => void dispatchEvent(new Event('online')));
    expect(here.getByRole('button', { name: /^Draw with 2 models/ })).not.toHaveAttribute('aria-disabled');
    leave();
  });

  it('is of its own picture', async () => {
    const { user, leave, dialog } = await open();
    await user.type((await dialog()).getByRole('textbox', { name: 'What shall change' }), 'a hat');
    leave();
    const other = await open('TWO');
    expect((await other.dialog()).getByRole('textbox', { name: 'What shall change' })).toHaveValue('');
    other.leave();
  });

  it('is a mask, too, which is not lost with the click beside the dialog', async () => {
    const { user, leave, dialog } = await open();
    const here = await dialog();
    await user.click(here.getByRole('radio', { name: 'Repaint' }));
    const area = await here.findByRole('application', { name: 'Mark what shall be repainted' });
    fireEvent.pointerDown(area, { button: 0, buttons: 1, clientX: 10, clientY: 20 });
    fireEvent.pointerMove(area, { buttons: 1, clientX: 30, clientY: 20 });
    fireEvent.pointerUp(area);
    const line = () => document.querySelector('[role="application"] path')?.getAttribute('d');
    await waitFor(() => expect(line()).toBe('M10 20L30 20'));
    fireEvent.mouseDown(screen.getByRole('dialog'));
    expect(screen.queryByRole('dialog')).toBeNull();
    reload();
    await dialog();
    expect(screen.getByRole('radio', { name: 'Repaint' })).toBeChecked();
    await waitFor(() => expect(line()).toBe('M10 20L30 20'));
    leave();
  });
});

it('Words for a model that refused are kept until they are sent', async () => {
  let isRefused = true;
  fakeApi({
    'GET /models': () => ({ body: modelsResponse() }),
    [`GET /status/${JOB}`]: () => ({ body: job([failed('1-one', 'PROMPT_REFUSED')]) }),
    'POST /generate': () => (isRefused ? refusal : started(RETRY, ['1-one'])),
    [`GET /status/${RETRY}`]: () => ({ body: job([completed('1-one')], { jobId: RETRY }) }),
  });
  const { user, leave } = await renderApp(`/r/${JOB}`);
  const words = async () => {
    await user.click(await screen.findByRole('button', { name: 'Reword: ONE' }));
    return within(await screen.findByRole('dialog')).getByRole('textbox', { name: 'Prompt' });
  };
  const first = await words();
  await user.clear(first);
  await user.type(first, 'a friendly fox');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  reload();
  expect(await words()).toHaveValue('a friendly fox');
  const send = () =>
    user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Send the new words' }));
  await send();
  await screen.findByText(/The run was not started/);
  expect(await words()).toHaveValue('a friendly fox');
  isRefused = false;
  await send();
  await waitFor(() => expect(sessionStorage.getItem('pixel-prompt.unsent')).toBe('{}'));
  leave();
});

describe('A list that is not made yet', () => {
  beforeEach(() => {
    fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      'GET /lists': () => ({ body: { lists: [], total: 0, nextCursor: null } }),
      'GET /gallery/list': () => ({ body: { galleries: [], total: 0, nextCursor: null } }),
    });
  });

  it('is there again after another page and a reload', async () => {
    const { user, leave } = await renderApp('/lists');
    await user.type(await screen.findByLabelText('Name'), 'Foxes');
    await user.type(screen.getByLabelText('Prompts'), 'a red fox');
    await user.click(screen.getByLabelText('TWO'));
    await user.click(screen.getByRole('link', { name: 'Gallery' }));
    await waitFor(() => expect(screen.queryByLabelText('Prompts')).toBeNull());
    leave();
    reload();
    const again = await renderApp('/lists');
    expect(await screen.findByLabelText('Name')).toHaveValue('Foxes');
    expect(screen.getByLabelText('Prompts')).toHaveValue('a red fox');
    expect(screen.getByLabelText('TWO')).not.toBeChecked();
    again.leave();
  });

  it('gets back prompts in whose place a ready-made list was taken', async () => {
    const { user, leave } = await renderApp('/lists');
    const prompts = await screen.findByLabelText('Prompts');
    await user.type(prompts, 'a red fox');
    expect(screen.queryByRole('button', { name: 'Bring back my prompts' })).toBeNull();
    await user.selectOptions(screen.getByLabelText('Take a ready-made list'), 'english');
    await waitFor(() => expect(prompts).not.toHaveValue('a red fox'));
    await user.click(screen.getByRole('button', { name: 'Bring back my prompts' }));
    expect(prompts).toHaveValue('a red fox');
    leave();
  });
});
