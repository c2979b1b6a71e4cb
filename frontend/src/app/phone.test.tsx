import { afterEach, describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { fakeApi, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

describe('The studio on a phone', () => {
  const { matchMedia } = globalThis;
  afterEach(() => {
    globalThis.matchMedia = matchMedia;
  });
  const narrow = () => {
    globalThis.matchMedia = (query) =>
      ({
        matches: query.includes('max-width'),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      }) as Partial<MediaQueryList> as MediaQueryList;
  };

  it('makes no settings before somebody unfolds them, or one of them is missing', async () => {
    narrow();
    const requests = fakeApi({ 'GET /models': () => ({ body: modelsResponse() }) });
    const first = await renderApp();
    const fold = () => screen.findByRole('button', { name: /^Models and settings/ });
    expect(await fold()).toHaveTextContent('2 of 2');
    expect(screen.queryByRole('button', { name: 'None' })).toBeNull();
    await first.user.click(await fold());
    await first.user.click(screen.getByRole('button', { name: 'None' }));
    await first.user.click(await fold());
    expect(screen.getByRole('button', { name: 'None' })).toBeInTheDocument();
    first.leave();

    const again = await renderApp();
    expect(await fold()).toHaveTextContent('0 of 2');
    expect(screen.queryByRole('button', { name: 'None' })).toBeNull();
    await again.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await again.user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByText('Choose at least one model.')).toHaveFocus();
    expect(await fold()).toHaveAttribute('aria-expanded', 'true');
    expect(requests.some(({ path }) => path === '/generate')).toBe(false);
    await again.user.click(screen.getByRole('button', { name: 'All' }));
    again.leave();
  });
});
