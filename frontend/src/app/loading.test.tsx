import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { fakeApi, modelsResponse } from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

it.each(['/shared/Zk3fQ8y1TnWm0b5Xc7Ls2A', '/lists', '/judge?run=1'])(
  'The page %s is never empty: while its script is on its way, it says so',
  async (path) => {
    fakeApi({ 'GET /models': () => ({ body: modelsResponse() }) });
    const { leave } = await renderApp(path);
    expect(await screen.findByText('Loading…')).toHaveAttribute('role', 'status');
    leave();
  },
);
