import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { blindTexts } from '../features/results/blind-texts.ts';
import { blindStore } from '../lib/blind.ts';
import { completed, fakeApi, JOB, job, modelsResponse, started } from '../testing/fake-api.ts';
import { pseudo } from '../testing/pseudo-language.ts';
import { renderApp } from '../testing/render-app.tsx';

const LETTERS = ['1-a', '2-b'];
const blind = { blind: true, visibility: 'private' } as const;
const shown = (modelId: string) =>
  completed(modelId, { imageUrl: `http://localhost/images/${JOB}/blind-${modelId}.webp`, provider: '' });
const revealed = {
  jobId: JOB,
  revealedAt: '2026-11-20T10:00:00.000Z',
  letters: [
    { letter: 'A', model: 'TWO', modelId: '2-two', index: 0 },
    { letter: 'B', model: 'ONE', modelId: '1-one', index: 0 },
  ],
};

/** A blind run that has ended, and is told as any other once it was revealed. */
function world() {
  let isRevealed = false;
  return fakeApi({
    'GET /models': () => ({ body: modelsResponse() }),
    'POST /generate': () => started(JOB, ['1-one', '2-two']),
    [`GET /status/${JOB}`]: () => ({
      body: isRevealed
        ? job([completed('1-one'), completed('2-two')], { visibility: 'private' })
        : job(LETTERS.map(shown), blind),
    }),
    [`POST /runs/${JOB}/reveal`]: () => {
      isRevealed = true;
      return { body: revealed };
    },
  });
}

describe('A blind run in the page', () => {
  beforeEach(() => blindStore.set(false));
  afterEach(() => blindStore.set(false));

  it('is asked for by a switch that stays as it was set', async () => {
    const requests = world();
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.click(screen.getByRole('switch', { name: /^Blind/ }));
    await user.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    await screen.findByText(blindTexts.en.question);
    const sent = requests.find(({ path }) => path === '/generate');
    expect(sent?.body).toMatchObject({ prompt: 'a red fox', blind: true });
    expect(blindStore.get()).toBe(true);
    leave();
  });

  it('shows letters, and no name, price or time', async () => {
    world();
    const { leave } = await renderApp(`/r/${JOB}`);
    await screen.findByText(blindTexts.en.question);
    expect(screen.getAllByRole('article').map((article) => article.getAttribute('aria-label'))).toEqual([
      'A',
      'B',
    ]);
    const text = document.body.textContent ?? '';
    for (const word of ['ONE', 'TWO', 'Vendor', '$'])
      expect([word, text.includes(word)]).toEqual([word, false]);
    leave();
  });

  it.each(['key', 'click'])('is revealed by picking a picture: by its %s', async (how) => {
    const requests = world();
    const { user, leave } = await renderApp(`/r/${JOB}`);
    const picture = await screen.findByRole('button', { name: /B is the best/ });
    if (how === 'key') await user.keyboard('b');
    else await user.click(picture);
    expect(await screen.findByText('You picked B: ONE.')).toBeVisible();
    expect(await within(screen.getByRole('main')).findByRole('article', { name: 'TWO' })).toBeVisible();
    expect(requests.filter(({ path }) => path.endsWith('/reveal'))).toHaveLength(1);
    leave();
  });

  it('is revealed without a favourite', async () => {
    world();
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: 'No favourite' }));
    expect(await within(screen.getByRole('main')).findByRole('article', { name: 'ONE' })).toBeVisible();
    expect(screen.queryByText(/You picked/)).toBeNull();
    leave();
  });

  it('says so if it could not be revealed, and can be picked from again', async () => {
    fakeApi({
      'GET /models': () => ({ body: modelsResponse() }),
      [`GET /status/${JOB}`]: () => ({ body: job(LETTERS.map(shown), blind) }),
      [`POST /runs/${JOB}/reveal`]: () => ({
        status: 503,
        body: { error: 'In English.', code: 'DISPATCH_FAILED', requestId: 'abc' },
      }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(await screen.findByRole('button', { name: /A is the best/ }));
    expect(await screen.findByText(new RegExp(blindTexts.en.failed))).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /A is the best/ })).not.toHaveAttribute('aria-disabled'),
    );
    leave();
  });

  it('has every text in the language of the page', async () => {
    const { en } = blindTexts;
    blindTexts.en = pseudo(en);
    try {
      world();
      const { leave } = await renderApp(`/r/${JOB}`);
      await screen.findByText(blindTexts.en.question);
      const texts = within(screen.getByRole('main'));
      for (const english of [en.question, en.keys, en.none, en.best('A')]) {
        expect(texts.queryByText(english)).toBeNull();
      }
      leave();
    } finally {
      blindTexts.en = en;
    }
  });
});
