import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { fakeApi, model, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const supports = model('1-one').supports;
const MODELS = [
  model('1-one', { priceUsd: { low: 0.01, high: 0.01 } }),
  model('2-two', {
    provider: 'Other',
    priceUsd: { low: 0.2, high: 0.4 },
    supports: { ...supports, aspectRatios: ['1:1'], seed: false, negativePrompt: true, steps: true },
  }),
  model('3-three', { provider: 'Other', priceUsd: null, notice: 'Runs on its successor.', status: 'legacy' }),
  model('4-four', { priceUsd: { low: 0, high: 0 } }),
  model('5-five', { status: 'retired' }),
];
const models = { 'GET /models': () => ({ body: modelsResponse(MODELS) }) };
const box = () => screen.findByRole('textbox', { name: 'Prompt' });
const stored = (name: string) => JSON.parse(localStorage.getItem(`pixel-prompt.${name}`) ?? 'null');

describe('Asking', () => {
  it('groups models by vendor with price and notice, and lets none be chosen that is switched off', async () => {
    fakeApi(models);
    const { leave } = await renderApp();
    const other = within(await screen.findByRole('group', { name: 'Other' }));
    expect(other.getByRole('checkbox', { name: 'TWO $0.20–$0.40' })).toBeChecked();
    expect(other.getByRole('checkbox', { name: 'THREE price unknown' })).toHaveAccessibleDescription(
      'Older model',
    );
    expect(screen.getByRole('checkbox', { name: /^FIVE/ })).toBeDisabled();
    expect(screen.getByRole('button', { name: /Draw 4 pictures/ })).toHaveTextContent('$0.21–$0.51');
    expect(screen.getByText('1 model has no known price: counted with up to $0.10 a picture.')).toBeVisible();
    leave();
  });

  it('chooses all, none or the cheapest three, and remembers it', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('button', { name: 'Cheapest three' }));
    expect(stored('draft').models).toEqual(['4-four', '1-one', '2-two']);
    await user.click(screen.getByRole('checkbox', { name: /^TWO/ }));
    expect(screen.getByRole('button', { name: /Draw 2 pictures/ })).toHaveTextContent('$0.01');
    leave();
    const again = await renderApp();
    expect(await screen.findByRole('button', { name: /Draw 2 pictures/ })).toBeVisible();
    again.leave();
  });

  it('offers settings only as far as the chosen models take them', async () => {
    const shapes = () => within(screen.getByRole('group', { name: 'Shape' })).getAllByRole('radio');
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByText('Advanced settings'));
    expect(screen.getByRole('textbox', { name: 'Steps' })).toHaveAccessibleDescription(
      /1 of 4 chosen models support this\./,
    );
    expect(screen.queryByRole('textbox', { name: 'Prompt strength' })).toBeNull();
    await user.click(screen.getByRole('switch', { name: /Shared settings only/ }));
    expect(screen.queryByRole('textbox', { name: 'Steps' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Seed' })).toBeNull();
    expect(shapes()).toHaveLength(1);
    await user.click(screen.getByRole('checkbox', { name: /^TWO/ }));
    expect(screen.getByRole('textbox', { name: 'Seed' })).toBeVisible();
    expect(shapes()).toHaveLength(7);
    leave();
  });

  it('asks for several pictures of each model, and counts them all in number and price', async () => {
    fakeApi({ 'GET /models': () => ({ body: modelsResponse() }) });
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('radio', { name: '3 pictures per model' }));
    const button = screen.getByRole('button', { name: /Draw 6 pictures/ });
    expect(button).toHaveTextContent('$0.24–$0.36');
    leave();
  });

  it('says when a shape is not drawn exactly', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('radio', { name: 'Wide, 16:9' }));
    expect(screen.getByText('1 chosen model draws another shape instead.')).toBeVisible();
    leave();
  });

  it('keeps a typed seed, offers a random one that rolls on, and refuses what is none', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp();
    const seed = await screen.findByRole('textbox', { name: 'Seed' });
    const rolls = () => screen.getByRole('switch', { name: 'New number after each run' });
    await user.type(seed, '42');
    expect(rolls()).not.toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Random' }));
    expect((seed as HTMLInputElement).value).toMatch(/^\d+$/);
    expect(rolls()).toBeChecked();
    await user.type(seed, '1');
    expect(rolls()).not.toBeChecked();
    await user.clear(seed);
    await user.type(seed, '1.5');
    expect(seed).toBeInvalid();
    expect(seed).toHaveAccessibleDescription(/A whole number from 0 to 2147483647\./);
    leave();
  });

  it('shows what the rewriter changed; accepting can be undone', async () => {
    fakeApi({
      ...models,
      'POST /enhance': () => ({
        body: { original: 'a fox', enhanced: 'a red fox at dawn', model: 'rewriter-1' },
      }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a fox');
    await user.click(screen.getByRole('button', { name: 'Enhance' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Enhance the prompt' }));
    expect((await dialog.findAllByRole('insertion')).map((each) => each.textContent?.trim())).toEqual([
      'red',
      'at dawn',
    ]);
    await user.click(dialog.getByRole('button', { name: 'Use the rewritten one' }));
    expect(await box()).toHaveValue('a red fox at dawn');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await box()).toHaveValue('a fox');
    leave();
  });

  it('says why a prompt was not rewritten', async () => {
    fakeApi({
      ...models,
      'POST /enhance': () => ({
        status: 502,
        body: { error: 'In English.', code: 'ENHANCER_FAILED', requestId: 'abc-3' },
      }),
    });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'a fox');
    await user.click(screen.getByRole('button', { name: 'Enhance' }));
    expect(await screen.findByText('The text model did not return a usable prompt.')).toBeVisible();
    expect(screen.getByText('Reference: abc-3')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Keep mine' }));
    expect(await box()).toHaveValue('a fox');
    leave();
  });

  it('has no button for a rewriter that is not there', async () => {
    fakeApi({ 'GET /models': () => ({ body: modelsResponse(MODELS, { enhancer: null }) }) });
    const { leave } = await renderApp();
    await box();
    expect(screen.queryByRole('button', { name: 'Enhance' })).toBeNull();
    leave();
  });

  it('proposes prompts by theme', async () => {
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('button', { name: 'Ideas' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Prompts worth trying' }));
    await user.click(dialog.getByRole('button', { name: 'Animals' }));
    const [first] = await dialog.findAllByRole('listitem');
    const prompt = first?.textContent ?? '';
    await user.click(within(first as HTMLElement).getByRole('button'));
    expect(prompt).not.toBe('');
    expect(await box()).toHaveValue(prompt);
    leave();
  });

  it('lists the prompts of this device and forgets them when told', async () => {
    localStorage.setItem('pixel-prompt.history', JSON.stringify(['one prompt', 'another prompt']));
    dispatchEvent(new StorageEvent('storage', { key: null }));
    fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('button', { name: 'History' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Your prompts on this device' }));
    await user.click(dialog.getByRole('button', { name: 'Remove “one prompt”' }));
    expect(stored('history')).toEqual(['another prompt']);
    await user.click(dialog.getByRole('button', { name: 'another prompt' }));
    expect(await box()).toHaveValue('another prompt');
    leave();
  });

  it('brings back whatever was replaced, also after a reload, and forward again', async () => {
    localStorage.setItem('pixel-prompt.history', JSON.stringify(['from the history']));
    dispatchEvent(new StorageEvent('storage', { key: null }));
    fakeApi(models);
    const first = await renderApp();
    await first.user.type(await box(), 'my own words');
    await first.user.click(screen.getByRole('button', { name: 'History' }));
    await first.user.click(await screen.findByRole('button', { name: 'from the history' }));
    await first.user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await box()).toHaveValue('');
    first.leave();
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await box()).toHaveValue('from the history');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await box()).toHaveValue('my own words');
    await user.click(screen.getByRole('button', { name: 'Redo' }));
    expect(await box()).toHaveValue('from the history');
    expect(stored('history')).toContain('my own words');
    leave();
  });

  it('counts the characters and stops at the limit', async () => {
    const response = modelsResponse(MODELS);
    const limits = { ...response.limits, promptMaxLength: 5 };
    const requests = fakeApi({ 'GET /models': () => ({ body: { ...response, limits } }) });
    const { user, leave } = await renderApp();
    await user.type(await box(), 'sevenCh');
    expect(screen.getByText('7 of 5 characters used')).toBeInTheDocument();
    expect(screen.getByText('2 characters too many')).toBeVisible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(requests.some(({ path }) => path === '/generate')).toBe(false);
    leave();
  });
});
