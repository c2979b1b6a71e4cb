import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import {
  completed,
  failed,
  fakeApi,
  JOB,
  job,
  model,
  modelsResponse,
  pending,
  running,
  started,
} from '../testing/fake-api.ts';
import { renderApp } from '../testing/render-app.tsx';

const models = { 'GET /models': () => ({ body: modelsResponse() }) };
const tile = (name: string) => screen.findByRole('article', { name });

describe('The studio', () => {
  it('says on the button what a run costs, and below it how many are left', async () => {
    fakeApi(models);
    const { leave } = await renderApp();
    const button = await screen.findByRole('button', { name: /Draw 2 pictures/ });
    expect(button).toHaveTextContent('$0.08–$0.12');
    expect(screen.getByText('12 runs left today')).toBeVisible();
    leave();
  });

  it('draws with Ctrl+Enter, shows every tile at once and follows the run to its end', async () => {
    let finished = false;
    const responded = Promise.withResolvers<void>();
    const requests = fakeApi({
      ...models,
      'POST /generate': async () => {
        await responded.promise;
        return started(JOB, ['1-one', '2-two']);
      },
      [`GET /status/${JOB}`]: () => {
        const results = finished
          ? [completed('1-one'), completed('2-two')]
          : [running('1-one'), pending('2-two')];
        return { body: job(results, { createdAt: new Date().toISOString() }) };
      },
    });
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(within(await tile('ONE')).getByText('Waiting')).toBeVisible();
    expect(within(await tile('TWO')).getByText('Waiting')).toBeVisible();
    responded.resolve();
    expect(await within(await tile('ONE')).findByText('Drawing')).toBeVisible();
    finished = true;
    expect(
      await within(await tile('TWO')).findByRole(
        'img',
        { name: 'a red fox, drawn by TWO' },
        { timeout: 4000 },
      ),
    ).toBeInTheDocument();
    expect(location.pathname).toBe(`/r/${JOB}`);
    const [generate] = requests.filter((request) => request.path === '/generate');
    expect(generate?.body).toEqual({ prompt: 'a red fox', models: ['1-one', '2-two'], aspectRatio: '1:1' });
    expect(generate?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    leave();
  });

  it('asks for a prompt and for a model where one is missing', async () => {
    const requests = fakeApi(models);
    const { user, leave } = await renderApp();
    await user.click(await screen.findByRole('button', { name: 'None' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Write a prompt first.')).toBeVisible();
    expect(screen.getByText('Choose at least one model.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus();
    expect(requests.some((request) => request.path === '/generate')).toBe(false);
    leave();
  });

  it('marks what differs from what was asked, and has the whole table one click away', async () => {
    const result = completed('1-one', {
      width: 1344,
      height: 768,
      warnings: ['seed is not supported by this model and was not sent'],
    });
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({
        body: job([{ ...result, requested: { aspectRatio: '1:1', seed: 7 } }], {
          parameters: { aspectRatio: '1:1', seed: 7 },
        }),
      }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    const one = within(await tile('ONE'));
    expect(one.getByText('4.2 s')).toBeVisible();
    expect(one.getByText('$0.05')).toBeVisible();
    await user.click(one.getByRole('button', { name: '1344 × 768 instead of 1:1 +1 ONE' }));
    const facts = within(await screen.findByRole('dialog', { name: 'What ONE really did' }));
    expect(facts.getByText('Seed not used')).toBeVisible();
    expect(facts.getByText('1024x1024')).toBeVisible();
    expect(facts.getByText('PNG, 235 kB')).toBeVisible();
    expect(facts.getByText('seed is not supported by this model and was not sent')).toBeVisible();
    leave();
  });

  it.each([
    ['PROMPT_REFUSED', 'Prompt refused', 'Reword: ONE'],
    ['INPUT_REFUSED', 'Words or source refused', 'Reword: ONE'],
    ['IMAGE_REFUSED', 'Picture withheld', 'Reword: ONE'],
    ['RATE_LIMITED', 'Vendor too busy', 'Try again: ONE'],
    ['PROVIDER_DOWN', 'Vendor is down', 'Try again: ONE'],
    ['TIMEOUT', 'Took too long', 'Try again: ONE'],
    ['INVALID_IMAGE', 'Not a usable picture', 'Try again: ONE'],
    ['NOT_STARTED', 'Never started', 'Try again: ONE'],
    ['OUTCOME_UNKNOWN', 'Outcome unknown', 'Try again: ONE'],
    ['INTERNAL', 'Something went wrong', 'Try again: ONE'],
  ] as const)('explains %s and offers what helps', async (code, title, action) => {
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ body: job([failed('1-one', code)]) }) });
    const { leave } = await renderApp(`/r/${JOB}`);
    const one = within(await tile('ONE'));
    expect(one.getByRole('heading', { name: title })).toBeVisible();
    expect(one.queryByText(`Why: ${code}.`)).toBeNull();
    expect(one.getByText(/Not billed\./)).toBeVisible();
    expect(one.getByRole('button', { name: action })).toBeVisible();
    leave();
  });

  it.each(['BAD_KEY', 'OUT_OF_CREDIT', 'MODEL_RETIRED'] as const)(
    'says of %s that only the owner can mend it',
    async (code) => {
      fakeApi({
        ...models,
        [`GET /status/${JOB}`]: () => ({ body: job([failed('1-one', code, { retryable: false })]) }),
      });
      const { leave } = await renderApp(`/r/${JOB}`);
      const one = within(await tile('ONE'));
      expect(one.getByText(/The owner of this site has to fix this\./)).toBeVisible();
      expect(one.queryByRole('button', { name: /Try again|Reword/ })).toBeNull();
      leave();
    },
  );

  it('offers the file that was paid for where it cannot be shown, in the tile and beside the facts', async () => {
    const url = `http://localhost/images/${JOB}/1-one.original.heic`;
    const original = {
      key: `images/${JOB}/1-one.original.heic`,
      url,
      contentType: 'image/heic',
      bytes: 9,
    } as const;
    const kept = { ...failed('1-one', 'INVALID_IMAGE', { billed: 'yes', retryable: false }), original };
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({ body: job([kept, failed('2-two', 'INVALID_IMAGE')]) }),
    });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    const one = within(await tile('ONE'));
    const link = one.getByRole('link', { name: 'Download the file (HEIC) ONE' });
    expect(link).toHaveAttribute('href', url);
    expect(link).not.toHaveAttribute('target');
    expect(one.queryByRole('button', { name: 'Try again: ONE' })).toBeNull();
    expect(within(await tile('TWO')).queryByRole('link')).toBeNull();
    await user.click(one.getByRole('button', { name: /^Details/ }));
    const facts = within(await screen.findByRole('dialog', { name: 'What ONE really did' }));
    expect(facts.getByRole('link', { name: 'Download the file (HEIC) ONE' })).toHaveAttribute('href', url);
    leave();
  });

  it('offers the file that came of which a PNG is shown', async () => {
    const url = `http://localhost/images/${JOB}/1-one.original.svg`;
    const original = {
      key: `images/${JOB}/1-one.original.svg`,
      contentType: 'image/svg+xml',
      bytes: 9,
    } as const;
    const shown = completed('1-one', { original: { ...original, url } });
    // Of an API of before, which tells no address.
    const old = completed('2-two', { original });
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ body: job([shown, old]) }) });
    const { user, leave } = await renderApp(`/r/${JOB}`);
    await user.click(within(await tile('ONE')).getByRole('button', { name: /^Details/ }));
    const facts = within(await screen.findByRole('dialog', { name: 'What ONE really did' }));
    expect(facts.getByRole('link', { name: 'Download the file (SVG) ONE' })).toHaveAttribute('href', url);
    await user.keyboard('{Escape}');
    await user.click(within(await tile('TWO')).getByRole('button', { name: /^Details/ }));
    const others = within(await screen.findByRole('dialog', { name: 'What TWO really did' }));
    expect(others.queryByRole('link', { name: /Download/ })).toBeNull();
    leave();
  });

  it('says what was or may have been billed', async () => {
    const unknown = failed('1-one', 'OUTCOME_UNKNOWN', { billed: 'unknown' });
    const paid = { ...failed('2-two', 'IMAGE_REFUSED', { billed: 'yes', retryable: false }), costUsd: 0.04 };
    fakeApi({ ...models, [`GET /status/${JOB}`]: () => ({ body: job([unknown, paid]) }) });
    const { leave } = await renderApp(`/r/${JOB}`);
    expect(
      within(await tile('ONE')).getByText(/It may have been billed\. Another try may be billed again\./),
    ).toBeVisible();
    expect(within(await tile('TWO')).getByText(/\$0\.04 was billed\./)).toBeVisible();
    leave();
  });

  it('keeps the button shut while the budget is spent, and says until when', async () => {
    const blocked = {
      code: 'BUDGET_EXHAUSTED' as const,
      message: 'The budget of today is spent.',
      until: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const requests = fakeApi({
      'GET /models': () => {
        const response = modelsResponse();
        return { body: { ...response, limits: { ...response.limits, blocked } } };
      },
    });
    const { user, leave } = await renderApp();
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    const button = screen.getByRole('button', { name: /Draw 2 pictures/ });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/The budget is spent\. Possible again:/)).toBeVisible();
    await user.click(button);
    expect(requests.some((request) => request.path === '/generate')).toBe(false);
    leave();
  });

  it('says what is left of the budget, and draws those that fit where it is short', async () => {
    const priced = (id: string, high: number) => model(id, { priceUsd: { low: 0.01, high } });
    const requests = fakeApi({
      'GET /models': () => {
        const response = modelsResponse([
          priced('1-one', 0.3),
          priced('2-two', 0.1),
          priced('3-three', 0.05),
        ]);
        const limits = { ...response.limits, dailyBudgetUsd: 5, dailyBudgetLeftUsd: 0.2 };
        return { body: { ...response, limits } };
      },
      'POST /generate': () => started(JOB, ['2-two', '3-three']),
      [`GET /status/${JOB}`]: () => ({ body: job([running('2-two'), running('3-three')]) }),
    });
    const { user, leave } = await renderApp();
    expect(await screen.findByText('$0.20 of $5.00 left today')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a red fox');
    expect(screen.getByText('The budget has $0.20 left: too little for all of these.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Draw the 2 models that fit · $0.02–$0.15' }));
    expect(await tile('TWO')).toBeVisible();
    const [generate] = requests.filter((request) => request.path === '/generate');
    expect(generate?.body).toMatchObject({ models: ['2-two', '3-three'] });
    expect(screen.queryByText(/too little for all/)).toBeNull();
    leave();
  });

  it('says why a request was refused, with the id to quote, and keeps the prompt', async () => {
    fakeApi({
      ...models,
      'POST /generate': () => ({
        status: 429,
        body: { error: 'Too many runs today.', code: 'RATE_LIMITED', requestId: 'abc-1', retryAfter: 60 },
      }),
    });
    const { user, leave } = await renderApp();
    const box = await screen.findByRole('textbox', { name: 'Prompt' });
    await user.type(box, 'a red fox');
    await user.click(screen.getByRole('button', { name: /Draw 2 pictures/ }));
    expect(await screen.findByText(/The limit of runs is reached\./)).toBeVisible();
    expect(screen.getByText('Reference: abc-1')).toBeVisible();
    expect(box).toHaveValue('a red fox');
    leave();
  });

  it('says so when a run is not there', async () => {
    fakeApi({
      ...models,
      [`GET /status/${JOB}`]: () => ({
        status: 404,
        body: { error: 'No such job.', code: 'JOB_NOT_FOUND', requestId: 'abc-2' },
      }),
    });
    const { leave } = await renderApp(`/r/${JOB}`);
    expect(await screen.findByRole('heading', { name: 'This run is not here' })).toBeVisible();
    leave();
  });

  it('speaks German', async () => {
    fakeApi(models);
    localStorage.setItem('pixel-prompt.preferences', JSON.stringify({ language: 'de' }));
    dispatchEvent(new StorageEvent('storage', { key: null }));
    const { leave } = await renderApp('/', 'de');
    expect(await screen.findByRole('button', { name: /2 Bilder erstellen/ })).toBeVisible();
    leave();
  });
});
